package io.qianhu.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        assertThat(bind(Map.of(
                        "qianhu.intake.block-bytes", "1",
                        "qianhu.intake.max-record-bytes", "2",
                        "qianhu.intake.max-columns", "3",
                        "qianhu.intake.max-reject-cell-chars", "4",
                        "qianhu.intake.sample-bytes", "1024")))
                .isEqualTo(new IntakeLimits(1, 2, 3, 4, 1024));
    }

    @ParameterizedTest
    @CsvSource({
        "block-bytes, 1, 16777216",
        "max-record-bytes, 1, 67108864",
        "max-columns, 1, 100000",
        "max-reject-cell-chars, 1, 32767",
        "sample-bytes, 1024, 67108864"
    })
    void refusesOnePastEachBound(String key, int least, int most) {
        String property = "qianhu.intake." + key;
        bind(Map.of(property, least));
        bind(Map.of(property, most));
        for (int past : new int[] {least - 1, most + 1}) {
            assertThatThrownBy(() -> bind(Map.of(property, past)))
                    .hasRootCauseMessage(property + ": " + past + " is not between " + least + " and " + most);
        }
    }

    private static IntakeLimits bind(Map<String, ?> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("qianhu.intake", IntakeLimits.class);
    }
}
