package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EnvironmentNamesTest {
    @Test
    void knowsEverySettingInTheSpellingsThatSpringBootTakes() {
        assertThat(EnvironmentNames.unknown(List.of(
                        "QIANHU_HOME",
                        "QIANHU_DYVMS_ACCESSKEYID",
                        "QIANHU_DYVMS_ACCESS_KEY_ID",
                        "QIANHU_DISPATCH_SETTLEAFTER",
                        "QIANHU_SANDBOX_FAULTS_LATENCY",
                        "QIANHU_ALERTS_WEBHOOKS_0_URL",
                        "QIANHU_ALERTS_WEBHOOKS_12_SECRET",
                        "PATH",
                        "MY_QIANHU_HOME")))
                .isEmpty();
    }

    @Test
    void findsWhatIsMisspelt() {
        assertThat(EnvironmentNames.unknown(List.of(
                        "QIANHU_HOMEE",
                        "QIANHU_DISPATCH",
                        "QIANHU_DYVMS_SECRET",
                        "QIANHU_ALERTS_WEBHOOKS_0_URI",
                        "QIANHU_ALERTS_WEBHOOKS_URL",
                        "HOME")))
                .containsExactly(
                        "QIANHU_ALERTS_WEBHOOKS_0_URI",
                        "QIANHU_ALERTS_WEBHOOKS_URL",
                        "QIANHU_DISPATCH",
                        "QIANHU_DYVMS_SECRET",
                        "QIANHU_HOMEE");
    }

    /** Where Spring would look for further settings, or the database for scripts. */
    @Test
    void springsOwnAreNoneOfOurs() {
        assertThat(EnvironmentNames.unknown(
                        List.of("SPRING_FLYWAY_LOCATIONS", "spring_application_json", "SPRINGFIELD", "PATH")))
                .containsExactly("SPRING_FLYWAY_LOCATIONS", "spring_application_json");
    }
}
