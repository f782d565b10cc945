package io.qianhu.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.qianhu.ledger.RejectedRow;
import io.qianhu.number.Multiple;
import io.qianhu.number.NumberKind;
import io.qianhu.number.NumberReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockParserTest {
    private static final NumberReader NUMBERS = new NumberReader(Set.of(NumberKind.MOBILE));
    private static final IntakeLimits LIMITS = IntakeLimits.defaults();

    /** Rows with the phone in the first column; what is accepted; line, reason and cells of what is rejected. */
    static Stream<Arguments> rows() {
        return Stream.of(
                row("one row", "13800000001\n", "13800000001", ""),
                row("no line break at the end", "13800000001", "13800000001", ""),
                row("blank lines are no rows", "\n\n13800000001\r\n\r\n13800000002\r\r", "13800000001 13800000002", ""),
                row("CR only", "13800000001\r1\r13800000002", "13800000001 13800000002", "2 TOO_SHORT [1]"),
                row("quoted", "\"13800000001\",\"a,\"\"b\"\"\"\n", "13800000001", ""),
                row("spaces after a closing quote", "\"13800000001\" \t,a\n", "13800000001", ""),
                row("quote inside a cell", "13800000001,5\" pipe\n13800000002\n", "13800000001 13800000002", ""),
                row(
                        "a formula that is a text",
                        "=\"13800000001\",a\n\"=\"\"13800000002\"\"\"\n",
                        "13800000001 13800000002",
                        ""),
                row(
                        "several numbers in one cell",
                        "\"13800000001,13800000002\",a\n",
                        "",
                        "1 SEVERAL_NUMBERS [13800000001,13800000002, a]"),
                row("ragged rows", "13800000001,a,b\n13800000002\n", "13800000001 13800000002", ""),
                row("rejects keep their cells", "1,a,\n", "", "1 TOO_SHORT [1, a, ]"),
                row(
                        "the line is where the row begins",
                        "13800000001,\"a\r\nb\rc\n\"\n\n2,\"\n\"\n3\n",
                        "13800000001",
                        "6 TOO_SHORT [2, \n] 8 TOO_SHORT [3]"),
                row(
                        "text after a closing quote",
                        "13800000001\n\"13800000002\"x,b\n13800000003\n",
                        "13800000001 13800000003",
                        "2 MALFORMED [13800000002x, b]"),
                row(
                        "text after a closing quote, over lines",
                        "1\n13800000002,\"a\n\"b\n13800000003\n2\n",
                        "13800000003",
                        "1 TOO_SHORT [1] 2 MALFORMED [13800000002, a\nb] 5 TOO_SHORT [2]"),
                row("wide space after a closing quote", "\"13800000001\"\u3000,a\n", "13800000001", ""),
                row(
                        "wide space after a closing quote beside a malformed row",
                        "\"13800000001\"\u3000,a\n2,\"\"x\n",
                        "13800000001",
                        "2 MALFORMED [2, x]"));
    }

    private static Arguments row(String name, String text, String accepted, String rejected) {
        return Arguments.of(name, text, accepted, rejected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void readsRows(String name, String text, String accepted, String rejected) {
        ParsedBlock parsed = parse(text.getBytes(UTF_8), Blocks.format("UTF-8", ','));
        assertThat(accepted(parsed)).isEqualTo(accepted);
        assertThat(rejected(parsed)).isEqualTo(rejected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void readsRowsAlikeBesideAnUndecodableOne(String name, String text, String accepted, String rejected) {
        String end = text.endsWith("\n") || text.endsWith("\r") ? "" : "\n";
        byte[] bad = (new String((text + end).getBytes(UTF_8), ISO_8859_1) + "13811111111,\u00ff").getBytes(ISO_8859_1);
        ParsedBlock parsed = parse(bad, Blocks.format("UTF-8", ','));
        assertThat(accepted(parsed)).isEqualTo(accepted);
        assertThat(rejected(parsed)).startsWith(rejected).endsWith("UNDECODABLE [13811111111, \ufffd]");
        assertThat(parsed.rejected().count()).isEqualTo(parsed.rows() - parsed.accepted());
    }

    @Test
    void takesSeveralNumbersOfACellWhenTheReaderDoes() {
        String rows =
                "13800000001\n13800000002/88888888/13800000003,a\n88888888/88888889\n\"13800000004\n13800000004\"\n5\n";
        NumberReader all = new NumberReader(Set.of(NumberKind.MOBILE), Multiple.TAKE_ALL);
        ParsedBlock parsed = parse(rows.getBytes(UTF_8), Blocks.format("UTF-8", ','), all);
        assertThat(accepted(parsed)).isEqualTo("13800000001 13800000002 13800000003 13800000004 13800000004");
        assertThat(Arrays.copyOf(parsed.lines(), parsed.accepted())).containsExactly(1, 2, 2, 4, 4);
        assertThat(rejected(parsed)).isEqualTo("3 NO_AREA_CODE [88888888/88888889] 6 TOO_SHORT [5]");
        assertThat(parsed.rows()).isEqualTo(5);
        assertThat(parsed.moreNumbers()).isEqualTo(2);
        assertThat(parsed.passedOver()).isEqualTo(1);

        NumberReader first = new NumberReader(Set.of(NumberKind.MOBILE), Multiple.TAKE_FIRST);
        parsed = parse(rows.getBytes(UTF_8), Blocks.format("UTF-8", ','), first);
        assertThat(accepted(parsed)).isEqualTo("13800000001 13800000002 13800000004");
        assertThat(parsed.rows()).isEqualTo(5);
        assertThat(parsed.moreNumbers()).isZero();
        assertThat(parsed.passedOver()).isEqualTo(3);
    }

    /** More numbers than the arrays had room for, which is guessed from the bytes. */
    @Test
    void takesMoreNumbersThanThereAreRows() {
        String row = "13800000001/13800000002/13800000003/13800000004/13800000005\n";
        NumberReader all = new NumberReader(Set.of(NumberKind.MOBILE), Multiple.TAKE_ALL);
        ParsedBlock parsed = parse(row.repeat(500).getBytes(UTF_8), Blocks.format("UTF-8", ','), all);
        assertThat(parsed.accepted()).isEqualTo(2_500);
        assertThat(parsed.rows()).isEqualTo(500);
        assertThat(parsed.lines()[2_499]).isEqualTo(500);
    }

    static Stream<Arguments> undecodable() {
        return Stream.of(
                Arguments.of("UTF-8", "13800000002,\u00c3\n"),
                Arguments.of("UTF-8", "13800000002,\u00ed\u00a0\u0080\n"),
                Arguments.of("GB18030", "13800000002,\u0081 \n"),
                Arguments.of("GB18030", "13800000002,a\u0081\r\n"),
                Arguments.of("GB18030", "13800000002,\u0081\"\n"),
                Arguments.of("GB18030", "13800000002,\"\u0081\"\n"));
    }

    @ParameterizedTest
    @MethodSource("undecodable")
    void rejectsOnlyTheRowThatHoldsUndecodableBytes(String charset, String bad) {
        byte[] bytes = ("13800000001\n" + bad + "13800000003\n").getBytes(ISO_8859_1);
        ParsedBlock parsed = parse(bytes, Blocks.format(charset, ','));
        assertThat(accepted(parsed)).isEqualTo("13800000001 13800000003");
        assertThat(rejected(parsed)).startsWith("2 UNDECODABLE [13800000002");
    }

    /** Good and bad records in every order, several windows long, as parsed one by one. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030", "UTF-16LE", "UTF-16BE"})
    void findsEveryBadRecordWhereverItStands(String charset) {
        Random random = new Random(17);
        List<String> kinds = List.of(
                "13800000001,张三\n", "\r\n", "1,\"a\r\nb\"\r\n", "2,\"李\"四\n", "13800000002,\"x\ny\"\r", "\"3\"z\r\n");
        for (int round = 0; round < 60; round++) {
            StringBuilder text = new StringBuilder();
            List<String> expected = new ArrayList<>();
            int accepted = 0;
            long line = 1;
            int at = 0;
            int badOnly = random.nextInt(3);
            for (int i = random.nextInt(2_000); i >= 0; i--) {
                String kind = kinds.get(badOnly == 0 ? 3 : random.nextInt(kinds.size()));
                text.append(kind);
                accepted += kind.startsWith("138") ? 1 : 0;
                switch (kind.charAt(0)) {
                    case '1' -> {
                        if (kind.startsWith("1,")) {
                            expected.add(line + " " + at + " TOO_SHORT");
                        }
                    }
                    case '2', '"' -> expected.add(line + " " + at + " MALFORMED");
                    default -> assertThat(kind).isEqualTo("\r\n");
                }
                line += kind.equals("1,\"a\r\nb\"\r\n") || kind.startsWith("13800000002") ? 2 : 1;
                at += kind.getBytes(Charset.forName(charset)).length;
                if (text.length() > 20_000) {
                    break;
                }
            }
            ParsedBlock parsed = parse(text.toString().getBytes(Charset.forName(charset)), Blocks.format(charset, ','));
            assertThat(parsed.accepted()).as("round %d", round).isEqualTo(accepted);
            assertThat(parsed.rejected().rows())
                    .extracting(row -> row.line() + " " + row.byteOffset() + " " + row.reason())
                    .as("round %d", round)
                    .isEqualTo(expected);
        }
    }

    /** Each bad record must not cost the decoding of the whole rest: that would take minutes here. */
    @Test
    @Timeout(60)
    void aLongBlockOfNothingButBadRecordsComesToItsEnd() {
        byte[] bytes = "13800000001,\"张三\"先生\n".repeat(100_000).getBytes(UTF_8);
        assertThat(parse(bytes, Blocks.format("UTF-8", ',')).rejected().count()).isEqualTo(100_000);
    }

    @Test
    void rejectsTheHalfCharacterAtTheEndOfAUtf16File() {
        byte[] bytes = Arrays.copyOf("13800000001\n13800000002\n1".getBytes(UTF_16LE), 49);
        ParsedBlock parsed = parse(bytes, Blocks.format("UTF-16LE", ','));
        assertThat(accepted(parsed)).isEqualTo("13800000001 13800000002");
        assertThat(rejected(parsed)).startsWith("3 UNDECODABLE");
    }

    @Test
    void readsTheSecondBytesOfGb18030AsText() {
        byte[] bytes = "13800000001|亅\"|a\n13800000002|\"亅|b\"\n".getBytes(Charset.forName("GB18030"));
        ParsedBlock parsed = parse(bytes, Blocks.format("GB18030", '|'));
        assertThat(accepted(parsed)).isEqualTo("13800000001 13800000002");
    }

    @Test
    void takesThePhoneFromItsColumnAndRejectsRowsThatEndBeforeIt() {
        FileFormat format = new FileFormat("UTF-8", '\t', 0, 1, List.of(), 1, List.of());
        ParsedBlock parsed = parse("a\t13800000001\nb\nc\t\n".getBytes(UTF_8), format);
        assertThat(accepted(parsed)).isEqualTo("13800000001");
        assertThat(parsed.rejected().rows())
                .extracting(RejectedRow::line, RejectedRow::column)
                .containsExactly(tuple(2L, 2), tuple(3L, 2));
        assertThat(parsed.rejected().rows().get(0).reason()).isEqualTo("MISSING_CELL");
    }

    @Test
    void acceptsARowWithTheMostColumnsAndRejectsOnePastIt() {
        String most = "13800000001" + ",".repeat(LIMITS.maxColumns() - 1);
        ParsedBlock parsed = parse((most + "\n" + most + ",\n").getBytes(UTF_8), Blocks.format("UTF-8", ','));
        assertThat(accepted(parsed)).isEqualTo("13800000001");
        assertThat(parsed.rejected().rows()).hasSize(1);
        assertThat(parsed.rejected().rows().get(0).reason()).isEqualTo("MALFORMED");
        assertThat(parsed.rejected().rows().get(0).cells()).hasSize(LIMITS.maxColumns());
    }

    @Test
    void keepsTheBeginningOfALongCellAndNoHalfCharacter() {
        String atLimit = "x".repeat(LIMITS.maxRejectCellChars());
        String halved = "x".repeat(LIMITS.maxRejectCellChars() - 1);
        ParsedBlock parsed = parse(
                ("1," + atLimit + "," + atLimit + "x," + halved + "😀\n").getBytes(UTF_8), Blocks.format("UTF-8", ','));
        assertThat(parsed.rejected().rows().get(0).cells()).containsExactly("1", atLimit, atLimit, halved);
    }

    @Test
    void countsEveryRowOnceHoweverManyThereAre() {
        ParsedBlock parsed = parse("13800000001\n1\n".repeat(10_000).getBytes(UTF_8), Blocks.format("UTF-8", ','));
        assertThat(parsed.rows()).isEqualTo(20_000);
        assertThat(parsed.accepted()).isEqualTo(10_000);
        assertThat(parsed.rejected().rows().get(9_999).line()).isEqualTo(20_000);
    }

    @Test
    void showsNoNumber() {
        ParsedBlock parsed = parse("13800000001\n".getBytes(UTF_8), Blocks.format("UTF-8", ','));
        assertThat(parsed).hasToString("ParsedBlock[file=3, 1 rows, 1 accepted]");
    }

    private static ParsedBlock parse(byte[] bytes, FileFormat format) {
        return parse(bytes, format, NUMBERS);
    }

    private static ParsedBlock parse(byte[] bytes, FileFormat format, NumberReader numbers) {
        return new BlockParser(format, numbers, LIMITS).parse(new RowBlock(3, 0, bytes.length, 1, 2, bytes));
    }

    private static String accepted(ParsedBlock parsed) {
        return Arrays.stream(parsed.nationals())
                .limit(parsed.accepted())
                .mapToObj(Long::toString)
                .collect(Collectors.joining(" "));
    }

    private static String rejected(ParsedBlock parsed) {
        return parsed.rejected().rows().stream()
                .map(row -> row.line() + " " + row.reason() + " " + row.cells())
                .collect(Collectors.joining(" "));
    }
}
