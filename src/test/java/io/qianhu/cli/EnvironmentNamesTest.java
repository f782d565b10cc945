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
                        "PATH",
                        "MY_QIANHU_HOME")))
                .isEmpty();
    }

    @Test
    void findsWhatIsMisspelt() {
        assertThat(EnvironmentNames.unknown(List.of("QIANHU_HOMEE", "QIANHU_DISPATCH", "QIANHU_DYVMS_SECRET", "HOME")))
                .containsExactly("QIANHU_DISPATCH", "QIANHU_DYVMS_SECRET", "QIANHU_HOMEE");
    }
}
