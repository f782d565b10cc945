package io.qianhu.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WidthTest {
    @ParameterizedTest
    @CsvSource({"'', 0", "disk, 4", "磁盘, 4", "任务（a）, 9", "𠀀, 2", "138****0000, 11"})
    void aChineseCharacterIsAsWideAsTwoOthers(String text, int cells) {
        assertThat(Width.of(text)).isEqualTo(cells);
        assertThat(Width.padded(text, 14)).hasSize(text.length() + 14 - cells);
        assertThat(Width.padded(text, 0)).isEqualTo(text);
    }
}
