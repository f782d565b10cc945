package io.qianhu.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.ledger.RejectedRow;
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
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Blocks parsed one by one give the rows that Commons CSV finds in the whole file, wherever they are cut. */
class CutLikeCommonsCsvTest {
    private static final List<String> CHARSETS = List.of("UTF-8", "GB18030", "UTF-16LE", "UTF-16BE");
    private static final int[] BLOCK_BYTES = {1, 2, 7, 64, 1000, 1_000_000};
    private static final int SEEDS = 60;

    @TempDir
    private Path directory;

    static Stream<Arguments> charsetsAndDelimiters() {
        return CHARSETS.stream()
                .flatMap(charset ->
                        FileFormat.DELIMITERS.chars().mapToObj(delimiter -> Arguments.of(charset, (char) delimiter)));
    }

    @ParameterizedTest
    @MethodSource("charsetsAndDelimiters")
    void everyBlockHoldsWholeRecords(String charset, char delimiter) throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            for (boolean escaped : new boolean[] {false, true}) {
                RandomCsv random = new RandomCsv(new Random(seed), delimiter, escaped);
                FileFormat format = escaped ? Blocks.escaped(charset, delimiter) : Blocks.format(charset, delimiter);
                compare(random.wellFormed(40), format, Csv.strict(format), seed);
                compare(random.withTextAfterQuotes(40), format, Csv.lenient(format), seed);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("charsetsAndDelimiters")
    void everyRowHasTheSameLineWhereverTheFileIsCut(String charset, char delimiter) {
        FileFormat noRowIsWideEnough = new FileFormat(charset, delimiter, 0, 1, List.of(), 50, List.of());
        for (int seed = 0; seed < SEEDS; seed++) {
            String text = new RandomCsv(new Random(seed), delimiter, false).wellFormed(40);
            Path file = Blocks.write(directory, text.getBytes(Charset.forName(charset)));
            List<RejectedRow> whole = rejects(file, noRowIsWideEnough, 1_000_000);
            for (int blockBytes : new int[] {1, 64, 1000}) {
                assertThat(rejects(file, noRowIsWideEnough, blockBytes))
                        .as("seed %d, blocks of %d", seed, blockBytes)
                        .isEqualTo(whole);
            }
        }
    }

    private static List<RejectedRow> rejects(Path file, FileFormat format, int blockBytes) {
        IntakeLimits limits = Blocks.limits(blockBytes, 100_000);
        BlockParser parser = new BlockParser(format, new NumberReader(Set.of(NumberKind.MOBILE)), limits);
        return Blocks.read(file, format, format.firstRow(), limits).stream()
                .flatMap(block -> parser.parse(block).rejected().rows().stream())
                .toList();
    }

    private void compare(String text, FileFormat format, CSVFormat csv, int seed) throws IOException {
        Path file = Blocks.write(directory, text.getBytes(format.decoding()));
        List<List<String>> whole = rows(text, csv, format);
        for (int blockBytes : BLOCK_BYTES) {
            List<List<String>> cut = new ArrayList<>();
            for (RowBlock block : Blocks.read(file, format, format.firstRow(), Blocks.limits(blockBytes, 100_000))) {
                cut.addAll(rows(new String(block.bytes(), format.decoding()), csv, format));
            }
            assertThat(cut).as("seed %d, blocks of %d", seed, blockBytes).isEqualTo(whole);
        }
    }

    private static List<List<String>> rows(String text, CSVFormat csv, FileFormat format) throws IOException {
        CharBuffer characters = CharBuffer.wrap(text.toCharArray());
        try (CSVParser parser = CSVParser.builder()
                .setReader(Csv.reader(characters, format.delimiter(), format.escaped()))
                .setFormat(csv)
                .get()) {
            return parser.stream().map(CSVRecord::toList).toList();
        }
    }
}
