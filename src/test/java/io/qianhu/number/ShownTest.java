package io.qianhu.number;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '`',
            value = {
                "num 13812345678.csv~num 138****5678.csv",
                "/in/138_1234_5678/a.csv~/in/138****5678/a.csv",
                "x\u001B[31mred~x\\u001B[31mred",
                "x\u009B31mred~x\\u009B31mred",
                "x\u0000\u0007\u007F~x\\u0000\\u0007\\u007F",
                "gpj.\u202Evsc~gpj.\\u202Evsc",
                "\u2066x\u2069\u200E\u061C~\\u2066x\\u2069\\u200E\\u061C",
                "a\u2028b\u2029c\u0085d~a\\u2028b\\u2029c\\u0085d",
                "\uFEFFx\u200By\u00ADz~\\uFEFFx\\u200By\\u00ADz",
                "x\uDB40\uDC41~x\\uDB40\\uDC41",
                "138\u200B1234\u200B5678~138****5678",
                "三月 名单　😀.csv~三月 名单　😀.csv",
            })
    void hidesNumbersAndShowsWhatNobodySees(String text, String shown) {
        assertThat(Shown.line(text)).isEqualTo(shown);
        assertThat(Shown.lines(text)).isEqualTo(shown);
        assertThat(Shown.line(shown)).isEqualTo(shown);
    }

    @Test
    void endsNoLineThatIsNotOurs() {
        String text = "a\r\n2026-11-30 ERROR\tx\n13812345678";
        assertThat(Shown.line(text)).isEqualTo("a\\u000D\\u000A2026-11-30 ERROR\\u0009x\\u000A138****5678");
        assertThat(Shown.lines(text)).isEqualTo("a\\u000D\n2026-11-30 ERROR\tx\n138****5678");
        assertThat(Shown.unmasked(text)).isEqualTo("a\\u000D\n2026-11-30 ERROR\tx\n13812345678");
    }
}
