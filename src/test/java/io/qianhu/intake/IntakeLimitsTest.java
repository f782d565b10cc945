package io.qianhu.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class IntakeLimitsTest {
    @Test
    void bindsTheDefaultsWhenNothingIsSet() {
        assertThat(bind(Map.of())).isEqualTo(IntakeLimits.defaults());
    }

    @Test
    void bindsEveryKey() {
        assertThat(bind(Map.ofEntries(
                        Map.entry("qianhu.intake.block-bytes", "1"),
                        Map.entry("qianhu.intake.max-record-bytes", "2"),
                        Map.entry("qianhu.intake.max-columns", "3"),
                        Map.entry("qianhu.intake.max-reject-cell-chars", "4"),
                        Map.entry("qianhu.intake.sample-bytes", "1024"),
                        Map.entry("qianhu.intake.max-bytes", "1027"),
                        Map.entry("qianhu.intake.unpack.max-bytes", "1025"),
                        Map.entry("qianhu.intake.unpack.max-ratio", "5"),
                        Map.entry("qianhu.intake.unpack.max-entries", "6"),
                        Map.entry("qianhu.intake.unpack.max-text-bytes", "1026"),
                        Map.entry("qianhu.intake.give-up-after", "7s"))))
                .isEqualTo(new IntakeLimits(
                        1, 2, 3, 4, 1024, 1027, Duration.ofSeconds(7), new UnpackSettings(1025, 5, 6, 1026)));
    }

    @ParameterizedTest
    @CsvSource({
        "block-bytes, 1, 16777216",
        "max-record-bytes, 1, 67108864",
        "max-columns, 1, 100000",
        "max-reject-cell-chars, 1, 32767",
        "sample-bytes, 1024, 67108864",
        "max-bytes, 1024, 1125899906842624",
        "unpack.max-bytes, 1024, 1099511627776",
        "unpack.max-ratio, 1, 1032",
        "unpack.max-entries, 1, 65535",
        "unpack.max-text-bytes, 1024, 1073741824"
    })
    void refusesOnePastEachBound(String key, long least, long most) {
        String property = "qianhu.intake." + key;
        bind(Map.of(property, least));
        bind(Map.of(property, most));
        for (long past : new long[] {least - 1, most + 1}) {
            assertThatThrownBy(() -> bind(Map.of(property, past)))
                    .hasRootCauseMessage(property + ": " + past + " is not between " + least + " and " + most);
        }
    }

    @ParameterizedTest
    @CsvSource({"1s, 999ms", "7d, 169h"})
    void givesUpWithinAWeek(String allowed, String refused) {
        String property = "qianhu.intake.give-up-after";
        bind(Map.of(property, allowed));
        assertThatThrownBy(() -> bind(Map.of(property, refused)))
                .rootCause()
                .hasMessageContaining("is not between PT1S and PT168H");
    }

    private static IntakeLimits bind(Map<String, ?> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("qianhu.intake", IntakeLimits.class);
    }
}
