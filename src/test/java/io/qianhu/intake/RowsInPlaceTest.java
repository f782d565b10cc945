package io.qianhu.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qianhu.campaign.InputSettings;
import io.qianhu.ledger.RejectedRow;
import io.qianhu.number.NumberKind;
import io.qianhu.number.NumberReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A cell is taken by its position, so a row must line up with its header, and a quote may not hide rows. In the tables
 * ~ ends a line, and A to Z are numbers, each another one; ROWS stands for 30 rows that are in order. Expected are the
 * numbers that are called beside theirs, then each reject as LINE REASON; or refused and the line.
 */
class RowsInPlaceTest {
    private static final NumberReader NUMBERS = new NumberReader(Set.of(NumberKind.MOBILE));
    private static final long OF_LETTERS = 13_900_000_000L;
    private static final long OF_ROWS = 13_800_000_000L;
    private static final int ROWS = 30;

    @TempDir
    private Path directory;

    private PlainFile.Origin origin = PlainFile.Origin.NAMED;

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                // Wider than the header.
                "name,address,紧急联系人电话,手机号~ROWS c,x,y,Z, => | 32 MISALIGNED",
                "name,address,紧急联系人电话,手机号~ROWS c,x,y,Z,A~ => | 32 MISALIGNED",
                "name,address,手机号~ROWS c,x,y,A~ => | 32 MISALIGNED",
                "name,手机号,remark~ROWS c,A,x,y~ => | 32 MISALIGNED",
                "手机号,name,remark~ROWS A,c,x,y,z~ => A |",
                "手机号,name,推荐人手机~ROWS A,c,x,Z~ => A |",
                "手机号,name~ROWS A,c,x,Z~ => | 32 MISALIGNED",
                "手机号,name~ROWS A,c,x~ => A |",
                "手机号~ROWS A,Z~ => | 32 MISALIGNED",
                "name,手机号~ROWS c,A,,~ => A |",
                "name,手机号~ROWS c,A,, ,~d,B~ => A B |",
                "name,手机号,remark,,~ROWS c,A,x,y,z~ => | 32 MISALIGNED",
                "name,手机号,remark,,~a,A,x,y,~b,B,x,y,~c,C,x,y,~d,D,x,y,z~ => A B C | 5 MISALIGNED",
                "name,address,推荐人手机,手机号,,~ROWS c,x,y,Z,A,,~ => | 32 MISALIGNED",
                "name,address,推荐人手机,手机号,,~ROWS c,x,y,Z,A,~ => | 32 MISALIGNED",
                "name,address,推荐人手机,手机号,,~ROWS c,x,无,A,,~ => A |",
                "name,紧急联系人电话,手机号~ROWS c,Z,A,~ => A |",
                "name,紧急联系人电话,手机号~ROWS c,,A,~ => A |",
                "name,紧急联系人电话,手机号~ROWS c,d,Z,~ => | 32 MISALIGNED",
                "name;remark;手机号~ROWS c;x;y;A~ => | 32 MISALIGNED",
                "name,address,紧急联系人电话,手机号,remark~ROWS c,x,,Z,A,~ => | 32 MISALIGNED",
                // A comma behind each row.
                "name,推荐人手机,手机号~a,无,A,~b,Y,B,~c,无,C,~ => A B C |",
                "name,推荐人手机,手机号,紧急电话~a,,A,Z,~b,Y,B,Z,~c,,C,Z,~ => A B C |",
                // As wide as the header, with a cell too many in front and one missing behind.
                "name,推荐人手机,手机号,remark~ROWS c,d,Z,A~ => | 32 MISALIGNED",
                "name,推荐人手机,手机号,remark~ROWS ,c,Z,A~ => | 32 MISALIGNED",
                "name,id,推荐人手机,手机号,remark~ROWS c,d,330102198001138000,Z,A~ => | 32 MISALIGNED",
                "name,推荐人手机,手机号,remark~ROWS c,无,A,x~ => A |",
                "name,推荐人手机,手机号,remark~ROWS c,1370000,A,B~ => A |",
                // The own number on the other side, in a column that holds none: a blank cell was inserted, or one
                // deleted.
                "name,推荐人手机,手机号,remark~ROWS c,,Z,A~ => | 32 MISALIGNED",
                "推荐人手机,手机号,name~ROWS ,Z,A~ => | 32 MISALIGNED",
                "name,推荐人手机,手机号,remark,date~ROWS c,,Z,A~ => | 32 MISALIGNED",
                "name,address,手机号,推荐人手机,remark~ROWS c,A,Z,x,~ => | 32 MISALIGNED",
                "name,address,手机号,推荐人手机~ROWS c,A,Z,~d,B,Y,~ => | 32 MISALIGNED 33 MISALIGNED",
                "id,name,手机号,紧急电话~ROWS c,A,Z,~ => | 32 MISALIGNED",
                "id,address,name,手机号,推荐人手机,remark,x~ROWS 31,c,A,Z,,,~ => | 32 MISALIGNED",
                "name,address,手机号,推荐人手机~MANY c,A,Z,~ => | 1202 MISALIGNED",
                "name,手机号,推荐人手机~ROWS A,A,~ => A |",
                "name,remark,手机号,推荐人手机~a,C,A,Y~b,D,B,Z~ROWS c,A,E,~ => A B E |",
                "name,推荐人手机,手机号,remark~a,Y,A,C~b,Z,B,D~ROWS c,,E,F~ => A B E |",
                "name,remark,手机号~ROWS c,B,A~ => A |",
                // Narrower than the header.
                "name,手机号,remark~ROWS c,A~ => A |",
                "name,手机号,remark,date~ROWS c,A~ => A |",
                "name,手机号,推荐人手机~ROWS A,Z~ => | 32 MISALIGNED",
                "name,手机号,推荐人手机~ROWS c;A,Z~ => | 32 MISALIGNED",
                "name,手机号,推荐人手机~ROWS c,A,~ => A |",
                "name,推荐人手机,手机号~ROWS c,Z~ => | 32 MISSING_CELL",
                "name,手机号,remark~ROWS c~ => | 32 MISSING_CELL",
                "name,手机号,备用手机,remark~ROWS c,Z,x~ => | 32 MISALIGNED",
                "name,手机号,备用手机,remark~a,A~b,B~c,C,,x~ => A B C |",
                // Files joined without a line break in between.
                "手机号,name~ROWS A,cB,d~ => | 32 MISALIGNED",
                "手机号,name,remark~ROWS A,c,x B,d,x~ => | 32 MISALIGNED",
                "手机号,name,推荐人手机~ROWS A,c,Y B,d,Z~ => | 32 MISALIGNED",
                "手机号,name,remark~ROWS A,c,,B,d,~ => | 32 MISALIGNED",
                // Name and number in one cell, and the cells behind moved up.
                "name,手机号,推荐人手机~ROWS c A,Z,~ => | 32 MISALIGNED",
                "name,手机号,推荐人手机~ROWS c，A,Z~ => | 32 MISALIGNED",
                "name,手机号,推荐人手机,remark~ROWS cA,Z,x,~ => | 32 MISALIGNED",
                "name,手机号,推荐人手机~ROWS c A,A,~ => A |",
                "name,手机号,推荐人手机~ROWS c B,A,Z~ => A |",
                // A number whose further digits stand beside it.
                "name,手机号,分机号~c,A,~d,B,8001~ => A | 3 TOO_LONG",
                // Too many rows: whatever is the matter, it is not one row's fault.
                "name,手机号~a,x,A~b,y,B~c,C~ => refused 2",
                "name,手机号,推荐人手机~a,A,Z~b,B~c,C~ => refused 3",
                "name,手机号~a,x,A~b,B~c,C~ => B C | 2 MISALIGNED",
                "name,address,手机号,备用手机~ROWS i,x~y,A,Z~ => | 32 MISSING_CELL 33 MISALIGNED",
                // No row is as wide as the header.
                "name,address(a,b),手机号,推荐人手机~a,x,A,Y~b,x,B,Z~ => refused 1",
                "id,name,手机号,推荐人手机,remark~a,A,Y,x~b,B,Z,x~ => refused 1",
                "name,手机号,remark,date~a,A,x~b,B,x~ => A B |",
                // A repaired row of a reject file.
                "reason,name,address,手机号,推荐人手机,column_6~m,a,x,A,Z~m,b,x,B,Y~ => A B |",
                "reason,name,address,推荐人手机,手机号,column_6~m,a,x,Z,A,~m,b,x,Y,B,x~ => A | 3 MISALIGNED",
                // Rows without any number call nobody.
                "name,手机号,address,推荐人手机~a,A,x,Y~b,B,x,Z~合计,2~制表人：张三,日期：2026-11-30~ => A B | 4 NO_PERSON 5 NO_PERSON",
                // No header, but all other rows are alike.
                "ROWS c,x,A~ => | 31 MISALIGNED",
                "ROWS c,A,,~ => A |",
                "a,A~b,B~c,C,x~d,D,x~e,E~ => A B C D E |",
            })
    void aRowThatDoesNotLineUpIsNotCalled(String text, String expected) {
        assertThat(outcome(text, null)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "name,address,紧急,顾客~ROWS c,x,y,Z,A~ => | 32 MISALIGNED",
                "name,顾客,推荐人~ROWS A,Z~ => | 32 MISALIGNED",
            })
    void neitherIsItWithAColumnThatIsSetByHand(String text, String expected) {
        assertThat(outcome(text, "顾客")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '^',
            value = {
                "a,x,Z,A,x~b,x,Z,B,x~c,x,Z,C,x~d,x,Z,D,x~e,x,y,Z,E,x~f,x,y,Z,F,x~ => refused 5",
                "a,x,Z,A,x~b,x,Z,B,x~c,x,Z,C,x~d,x,Z,D,x~e,x,y,Z,E,x~ => A B C D | 5 MISALIGNED",
                "a,x,y,A,~b,x,y,B~c,x,y,C,~\"d,x,y,D,~e,x,y,E,~f\",x,y,F,~ => refused 4",
            })
    void neitherIsItWithoutAHeaderInAFileOfRaggedRows(String text, String expected) {
        assertThat(outcome(text, "4")).isEqualTo(expected);
    }

    /** Cells slip before they become those of a sheet; in one, blank cells at the end are not stored, and notes are made. */
    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "name,address,推荐人手机,手机号,remark~ROWS c,x,y,Z,A,z~ => | 32 MISALIGNED",
                "name,address,推荐人手机,手机号,紧急电话~ROWS c,x,y,Z,A,Y~ => | 32 MISALIGNED",
                "name,推荐人手机,手机号,remark~ROWS c,d,Z,A~ => | 32 MISALIGNED",
                "name,手机号,推荐人手机~ROWS c,A~ => A |",
                "name,推荐人手机,手机号,紧急电话~ROWS c,,A,,note~ => A |",
                "name,手机号~a,A,note~b,B~c,C,note~ => A B C |",
                "id,name,手机号,推荐人手机,remark~a,A,Y,x~b,B,Z,x~ => refused 1",
                "name,推荐人手机,手机号,remark~a,Z,A~b,Y,B~ => A B |",
                "name,推荐人手机,手机号~a,无,A,note~b,Y,B,note~c,Z,C~ => A B C |",
            })
    void norIsItInASheet(String text, String expected) {
        origin = PlainFile.Origin.SHEET;
        assertThat(outcome(text, null)).isEqualTo(expected);
    }

    /** The same as a short row in UTF-8: a GB18030 character may end in the byte of a delimiter. */
    @Test
    void bytesOfAnotherEncodingThatSwallowADelimiterMakeAShortRow() {
        byte[] begin = rows("姓名|手机号|推荐人手机号~ROWS").getBytes(Charset.forName("GB18030"));
        byte[] bad = "客|13900000001|13900000002\n".getBytes(UTF_8);
        byte[] file = new byte[begin.length + bad.length];
        System.arraycopy(begin, 0, file, 0, begin.length);
        System.arraycopy(bad, 0, file, begin.length, bad.length);
        assertThat(outcome(file, null)).isEqualTo("| 32 MISALIGNED");
    }

    /** What only a later row shows. */
    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "name,手机号,remark~MANY c,A~MANY d,B,Z~ => refused 1202",
                "name,手机号,remark~MANY d,B,Z~MANY c,A~ => refused 2403",
                "name,手机号,remark~MANY c,A~MANY d,B,x~ => A B |",
                "name,手机号,remark~MANY d,B,Z~ => B |",
                "name,手机号,memo,remark~MANY c,A~d,B,Z~e,Y~ => refused 1202",
                "name,手机号,remark~MANY d,B,Z~total,50~ => B | 1203 TOO_SHORT"
            })
    void aNumberBehindThePhoneColumnInAnyRowMakesShortRowsDoubtful(String text, String expected) {
        assertThat(outcome(text, null)).isEqualTo(expected);
    }

    /** A long cell must not be looked for in another long one: that would take minutes here. */
    @Test
    @Timeout(60)
    void aRowOfTwoLongCellsComesToItsEnd() {
        String row = "c A" + "a".repeat(600_000) + "," + "a".repeat(300_000) + "b,Z~";
        Path path = Blocks.write(directory, rows("name,手机号,推荐人手机~ROWS " + row).getBytes(UTF_8));
        PlainFile file = new PlainFile(path.toString(), path, Survey.of(path), origin, List.of());
        FormatDetector detector = new FormatDetector(NUMBERS, IntakeLimits.defaults());
        assertThat(detector.detect(file, new InputSettings(List.of(), null)).phoneColumn())
                .isEqualTo(1);
    }

    @Test
    void moreThanATenthOfAllRowsIsRefusedAtTheEnd() {
        String late = "name,手机号~MANY " + "c,x,A~".repeat(200);
        assertThat(outcome(late, null)).isEqualTo("refused 1202");
        assertThat(outcome("name,手机号~MANY " + "c,x,A~".repeat(100), null)).startsWith("| 1202 MISALIGNED 1203 ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '^',
            value = {
                // Two stray quotes with rows between them.
                "name,手机号~ROWS \"c,A~d,B~e\",C~ => refused 32",
                "name,手机号~ROWS \"c,A~d\",B~ => refused 32",
                "name,手机号~ROWS c,A~\"d,B~e,C~f,D~g\",E~ => refused 33",
                "手机号,name~ROWS A,\"c~B,d~C,e\"~ => refused 32",
                "手机号,name~ROWS A,\"c~B,d\"~ => refused 32",
                "name,手机号,remark~ROWS c,A,\"x~d,B,y~e,C,z\"~ => refused 32",
                "name,手机号,remark~ROWS \"c,A,x~d,B,y~e\",C,z~ => refused 32",
                "\"name\",\"手机号\"~ROWS \"c,\"\"~\"\"d\",\"B\"~\"e~\"\"f\"\",B~g\",\"C\"~ => refused 34",
                "name;手机号~ROWS \"c;A~d;B~e\";C~ => refused 32",
                "name,手机号~\"a,A~b,B~c\",C~ => refused 2",
                "MANY \"c,A~d,B~e\",C~ => refused 1201",
                "name,手机号,address,remark~a,A,x~b,B,x~\"c,C,x~d,D,x~e\",E,x~ => refused 4",
                "手机号,name,address~A,a,x~B,b,x~C,\"c,x,~D,d,x,~E,e\",x,~ => refused 4",
                // Covered rows of another width: short ones would be called, and the others be seen as rejects.
                "name,手机号,address,remark~ROWS c,A,x,\"call~d,Z~e,Y\"~ => refused 32",
                "name,手机号,推荐人手机~ROWS a,A,\"x~b,B~c,C~\"~ => refused 32",
                "name,手机号,remark~ROWS a,A,\"x~b,B,x,y,z~c,C,x,y,z~\"~ => refused 32",
                "name,手机号,remark~a,A,x~b,B,x~c,C,x~\"d,D~e,E~f,F~g\",G~ => refused 5",
                // Ordinary cells of several lines.
                "name,手机号,address~ROWS c,A,\"x~y\"~ => A |",
                "name,手机号,address~ROWS \"c~d\",A,\"x~y~z\"~ => A |",
                "name,手机号,remark~ROWS c,A,\"please call B~not Z\"~ => A |",
                "name,手机号,remark~ROWS c,A,\"B~Z\"~ => A |",
                "name,手机号,remark~ROWS c,A,\"x,B~y\"~ => A |",
                "手机号,address~ROWS A,\"x~y\"~ => A |",
                "手机号,address~ROWS A,\"x,Z~y\"~ => A |",
                "手机号,remark~ROWS A,\"x~call,Z\"~ => A |",
                "手机号,remark~ROWS A,\"x~Z\"~ => A |",
                // A record that is rejected counts as the rows that it hides.
                "name,手机号~ROWS \"c,A~d,B~e\"x,C~ => | 32 COVERED_BY_QUOTE 33 COVERED_BY_QUOTE 34 COVERED_BY_QUOTE",
                "name,手机号~ROWS \"c\",\"A~\"d\",\"B\"~ => | 32 COVERED_BY_QUOTE 33 COVERED_BY_QUOTE",
                "name,x,手机号~ROWS \"c\",\"x\",\"A\"\"~\"d\",\"x\",\"B\"~ => | 32 COVERED_BY_QUOTE 33 COVERED_BY_QUOTE",
                "name,手机号~ROWS \"c,A~d,B~e\",f~ => | 32 COVERED_BY_QUOTE 33 COVERED_BY_QUOTE 34 COVERED_BY_QUOTE",
                "手机号~ROWS \"A~B~C~D~E~F~G\"~ => | 32 COVERED_BY_QUOTE 33 COVERED_BY_QUOTE 34 COVERED_BY_QUOTE"
                        + " 35 COVERED_BY_QUOTE 36 COVERED_BY_QUOTE 37 COVERED_BY_QUOTE 38 COVERED_BY_QUOTE",
                "name,手机号~ROWS \"c~d\"x,A~ => | 32 MALFORMED",
                "name,手机号~ROWS \"c\",\"A~\"d\",\"B\" => | 32 COVERED_BY_QUOTE 33 COVERED_BY_QUOTE",
                "name,手机号,remark~ROWS c,f,\"x~y\"~ => | 32 LETTERS",
                // The header itself.
                "手机号,\"remark~A,x~B,y\"~ROWS => refused 1",
                "\"name,手机号~a,A~b\",remark~ROWS => | 1 COVERED_BY_QUOTE 2 COVERED_BY_QUOTE 3 COVERED_BY_QUOTE"
            })
    void aQuoteHidesNoRows(String text, String expected) {
        assertThat(outcome(text, null)).isEqualTo(expected);
    }

    /** What a reject file holds of such a record, each line is input again. */
    @Test
    void theLinesOfARejectedRecordAreKeptAsRows() {
        byte[] file = rows("name,手机号~ROWS \"c,A~d,B~~e\"x,C~").getBytes(UTF_8);
        List<RejectedRow> rejected = new ArrayList<>();
        read(file, null).forEach(block -> rejected.addAll(block.rejected().rows()));
        assertThat(rejected)
                .extracting(RejectedRow::line, RejectedRow::cells)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(32L, List.of("c", number('A'))),
                        org.assertj.core.api.Assertions.tuple(33L, List.of("d", number('B'))),
                        org.assertj.core.api.Assertions.tuple(35L, List.of("ex", number('C'))));
    }

    @Test
    void theMessagesSayWhatHelps() {
        assertThatThrownBy(() -> read(rows("name,手机号~ROWS \"c,A~d,B~e\",C~").getBytes(UTF_8), null))
                .hasMessageContaining(" line 32: the quote that opens here hides rows with numbers in one cell;")
                .hasMessageContaining("input.quote: none");
        assertThatThrownBy(() -> read(rows("name,手机号~a,x,A~b,y,B~c,C~").getBytes(UTF_8), null))
                .hasMessageContaining(" line 2: this row does not line up with the header, as 2 of 3 rows do not;");
        assertThatThrownBy(
                        () -> read(rows("name,手机号,remark~MANY c,A~MANY d,B,Z~").getBytes(UTF_8), null))
                .hasMessageContaining(
                        " line 1202: this row is shorter than the header, and a number stands behind the phone"
                                + " column in line 2403,");
    }

    private String outcome(String text, @Nullable String column) {
        return outcome(rows(text).getBytes(UTF_8), column);
    }

    private String outcome(byte[] file, @Nullable String column) {
        try {
            StringBuilder called = new StringBuilder();
            StringBuilder rejected = new StringBuilder();
            for (ParsedBlock block : read(file, column)) {
                for (int i = 0; i < block.accepted(); i++) {
                    long letter = block.nationals()[i] - OF_LETTERS;
                    called.append(letter >= 0 ? (char) letter + " " : "");
                }
                block.rejected().rows().forEach(row -> rejected.append(" " + row.line() + " " + row.reason()));
            }
            return called + "|" + rejected;
        } catch (InputRefused e) {
            String message = String.valueOf(e.getMessage());
            return "refused " + message.replaceFirst("(?s).*numbers.csv line (\\d+):.*", "$1");
        }
    }

    /** Reads the file as a run does, in blocks of a few rows. */
    private List<ParsedBlock> read(byte[] bytes, @Nullable String column) {
        IntakeLimits limits = Blocks.limits(64, 10_000);
        Path path = Blocks.write(directory, bytes);
        PlainFile plain = new PlainFile(path.toString(), path, Survey.of(path), origin, List.of());
        FileFormat format = new FormatDetector(NUMBERS, limits).detect(plain, new InputSettings(List.of(), column));
        BlockParser parser = new BlockParser(format, NUMBERS, limits);
        RowWatch watch = new RowWatch(plain.name(), format, RowWatch.Seen.NOTHING);
        List<ParsedBlock> parsed = new ArrayList<>();
        for (RowBlock block : Blocks.read(plain.path(), format, format.firstRow(), limits)) {
            ParsedBlock one = parser.parse(block);
            watch.add(one);
            watch = new RowWatch(plain.name(), format, watch.seen());
            parsed.add(one);
        }
        watch.end();
        return parsed;
    }

    /** Writes rows in order like those of the header, whose columns are numbers, blank or something else by their names. */
    private static String rows(String text) {
        String header = text.contains("~") ? text.substring(0, text.indexOf('~')) : "";
        boolean headless = header.startsWith("ROWS") || header.startsWith("MANY");
        StringBuilder file = new StringBuilder();
        int made = 0;
        for (String part : text.split("(?<=ROWS) ?|(?<=MANY) ?|(?=ROWS)|(?=MANY)", -1)) {
            if (part.equals("ROWS") || part.equals("MANY")) {
                for (int i = 0; i < (part.equals("ROWS") ? ROWS : 1200); i++) {
                    file.append(row(headless ? "name,手机号" : header, made++)).append('\n');
                }
            } else {
                file.append(letters(part));
            }
        }
        return file.toString().replace('~', '\n');
    }

    private static String row(String header, int number) {
        StringBuilder row = new StringBuilder();
        for (String name : header.replace("\"", "").split("(?<=[,;|])|(?=[,;|])", -1)) {
            boolean own = name.equals("手机号") || name.equals("顾客");
            boolean others = name.startsWith("紧急") || name.startsWith("推荐");
            row.append(
                    own
                            ? String.valueOf(OF_ROWS + number)
                            : others
                                    ? String.valueOf(13_700_000_000L + number)
                                    : name.matches("name") ? "n" : sign(name));
        }
        return row.toString();
    }

    private static String sign(String name) {
        return name.matches("[,;|]") ? name : "";
    }

    private static String letters(String text) {
        StringBuilder with = new StringBuilder();
        text.chars().forEach(c -> with.append(c >= 'A' && c <= 'Z' ? number((char) c) : Character.toString(c)));
        return with.toString();
    }

    private static String number(char letter) {
        return String.valueOf(OF_LETTERS + letter);
    }
}
