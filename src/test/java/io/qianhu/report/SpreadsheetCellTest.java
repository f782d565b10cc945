package io.qianhu.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.number.Multiple;
import io.qianhu.number.NumberKind;
import io.qianhu.number.NumberReader;
import java.util.EnumSet;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetCellTest {
    private static final NumberReader NUMBERS = new NumberReader(EnumSet.allOf(NumberKind.class));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\"http://example.com\")",
                "+86 138-0013-8000",
                "-",
                "@SUM(A1)",
                "＝1+1",
                "＋86",
                "－1",
                "＠x",
                "  =1+1",
                "\u00A0+1",
                "\uFEFF=1",
                "\u115F=1",
                "\u2800=1",
                "\u0085=1",
                "\uE000=1",
                "\u0301=1",
                "\uDB40\uDC20=1",
                "﹦1",
                "−1",
                "\tx",
                "\rx",
                "\nx"
            })
    void whatASpreadsheetMightRunGetsAnApostrophe(String cell) {
        assertThat(SpreadsheetCell.shown(cell)).isEqualTo("'" + cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "13800138000", "'+86 138", "0571-88888888", "a=b", "王小明", "(86)138", " 138"})
    void whatASpreadsheetOnlyShowsStays(String cell) {
        assertThat(SpreadsheetCell.shown(cell)).isEqualTo(cell);
    }

    /** What is passed over is not looked through again behind each divider in it: that would take minutes here. */
    @Test
    @Timeout(60)
    void aLongCellOfDividersComesToItsEnd() {
        String dividers = "\t".repeat(1 << 17);
        assertThat(SpreadsheetCell.shown("a" + dividers + "b")).isEqualTo("a" + dividers + "b");
    }

    /** Where cells are divided at another sign than the comma, each of these is two. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
        a;=1+1               ~ a;'=1+1
        a|=1+1               ~ a|'=1+1
        a; ⠀ =1+1       ~ a;' ⠀ =1+1
        a;"=1+1"             ~ a;'"=1+1"
        =1;=2                ~ '=1;'=2
        a;b=1;c              ~ a;b=1;c
        138;139|137          ~ 138;139|137
        """)
    void whatStandsBehindAnotherDelimiterIsACellToo(String cell, String shown) {
        assertThat(SpreadsheetCell.shown(cell)).isEqualTo(shown);
        assertThat(SpreadsheetCell.shown(shown)).isEqualTo(shown);
    }

    @Test
    void soDoesWhatStandsBehindATabOrALineBreak() {
        assertThat(SpreadsheetCell.shown("a\t=1\r\n+2\n\n@3\tb")).isEqualTo("a\t'=1\r'\n'+2\n'\n'@3\tb");
    }

    @Test
    void aProtectedCellHoldsTheSameNumbers() {
        String[] pieces = {
            "13800138000",
            "+8613900139000",
            "+86 137-0013-7000",
            "0571-88888888",
            "1380013",
            "-",
            "=",
            "@",
            "+",
            "a",
            "无",
            ";",
            "；",
            "|",
            "\t",
            "\n",
            "\r\n",
            ",",
            "/",
            "、",
            " ",
            "\"",
            "(",
            ")"
        };
        NumberReader all = new NumberReader(EnumSet.allOf(NumberKind.class), Multiple.TAKE_ALL);
        RandomGenerator random = new Random(17);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder made = new StringBuilder();
            for (int piece = random.nextInt(1, 8); piece > 0; piece--) {
                made.append(pieces[random.nextInt(pieces.length)]);
            }
            String cell = made.toString();
            String shown = SpreadsheetCell.shown(cell);
            assertThat(all.read(shown)).as("read %s as %s", cell, shown).isEqualTo(all.read(cell));
            assertThat(all.several(shown))
                    .as("several in %s as %s", cell, shown)
                    .isEqualTo(all.several(cell));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "+86 138-0013-8000, 13800138000",
        "＋８６13800138000, 13800138000",
        "-13800138000, 13800138000",
        "' +86-571-8888-8888', 57188888888"
    })
    void aProtectedNumberIsReadAsTheSameNumber(String cell, long national) {
        assertThat(NUMBERS.read(cell)).isEqualTo(national);
        assertThat(NUMBERS.read(SpreadsheetCell.shown(cell))).isEqualTo(national);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=13800138000", "+852 2345 6789", "-", "@13800138000", "+86 138", "\t+1 202 555 0100"})
    void aProtectedRejectKeepsItsReason(String cell) {
        assertThat(NumberReader.reasonOf(NUMBERS.read(SpreadsheetCell.shown(cell))))
                .isEqualTo(NumberReader.reasonOf(NUMBERS.read(cell)));
    }
}
