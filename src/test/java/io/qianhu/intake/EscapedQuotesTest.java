package io.qianhu.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.campaign.InputSettings;
import io.qianhu.number.NumberKind;
import io.qianhu.number.NumberReader;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files in which a backslash escapes a quote: read as their programs wrote them, and known for what they are. */
class EscapedQuotesTest {
    private static final NumberReader NUMBERS = new NumberReader(Set.of(NumberKind.MOBILE));
    private static final IntakeLimits LIMITS = IntakeLimits.defaults();

    @TempDir
    private Path directory;

    /** Spark encloses what needs it and writes any other backslash as it is; MySQL encloses all, and NULL is \\N. */
    @ParameterizedTest
    @CsvSource({"UTF-8, false", "UTF-8, true", "GB18030, false", "GB18030, true", "UTF-16LE, false", "UTF-16BE, true"})
    void readsBackWhatSparkAndMySqlWrite(String charset, boolean mysql) throws IOException {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            List<List<String>> rows = IntStream.range(0, 30)
                    .mapToObj(row -> IntStream.range(0, 3)
                            .mapToObj(cell -> cell == 0 ? "r" + row : cell(random, mysql))
                            .toList())
                    .toList();
            String text = rows.stream()
                    .map(row -> row.stream().map(cell -> written(cell, mysql)).collect(Collectors.joining(",")) + "\n")
                    .collect(Collectors.joining());
            for (int blockBytes : new int[] {1, 64, 1_000_000}) {
                assertThat(read(text, charset, blockBytes))
                        .as("seed %d, blocks of %d", seed, blockBytes)
                        .isEqualTo(rows);
            }
        }
    }

    private static String cell(RandomGenerator random, boolean mysql) {
        List<String> pieces =
                List.of("a", "中", "乗", "\"", "\\", ",", "13800138000", "\\\\\"", " b", mysql ? "x" : "\n");
        StringBuilder cell = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            cell.append(pieces.get(random.nextInt(pieces.size())));
        }
        return mysql && random.nextInt(6) == 0 ? "\\N" : cell.toString();
    }

    private static String written(String cell, boolean mysql) {
        boolean isNull = mysql && cell.equals("\\N");
        boolean enclosed = mysql ? !isNull : cell.matches("(?s).*[\",\n].*") || cell.isEmpty();
        return enclosed ? '"' + cell.replace("\\", "\\\\").replace("\"", "\\\"") + '"' : cell;
    }

    private List<List<String>> read(String text, String charset, int blockBytes) throws IOException {
        FileFormat format = Blocks.escaped(charset, ',');
        Path file = Blocks.write(directory, text.getBytes(Charset.forName(charset)));
        List<List<String>> rows = new ArrayList<>();
        for (RowBlock block : Blocks.read(file, format, format.firstRow(), Blocks.limits(blockBytes, 100_000))) {
            CharBuffer characters = CharBuffer.wrap(new String(block.bytes(), format.decoding()).toCharArray());
            try (CSVParser parser = CSVParser.builder()
                    .setReader(Csv.reader(characters, ',', true))
                    .setFormat(Csv.strict(format))
                    .get()) {
                parser.stream().map(CSVRecord::toList).forEach(rows::add);
            }
        }
        return rows;
    }

    private static final String SPARK = """
            id,remark,phone
            1,"<b class=\\"x\\">",13916000001
            2,"a\\",b",13916000002
            3,C:\\,13916000003
            4,"C:\\\\a,b\\\\",13916000004
            5,"say \\"hi\\"
            and \\"bye\\"",13916000005
            6,"\\"",13916000006
            """;

    @Test
    void readsASparkFileWholeAndShowsWhy() {
        FileFormat format = detect(SPARK, null);
        assertThat(format.escaped()).isTrue();
        assertThat(format.evidence())
                .extracting(Object::toString)
                .contains("escape backslash: quotes within cells are written as \\\" in 4 rows, and so read all of the"
                        + " first 7 rows have equally many cells");
        ParsedBlock parsed = parse(SPARK, format);
        assertThat(nationals(parsed))
                .containsExactlyElementsOf(LongStream.rangeClosed(13_916_000_001L, 13_916_000_006L)
                        .boxed()
                        .toList());
        assertThat(parsed.rejected().rows()).isEmpty();
        assertThat(parsed.lines()).startsWith(2, 3, 4, 5, 6, 8);
    }

    @Test
    void readsAMySqlFile() {
        String text = """
                "1","say \\"hi\\"","13916000001"
                "2",\\N,"13916000002"
                "3","C:\\\\","13916000003"
                """;
        FileFormat format = detect(text, null);
        assertThat(format.escaped()).isTrue();
        assertThat(nationals(parse(text, format))).containsExactly(13_916_000_001L, 13_916_000_002L, 13_916_000_003L);
    }

    /** The last quote of a row opens a cell that swallows the others, unless a backslash escapes it. */
    @Test
    void knowsTheEscapeWhereWithoutItRowsWouldBeHidden() {
        StringBuilder text = new StringBuilder("id,remark,phone\n1,\"hi\\\"\",13916000001\n");
        for (int i = 2; i < 500; i++) {
            text.append(i)
                    .append(",x,13916000")
                    .append(String.format("%03d", i))
                    .append('\n');
        }
        FileFormat format = detect(text.toString(), null);
        assertThat(format.escaped()).isTrue();
        assertThat(parse(text.toString(), format).accepted()).isEqualTo(499);
    }

    /** The sample ends in the cell that the quote opens, as it may do anywhere. */
    @Test
    void knowsItWhereTheHiddenRowsGoOnBehindTheSample() {
        StringBuilder text = new StringBuilder("1,\"hi\\\"\",13916000001\n");
        for (int i = 2; i < 500; i++) {
            text.append(i)
                    .append(",x,13916000")
                    .append(String.format("%03d", i))
                    .append('\n');
        }
        IntakeLimits shortSample = new IntakeLimits(
                LIMITS.blockBytes(), LIMITS.maxRecordBytes(), LIMITS.maxColumns(), LIMITS.maxRejectCellChars(), 4_096);
        Path file = Blocks.write(directory, ("0,x,13916000000\n" + text).getBytes(UTF_8));
        FileFormat format = new FormatDetector(NUMBERS, shortSample)
                .detect(PlainFile.named(file, Survey.of(file)), new InputSettings(List.of(), "3"));
        assertThat(format.escaped()).isTrue();
    }

    @Test
    void readsTheEscapeInGb18030AndNotWhereItEndsACharacter() {
        String text = "姓名,备注,手机号\n乗,\"乗\\\"乗\\\"\",13916000001\n乗,\"乗\",13916000002\n";
        Path file = Blocks.write(directory, text.getBytes(Charset.forName("GB18030")));
        FileFormat format = new FormatDetector(NUMBERS, LIMITS)
                .detect(PlainFile.named(file, Survey.of(file)), new InputSettings(List.of(), null));
        assertThat(format.charset()).isEqualTo("GB18030");
        assertThat(format.escaped()).isTrue();
        assertThat(nationals(parse(file, format))).containsExactly(13_916_000_001L, 13_916_000_002L);
    }

    /** A backslash before a closing quote is text by RFC 4180, and in none of these is anything malformed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "id,folder,phone\n1,\"C:\\\",13916000001\n2,\"D:\\\",13916000002\n",
                "id,folder,phone\n1,\"C:\\\",13916000001\n2,x,13916000002\n",
                "phone,folder\n13916000001,\"C:\\\"\n13916000002,\"D:\\\"\n",
                "a,b,phone\n\"C:\\\",\"\",13916000001\n\"D:\\\",\"\",13916000002\n",
                "id,remark,phone\n1,\"say \"\"hi\"\" \\\",13916000001\n2,x,13916000002\n",
                "id,remark,phone\n1,5\\\" pipe,13916000001\n2,x,13916000002\n",
                "id,remark,phone\n1,\"a,b\",13916000001\n2,x,13916000002\n"
            })
    void leavesABackslashAloneThatEscapesNothing(String text) {
        FileFormat format = detect(text, null);
        assertThat(format.escaped()).isFalse();
        assertThat(format.evidence()).extracting(Object::toString).noneMatch(line -> line.contains("escape"));
        assertThat(nationals(parse(text, format))).containsExactly(13_916_000_001L, 13_916_000_002L);
    }

    /** Both ways something is wrong with the file, so nothing is guessed; the bad rows are rejects. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "id,remark,phone\n1,\"a\\\"b\",13916000001\n2,\"x\"y,13916000002\n",
                "id,remark,phone\n1,\"a\\\"b\",13916000001\n2,x\n",
                "id,folder,phone\n1,\"C:\\\",13916000001\n2,\"x\"y,13916000002\n"
            })
    void detectsNoEscapeWhereRowsStayIrregular(String text) {
        assertThat(detect(text, null).escaped()).isFalse();
    }

    @Test
    void takesWhatIsSet() {
        FileFormat set = detect("id,remark,phone\n1,x,13916000001\n2,\"a\\\"b\"\n", true);
        assertThat(set.escaped()).isTrue();
        assertThat(set.evidence()).extracting(Object::toString).contains("escape backslash: set by input.escape");
        assertThat(detect(SPARK, false).escaped()).isFalse();
    }

    @Test
    void readsNoSheetAndNoTextQuotesWithAnEscape() {
        String oneCommaARow = "id,remark,phone\n1,\"<b class=\\\"x\\\">\",13916000001\n";
        Path file = Blocks.write(directory, oneCommaARow.getBytes(UTF_8));
        InputSettings noQuotes = new InputSettings(List.of(), null, null, false, null, null, "3", null);
        FileFormat format =
                new FormatDetector(NUMBERS, LIMITS).detect(PlainFile.named(file, Survey.of(file)), noQuotes);
        assertThat(format.escaped()).isFalse();
        assertThat(format.unquoted()).isTrue();
    }

    @Test
    void keepsTheLinesOfRowsAroundABadOne() {
        String text = SPARK + "7,\"x\\\"y\"z,13916000007\n8,\"\\\"\\\"\n\",13916000008\n9,x,1391600000\n";
        ParsedBlock parsed = parse(text, detect(SPARK, null));
        assertThat(parsed.accepted()).isEqualTo(7);
        assertThat(parsed.rejected().rows())
                .extracting(row -> row.line() + " " + row.reason() + " " + row.cells())
                .containsExactly("9 MALFORMED [7, x\"yz, 13916000007]", "12 TOO_SHORT [9, x, 1391600000]");
    }

    private FileFormat detect(String text, @Nullable Boolean escape) {
        Path file = Blocks.write(directory, text.getBytes(UTF_8));
        InputSettings input = new InputSettings(List.of(), null, null, true, escape, null, null, null);
        return new FormatDetector(NUMBERS, LIMITS).detect(PlainFile.named(file, Survey.of(file)), input);
    }

    private ParsedBlock parse(String text, FileFormat format) {
        return parse(Blocks.write(directory, text.getBytes(UTF_8)), format);
    }

    private static ParsedBlock parse(Path file, FileFormat format) {
        List<RowBlock> blocks = Blocks.read(file, format, format.firstRow(), LIMITS);
        assertThat(blocks).hasSize(1);
        return new BlockParser(format, NUMBERS, LIMITS).parse(blocks.get(0));
    }

    private static List<Long> nationals(ParsedBlock parsed) {
        return LongStream.of(parsed.nationals())
                .limit(parsed.accepted())
                .boxed()
                .toList();
    }
}
