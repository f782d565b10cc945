package io.qianhu.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DispatcherSettingsTest {
    @Test
    void absenceIsProvedAfterValidityLateListingAndTheLongestFrozenGap() {
        assertThat(DispatcherSettings.SAFE_SETTLE_AFTER).isEqualTo(Duration.ofMinutes(31 + 15 + 1));
        assertThat(defaults().settleAfter()).isEqualTo(DispatcherSettings.SAFE_SETTLE_AFTER);
        assertThat(DispatcherSettings.LONGEST_FROZEN_GAP).isGreaterThan(Submitter.LONGEST_GAP);
    }

    @Test
    void lessIsRaisedAgainstAnotherMachineAndNothingElseChanges() {
        DispatcherSettings soon = new DispatcherSettings(
                Duration.ofMinutes(46),
                Duration.ofMinutes(1),
                2,
                3,
                Duration.ofSeconds(4),
                Duration.ofMinutes(5),
                Duration.ofMinutes(1));

        assertThat(soon.against(true)).isSameAs(soon);
        assertThat(soon.against(false))
                .isEqualTo(new DispatcherSettings(
                        Duration.ofMinutes(47),
                        Duration.ofMinutes(1),
                        2,
                        3,
                        Duration.ofSeconds(4),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(1)));
        assertThat(defaults().against(false)).isEqualTo(defaults());
    }

    private static DispatcherSettings defaults() {
        return new Binder(new MapConfigurationPropertySource()).bindOrCreate("nothing", DispatcherSettings.class);
    }
}
