package io.qianhu.intake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockReaderTest {
    private static final FileFormat FORMAT = Blocks.format("UTF-8", ',');

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030", "UTF-16LE", "UTF-16BE"})
    void goesOnFromEveryPositionWithTheSameBlocks(String charset) {
        String text = new RandomCsv(new Random(7), '|', false).wellFormed(100);
        Path file = write(text.getBytes(Charset.forName(charset)));
        FileFormat format = Blocks.format(charset, '|');
        for (int blockBytes : new int[] {1, 50, 500}) {
            IntakeLimits limits = Blocks.limits(blockBytes, 10_000);
            List<RowBlock> blocks = Blocks.read(file, format, format.firstRow(), limits);
            for (int i = 0; i < blocks.size(); i++) {
                RowBlock block = blocks.get(i);
                BlockPosition from = new BlockPosition(block.firstByte(), block.firstLine());
                assertThat(contents(Blocks.read(file, format, from, limits)))
                        .isEqualTo(contents(blocks.subList(i, blocks.size())));
            }
        }
    }

    @Test
    void tellsThePositionOfTheNextBlock() {
        Path file = write("1\r\n\"2\r3\"\r4\n\n5".getBytes(US_ASCII));
        try (BlockReader reader = reader(file, Blocks.limits(4, 100))) {
            assertThat(reader.position()).isEqualTo(new BlockPosition(0, 1));
            reader.next();
            assertThat(reader.position()).isEqualTo(new BlockPosition(3, 2));
            reader.next();
            assertThat(reader.position()).isEqualTo(new BlockPosition(9, 4));
            reader.next();
            assertThat(reader.position()).isEqualTo(new BlockPosition(13, 6));
            assertThat(reader.next()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, ''", "100, ''", "1, '\r\n'", "100, '\r'", "100, '\n139\n'"})
    void takesARowAtTheLimitAndRefusesOnePastIt(int blockBytes, String rest) {
        IntakeLimits limits = Blocks.limits(blockBytes, 20);
        Path atLimit = write(("1\n" + "2".repeat(20) + rest).getBytes(US_ASCII));
        assertThat(Blocks.read(atLimit, FORMAT, FORMAT.firstRow(), limits)).isNotEmpty();

        Path pastLimit = write(("1\n" + "2".repeat(21) + rest).getBytes(US_ASCII));
        assertThatThrownBy(() -> Blocks.read(pastLimit, FORMAT, FORMAT.firstRow(), limits))
                .isInstanceOf(InputRefused.class)
                .hasMessage(pastLimit + " line 2: the row is longer than 20 bytes;"
                        + " repair the row or raise qianhu.intake.max-record-bytes");
    }

    @Test
    void namesTheLineWhereTheQuoteOpensThatIsNotClosedWithinTheLimit() {
        Path file = write(("1\n2,\"a\nb\",\"" + "c\n".repeat(1000)).getBytes(US_ASCII));
        assertThatThrownBy(() -> Blocks.read(file, FORMAT, FORMAT.firstRow(), Blocks.limits(10, 100)))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("line 2: the row is longer than 100 bytes")
                .hasMessageContaining("a quote that opens on line 3 may not be closed");
    }

    @Test
    void namesTheLineWhereTheQuoteOpensThatIsNotClosedBeforeTheEnd() {
        Path file = write("1\n2,\"a\n138\n139\n".getBytes(US_ASCII));
        assertThatThrownBy(() -> Blocks.read(file, FORMAT, FORMAT.firstRow(), IntakeLimits.defaults()))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("line 2: the quote that opens a cell here is not closed");
    }

    @Test
    void refusesAFileThatChangedItsSizeSinceTheRunBegan() throws IOException {
        Path file = write("138\n139\n".getBytes(US_ASCII));
        Fingerprint fingerprint = Fingerprint.of(file);
        Files.writeString(file, "137\n", StandardOpenOption.APPEND);
        assertThatThrownBy(
                        () -> new BlockReader(0, file, fingerprint, FORMAT, FORMAT.firstRow(), IntakeLimits.defaults()))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("the file has 12 bytes, it had 8 when the run began");
    }

    @ParameterizedTest
    @CsvSource({"4, 4", "3000, 3000"})
    void refusesAFileThatChangesItsSizeWhileBeingRead(int newBytes, int seenBytes) throws IOException {
        Path file = write("138\n".repeat(500).getBytes(US_ASCII));
        try (BlockReader reader = reader(file, Blocks.limits(100, 100))) {
            reader.next();
            Files.write(file, "139\n".repeat(newBytes / 4).getBytes(US_ASCII));
            assertThatThrownBy(() -> readOut(reader))
                    .isInstanceOf(InputRefused.class)
                    .hasMessageContaining("the file has " + seenBytes + " bytes, it had 2000");
        }
    }

    @Test
    void refusesAFileThatIsGone() {
        Path gone = directory.resolve("gone.csv");
        Fingerprint fingerprint = new Fingerprint("0".repeat(64), 1);
        assertThatThrownBy(
                        () -> new BlockReader(0, gone, fingerprint, FORMAT, FORMAT.firstRow(), IntakeLimits.defaults()))
                .isInstanceOf(InputRefused.class)
                .hasMessage(gone + ": no such file; check the path");
    }

    @Test
    void showsNoContent() {
        Path file = write("13800138000\n".getBytes(US_ASCII));
        assertThat(Blocks.read(file, FORMAT, FORMAT.firstRow(), IntakeLimits.defaults()))
                .hasToString("[RowBlock[file=0, bytes 0 to 12, line 1]]");
    }

    private static List<List<Object>> contents(List<RowBlock> blocks) {
        return blocks.stream()
                .map(block -> List.<Object>of(block.firstByte(), block.firstLine(), ByteBuffer.wrap(block.bytes())))
                .toList();
    }

    private Path write(byte[] bytes) {
        return Blocks.write(directory, bytes);
    }

    private static BlockReader reader(Path file, IntakeLimits limits) {
        return new BlockReader(0, file, Fingerprint.of(file), FORMAT, FORMAT.firstRow(), limits);
    }

    private static void readOut(BlockReader reader) {
        while (reader.next() != null) {
            // Only the end matters.
        }
    }
}
