package io.qianhu.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.number.NumberKind;
import io.qianhu.number.NumberReader;
import java.util.EnumSet;
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
