package io.qianhu.number;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "13800130000 | 138****0000",
                "number 13800130000 is bad | number 138****0000 is bad",
                "号码13800130000无效 | 号码138****0000无效",
                "13800130000,13900130001;13700130002 | 138****0000,139****0001;137****0002",
                "13800130000 13900130001 | 138****0000 139****0001",
                "+8613800130000 | 138****0000",
                "+86 138-0013-0000. | 138****0000.",
                "(+86)13800130000 | (138****0000",
                "008613800130000 | 138****0000",
                "8613800130000 | 138****0000",
                "013800130000 | 138****0000",
                "0013800130000 | 138****0000",
                "138.0013.0000 | 138****0000",
                "１３８００１３００００ | 138****0000",
                "１３８-0013-00００ | 138****0000",
                "138\u200B0013\u00A00000 | 138****0000",
                "caller=13800130000&x=1 | caller=138****0000&x=1",
                "\"13800130000\" | \"138****0000\"",
                "14800130000 | 148****0000",
                "tel13800130000x | tel138****0000x",
                "0571-88888888 | 0571****8888",
                "(0571)88888888 | (0571****8888",
                "057188888888 | 0571****8888",
                "010 8888 0000 | 010****0000",
                "+86 571 88888888 | 0571****8888",
                "+8657188888888 | 0571****8888",
                "012345678901 | 123****8901",
            })
    void masksWhatLooksLikeANumber(String text, String masked) {
        assertThat(Masking.mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "task 4001112222 accepted",
                "D9CB3933-9FE3-4870-BA8E-2BEE91B69D23",
                "15912345-6789-4012-8345-138001300001",
                "A1380013-0000-4012-8345-A13800130000",
                "2026-11-22T07:09:11.123456Z",
                "2026-11-22 09:00:00",
                "01-11-2026 09:00",
                "20261122090000",
                "1795331351123",
                "138001300000",
                "1380013000",
                "numbers.csv line 48213",
                "400-820-8820",
                "98765432101234567890",
            })
    void leavesOtherDigitsAlone(String text) {
        assertThat(Masking.mask(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "13800130000 | 138****0000",
                "1380013000 | 138***3000",
                "+86 138-0013-0000 | +86 1**-****-0000",
                "1.3800138E+10 | 1.38***38E+10",
                "1.38E+10 | 1.38E+10",
                "１３８００１３００００ | １３８****００００",
                "8888888 | 8888888",
                "张三 | 张三",
            })
    void masksACellWhateverItHolds(String cell, String masked) {
        assertThat(Masking.maskCell(cell)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 65, 100_000})
    void cutsACellOverTheLimit(int length) {
        String shown = Masking.maskCell("x".repeat(length));

        assertThat(shown).isEqualTo("x".repeat(64) + (length > 64 ? "…" : ""));
    }
}
