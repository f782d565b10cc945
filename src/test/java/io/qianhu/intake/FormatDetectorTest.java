package io.qianhu.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qianhu.campaign.InputSettings;
import io.qianhu.number.NumberKind;
import io.qianhu.number.NumberReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class FormatDetectorTest {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String TWO = "13800000001,13900000001\n";
    private static final String SEVERAL = "1;王五;" + TWO + "2;赵六;13800000002,13900000002\n3;x;13800000003\n";
    private static final String ROWS = "1,王五,13800000001\n2,赵六,13800000002\n";

    @TempDir
    private Path directory;

    /** What the file holds; then delimiter, header, phone column from 0, line and text of the first row. */
    static Stream<Arguments> layouts() {
        return Stream.of(
                Arguments.of("13800000001\n", ',', "", 0, 1, "13800000001\n"),
                Arguments.of("1,王五,13800000001\n", ',', "", 2, 1, "1,王五,13800000001\n"),
                Arguments.of("编号,姓名,手机号\n" + ROWS, ',', "编号,姓名,手机号", 2, 2, ROWS),
                Arguments.of("编号,姓名,客户手机号码\n", ',', "编号,姓名,客户手机号码", 2, 2, ""),
                Arguments.of("a;b;手机,电话\n1;x;13800000001\n", ';', "a,b,手机,电话", 2, 2, "1;x;13800000001\n"),
                Arguments.of("Name\tPhone Number\nx, y\t1\n", '\t', "Name,Phone Number", 1, 2, "x, y\t1\n"),
                Arguments.of("name|MOBILE\nx|13800000001\n", '|', "name,MOBILE", 1, 2, "x|13800000001\n"),
                Arguments.of("客户\n13800000001\n", ',', "客户", 0, 2, "13800000001\n"),
                Arguments.of("名单\n手机号\n13800000001\n", ',', "手机号", 0, 3, "13800000001\n"),
                Arguments.of(
                        "abc\nxyz\n13800000001\n1380000000\n", ',', "", 0, 1, "abc\nxyz\n13800000001\n1380000000\n"),
                Arguments.of("春季回访名单,,\n\n二月,,\n编号,姓名,电话\n" + ROWS, ',', "编号,姓名,电话", 2, 5, ROWS),
                Arguments.of("客户联系电话,,\n编号,姓名,号码\n" + ROWS, ',', "编号,姓名,号码", 2, 3, ROWS),
                Arguments.of("名单\r编号,姓名,tel\r1,x,13800000001\r", ',', "编号,姓名,tel", 2, 3, "1,x,13800000001\r"),
                Arguments.of("\"编\n号\",\"手机\"\r\n1,13800000001", ',', "编\n号,手机", 1, 3, "1,13800000001"),
                // Several numbers in most cells, parted by what could be the delimiter.
                Arguments.of("编号;姓名;手机号\n" + SEVERAL, ';', "编号,姓名,手机号", 2, 2, SEVERAL),
                Arguments.of("编号,姓名,手机号\n" + swapped(SEVERAL), ',', "编号,姓名,手机号", 2, 2, swapped(SEVERAL)),
                Arguments.of("名单\n编号;手机号\n1;" + TWO, ';', "编号,手机号", 1, 3, "1;" + TWO),
                Arguments.of(
                        "编号;手机号\n1;13800000003(家),13900000003\n2;13800000004(家),13900000004\n1;" + TWO,
                        ';',
                        "编号,手机号",
                        1,
                        2,
                        "1;13800000003(家),13900000003\n2;13800000004(家),13900000004\n1;" + TWO),
                Arguments.of(
                        "姓名,手机号,来源\n" + "N,13800000001,A;李四;13900000001;x\n".repeat(9),
                        ',',
                        "姓名,手机号,来源",
                        1,
                        2,
                        "N,13800000001,A;李四;13900000001;x\n".repeat(9)),
                Arguments.of(
                        "id,phone\n1,13800000001,\n2,13800000002,\n",
                        ',',
                        "id,phone",
                        1,
                        2,
                        "1,13800000001,\n2,13800000002,\n"),
                Arguments.of("13800000001,1001;5\n", ',', "", 0, 1, "13800000001,1001;5\n"),
                Arguments.of("x,1\n13800000001,2\n", ',', "", 0, 1, "x,1\n13800000001,2\n"),
                Arguments.of("phone,微信\n13800000001,13900000001\n", ',', "phone,微信", 0, 2, "13800000001,13900000001\n"),
                Arguments.of(
                        "手机,联系电话\n13800000001,\n13800000002,\n13800000003,13800000003\n",
                        ',',
                        "手机,联系电话",
                        0,
                        2,
                        "13800000001,\n13800000002,\n13800000003,13800000003\n"));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void findsDelimiterHeaderAndPhoneColumn(
            String text, char delimiter, String header, int phoneColumn, long firstLine, String rows) {
        for (Charset charset : List.of(UTF_8, GB18030, UTF_16LE, UTF_16BE)) {
            byte[] mark = charset.name().startsWith("UTF-16") ? "\ufeff".getBytes(charset) : new byte[0];
            FileFormat format = detect(concat(mark, text.getBytes(charset)), null);
            assertThat(format.delimiter()).isEqualTo(delimiter);
            assertThat(String.join(",", format.header())).isEqualTo(header);
            assertThat(format.phoneColumn()).isEqualTo(phoneColumn);
            assertThat(format.firstRowLine()).isEqualTo(firstLine);
            long rowBytes = rows.getBytes(charset).length;
            assertThat(format.firstRowByte()).isEqualTo(mark.length + text.getBytes(charset).length - rowBytes);
        }
    }

    /** A header is as wide as the rows may be, and so is what stands above it. */
    @Test
    void refusesAHeaderWiderThanRowsMayBe() {
        String rows = "1,13800000001\n2,13800000002\n";
        for (String above : List.of("", "名单,x\n")) {
            assertThat(detect((above + "id,phone" + ",x".repeat(998) + "\n" + rows).getBytes(UTF_8), null)
                            .header())
                    .hasSize(1000);
            assertThatThrownBy(
                            () -> detect((above + "id,phone" + ",x".repeat(999) + "\n" + rows).getBytes(UTF_8), null))
                    .isInstanceOf(InputRefused.class)
                    .hasMessageContaining("numbers.csv line " + (above.isEmpty() ? 1 : 2)
                            + ": this row, which is the header or a title, has 1001 columns, 1000 are allowed");
        }
        assertThatThrownBy(() -> detect(("名单,x" + ",".repeat(999) + "\nid,phone\n" + rows).getBytes(UTF_8), null))
                .hasMessageContaining("line 1: this row, which is the header or a title, has 1001 columns");
    }

    static Stream<Arguments> encodings() {
        String text = "编号,手机号\n" + "1,13800000001\n".repeat(3);
        return Stream.of(
                Arguments.of(text.getBytes(UTF_8), "UTF-8", 0, "decodes without errors"),
                Arguments.of("phone\n13800000001\n".getBytes(UTF_8), "UTF-8", 0, "all ASCII"),
                Arguments.of(("\ufeff" + text).getBytes(UTF_8), "UTF-8", 3, "begins with its byte order mark"),
                Arguments.of(text.getBytes(GB18030), "GB18030", 0, "not valid UTF-8, decodes as GB18030"),
                Arguments.of(("\ufeff" + text).getBytes(UTF_16LE), "UTF-16LE", 2, "begins with its byte order mark"),
                Arguments.of(("\ufeff" + text).getBytes(UTF_16BE), "UTF-16BE", 2, "begins with its byte order mark"),
                Arguments.of(text.getBytes(UTF_16LE), "UTF-16LE", 0, "no byte order mark"),
                Arguments.of(text.getBytes(UTF_16BE), "UTF-16BE", 0, "no byte order mark"),
                Arguments.of(
                        concat(text.getBytes(UTF_8), "2,13800000002,\u00ff\n".getBytes(ISO_8859_1)),
                        "UTF-8",
                        0,
                        "errors were seen (1)"),
                Arguments.of(
                        concat(text.getBytes(GB18030), "2,13800000002,\u00ff\n".getBytes(ISO_8859_1)),
                        "GB18030",
                        0,
                        "errors were seen (1)"),
                Arguments.of(
                        concat(
                                (text + "备注".repeat(10)).getBytes(UTF_8),
                                "\n2,13800000002,\u00c4\u00e3\n".getBytes(ISO_8859_1)),
                        "UTF-8",
                        0,
                        "errors were seen"));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void findsTheEncoding(byte[] bytes, String charset, int firstHeaderByte, String evidence) {
        FileFormat format = detect(bytes, null);
        assertThat(format.charset()).isEqualTo(charset);
        assertThat(format.evidence().get(0))
                .asString()
                .startsWith("encoding " + charset + ": ")
                .contains(evidence);
        Encoding.Stretch whole = new Encoding.Stretch(0, bytes, true);
        assertThat(Encoding.of("x.csv", whole, whole, null).markBytes()).isEqualTo(firstHeaderByte);
        assertThat(format.firstRowLine()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, 1", "UTF-8, 2", "UTF-8, 3", "GB18030, 1", "GB18030, 2", "GB18030, 3", "UTF-16LE, 1"})
    void aCharacterCutByTheEndOfTheSampleIsNoError(String charset, int offset) {
        String text = "x".repeat(offset) + "手机号\n" + "13800000001,备注\n".repeat(500);
        FileFormat format = detect(text.getBytes(Charset.forName(charset)), "1");
        assertThat(format.charset()).isEqualTo(charset);
        assertThat(format.evidence().get(0)).asString().doesNotContain("errors were");
    }

    @Test
    void takesTheConfiguredColumnByNameOrByPosition() {
        byte[] bytes = "手机,备用 手机\n13800000001,13800000002\n".getBytes(UTF_8);
        assertThat(detect(bytes, "备用手机").phoneColumn()).isEqualTo(1);
        assertThat(detect(bytes, "2").phoneColumn()).isEqualTo(1);
        assertThat(detect("A001,B\n1,2\n".getBytes(UTF_8), "a001").header()).containsExactly("A001", "B");
    }

    @Test
    void showsTheEvidenceForEachDecision() {
        assertThat(detect("名单\n编号,手机\n1,13800000001\n".getBytes(GB18030), null).evidence())
                .extracting(Object::toString)
                .containsExactly(
                        "encoding GB18030: not valid UTF-8, decodes as GB18030 without errors",
                        "delimiter ,: 2 of the first 3 rows have 2 cells",
                        "header below title lines (1): 2 names",
                        "phone column 2 \"手机\" (100 % numbers)");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("\"13800000001\n", null, "in a quote that is never closed"),
                Arguments.of(
                        "PK\u0003\u0004\u0000\u0000",
                        null,
                        "holds zero bytes, so it is no text file (the first is at byte 4)"),
                Arguments.of("13800000001\n\u0000\n", null, "holds zero bytes, so it is no text file"),
                Arguments.of(
                        "1380000\u0001\u0002\n",
                        null,
                        "control characters in 2 of its first 10 bytes, so it is no text"),
                Arguments.of("x".repeat(5000), null, "no row ends within the first 2048 bytes"),
                Arguments.of(
                        "id,name\n1,x\n",
                        null,
                        "no column of phone numbers was found among 1 (0 % numbers), 2 (0 % numbers); set input.column"),
                Arguments.of(
                        "手机,电话\n13800000001,13900000001\n",
                        null,
                        "several columns may hold the phone numbers: 1 \"手机\" (100 % numbers) such as 138******01,"
                                + " 2 \"电话\" (100 % numbers) such as 139******01; name the right one"),
                Arguments.of(
                        "13800000001,x,13900000001\n",
                        null,
                        "several columns may hold the phone numbers: 1 (100 % numbers) such as 138******01, 3 (100 %"),
                Arguments.of(
                        "phone,contact\n,13800000001\n,13800000002\n",
                        null,
                        "several columns may hold the phone numbers: 1 \"phone\" (0 % numbers), 2 \"contact\" (100 % numbers)"),
                Arguments.of("a,phone\n1,13800000001\n", "3", "input.column \"3\" is no column of the file"),
                Arguments.of(
                        "a,phone\n1,13800000001\n",
                        "tel",
                        "input.column \"tel\" is no column of the file; the columns are 1 \"a\" (0 % numbers), 2 \"phone\""),
                Arguments.of("1;" + TWO, null, "no column of phone numbers was found among 1 (0 % numbers), 2 (0 %"),
                Arguments.of(
                        "13700000001;" + TWO,
                        null,
                        "its cells may end at , or at ;, and numbers stand on both sides; set input.delimiter"),
                Arguments.of("N1,13800000001,A;李四;13900000001;x\n".repeat(9), null, "end at ; or at ,, and numbers"),
                Arguments.of("N1;13800000001;A|李四|13900000001|x\n".repeat(9), null, "end at | or at ;, and numbers"),
                Arguments.of(
                        "N1,13800000001,A,B;李四;13900000001;x\n" + "N1,13800000001,A;李四;13900000001;x\n".repeat(20),
                        null,
                        "end at ; or at ,, and numbers"),
                Arguments.of("姓名,手机号,A;B;推荐人;C\n" + "N1,13800000001,A;李四;13900000001;x\n".repeat(9), null, "end at"),
                Arguments.of(
                        "phone\treferrer_phone\tname\n1\t13800000001\t13900000001\tN\n2\t13800000002\t13900000002\tN\n",
                        null,
                        " line 1: the header has one name less than the rows have cells, and these begin with a row number"),
                Arguments.of(
                        "name,phone\n\"1\",N,13800000001\n\"3\",N,13800000002\n",
                        "phone",
                        "as R writes them; leave it out"),
                Arguments.of("a,a\n1,13800000001\n", "a", "names several columns: 1 \"a\""),
                Arguments.of("a" + ",".repeat(1000) + "\nb\n", null, "1001 columns, 1000 are allowed"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesWhatCannotWork(String text, @Nullable String column, String message) {
        assertThatThrownBy(() -> detect(text.getBytes(UTF_8), column))
                .isInstanceOf(InputRefused.class)
                .hasMessageStartingWith(directory.resolve("numbers.csv").toString())
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"张三,13800138000转801\n李四,13900139000\n", "13800138000转1\n13900139000\n"})
    void aRowWithABadNumberIsNoHeader(String text) {
        FileFormat format = detect(text.getBytes(UTF_8), null);
        assertThat(format.header()).isEmpty();
        assertThat(format.firstRowByte()).isZero();
    }

    @Test
    void storesAsJson() {
        FileFormat format = detect("名单\n编号\t手机\n1\t13800000001\n".getBytes(GB18030), null);
        JsonMapper json = JsonMapper.builder().build();
        assertThat(json.readValue(json.writeValueAsString(format), FileFormat.class))
                .isEqualTo(format);
    }

    @Test
    void endsWhenItIsToldAtEveryColumn() {
        byte[] wide = ("13800138000" + ",x".repeat(500) + "\n").repeat(2).getBytes(UTF_8);
        AtomicInteger looks = new AtomicInteger();
        Reading reading = file -> () -> looks.incrementAndGet() == 300;
        FormatDetector detector =
                new FormatDetector(new NumberReader(Set.of(NumberKind.MOBILE)), IntakeLimits.defaults(), reading);
        PlainFile file = Blocks.plain(directory, wide);
        assertThatThrownBy(() -> detector.detect(file, new InputSettings(List.of(), null)))
                .isInstanceOf(ReadingStopped.class);
        assertThat(looks).hasValue(300);
    }

    private static String swapped(String rows) {
        return rows.replace(';', '|').replace(',', ';').replace('|', ',');
    }

    private FileFormat detect(byte[] bytes, @Nullable String column) {
        IntakeLimits limits = new IntakeLimits(1024, 1024, 1000, 1000, 2048);
        NumberReader numbers = new NumberReader(Set.of(NumberKind.MOBILE));
        return new FormatDetector(numbers, limits)
                .detect(Blocks.plain(directory, bytes), new InputSettings(List.of(), column));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
