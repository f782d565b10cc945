package io.qianhu.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RejectColumnsTest {
    private static final List<String> OWN = List.of("f", "l", "b", "c", "r", "e");

    @Test
    void theHeaderOfOneFileFollowsTheReportsOwn() {
        RejectColumns columns = of(header(1, "姓名", "手机号", "城市"));

        assertThat(columns.names())
                .containsExactly("file", "line", "byte", "column", "reason", "explanation", "姓名", "手机号", "城市");
        assertThat(columns.row(OWN, 0, List.of("甲", "138", "杭州")))
                .containsExactly("f", "l", "b", "c", "r", "e", "甲", "138", "杭州");
    }

    @Test
    void aShortRowIsFilledUp() {
        RejectColumns columns = of(header(1, "姓名", "手机号", "城市"));

        assertThat(input(columns, 0, "甲")).containsExactly("甲", "", "");
    }

    @Test
    void columnsOfOneNameAreOneColumnAcrossFiles() {
        RejectColumns columns = of(header(0, "phone", "name"), header(2, "city", "name", "phone"));

        assertThat(inputNames(columns)).containsExactly("phone", "name", "city");
        assertThat(input(columns, 0, "138", "甲")).containsExactly("138", "甲", "");
        assertThat(input(columns, 1, "杭州", "乙", "139")).containsExactly("139", "乙", "杭州");
    }

    @Test
    void phoneColumnsAreOneColumnWhateverTheyAreCalled() {
        RejectColumns columns = of(header(0, "手机号", "name"), header(1, "name", "mobile"), header(0));

        assertThat(inputNames(columns)).containsExactly("手机号", "name");
        assertThat(input(columns, 1, "乙", "139")).containsExactly("139", "乙");
        assertThat(input(columns, 2, "137")).containsExactly("137", "");
    }

    @Test
    void aFileWithoutHeaderHasNumberedColumnsAndThePhoneColumnStaysRecognisable() {
        RejectColumns columns = new RejectColumns(List.of(header(1)), List.of(3));

        assertThat(inputNames(columns)).containsExactly("column_1", "phone", "column_3");
        assertThat(input(columns, 0, "甲", "138", "杭州")).containsExactly("甲", "138", "杭州");
    }

    @Test
    void cellsBeyondTheHeaderAreNumberedByTheirPosition() {
        RejectColumns columns = new RejectColumns(List.of(header(0, "phone")), List.of(3));

        assertThat(inputNames(columns)).containsExactly("phone", "column_2", "column_3");
        assertThat(input(columns, 0, "138", "a", "b")).containsExactly("138", "a", "b");
    }

    @Test
    void repeatedAndBlankNamesLoseNoCell() {
        RejectColumns columns = of(header(0, "phone", "note", "note", "", " ", "note_2", "column_4"));

        assertThat(inputNames(columns))
                .containsExactly("phone", "note", "note_2", "column_4", "column_5", "note_2_2", "column_4_2");
        assertThat(input(columns, 0, "1", "2", "3", "4", "5", "6", "7"))
                .containsExactly("1", "2", "3", "4", "5", "6", "7");
    }

    @Test
    void anotherColumnNamedLikeThePhoneColumnIsKeptApart() {
        RejectColumns columns = of(header(1, "phone", "phone"), header(0, "mobile", "phone"));

        assertThat(inputNames(columns)).containsExactly("phone_2", "phone");
        assertThat(input(columns, 0, "landline", "mobile")).containsExactly("landline", "mobile");
        assertThat(input(columns, 1, "mobile", "landline")).containsExactly("landline", "mobile");
    }

    @Test
    void aRejectFileAsInputKeepsItsColumnsBesideTheReportsOwn() {
        RejectColumns columns = of(header(6, "file", "line", "byte", "column", "reason", "explanation", "手机号"));

        assertThat(inputNames(columns))
                .containsExactly("file_2", "line_2", "byte_2", "column_2", "reason_2", "explanation_2", "手机号");
    }

    @Test
    void aRowThatEndsBeforeThePhoneColumnStillLeavesAPlaceForIt() {
        RejectColumns columns = new RejectColumns(List.of(header(2)), List.of(1));

        assertThat(inputNames(columns)).containsExactly("column_1", "column_2", "phone");
    }

    /** Columns when no row is wider than the header of its file. */
    private static RejectColumns of(InputHeader... files) {
        return new RejectColumns(List.of(files), Collections.nCopies(files.length, 0));
    }

    private static InputHeader header(int phoneColumn, String... names) {
        return new InputHeader(List.of(names), phoneColumn);
    }

    private static List<String> inputNames(RejectColumns columns) {
        return columns.names().subList(OWN.size(), columns.names().size());
    }

    private static List<String> input(RejectColumns columns, int file, String... cells) {
        List<String> row = List.of(columns.row(OWN, file, List.of(cells)));
        return row.subList(OWN.size(), row.size());
    }
}
