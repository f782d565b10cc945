package io.qianhu.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qianhu.campaign.InputSettings;
import io.qianhu.campaign.TextEncoding;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a named file is refused before it is read, and how much of it is read. */
class NamedFileTest {
    private static final long HUGE = 10 * StopLook.EVERY_BYTES;
    private static final IntakeLimits LIMITS =
            new IntakeLimits(1024, 1024, 1000, 1000, 2048, HUGE, Duration.ofMinutes(30), UnpackSettings.defaults());
    private static final InputSettings DETECTED = new InputSettings(List.of(), null);

    @TempDir
    private Path folder;

    private final AtomicInteger looks = new AtomicInteger();

    /** A file of this size whose first bytes are these, and the others holes. */
    private Path sparse(String begin, long bytes) throws IOException {
        Path file = folder.resolve("a.csv");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.write(begin.getBytes(StandardCharsets.ISO_8859_1));
            sparse.setLength(bytes);
        }
        return file;
    }

    private Survey survey(Path file, InputSettings input) {
        return Survey.ofNamed(file, LIMITS, input, () -> {
            looks.incrementAndGet();
            return false;
        });
    }

    @ParameterizedTest
    @CsvSource({
        "'', 41943041, 'has 41943041 bytes, more than 41943040'",
        "'', 41943040, holds zero bytes",
        "'%PDF-1.7', 41943040, is a PDF",
        "'<html><table>', 41943040, is a web page",
        "'\u0001\u0002\u0003', 4, holds control characters"
    })
    void refusesAtOnceWhatNobodyCanRead(String begin, long bytes, String refusal) throws IOException {
        Path file = sparse(begin, bytes);
        if (bytes < HUGE) {
            Files.writeString(file, begin);
        }
        assertThatThrownBy(() -> survey(file, DETECTED))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining(refusal);
        assertThat(looks).hasValue(0);
    }

    /** Also where the campaign has set the encoding, so that some zero bytes are allowed. */
    @ParameterizedTest
    @CsvSource({"3000, ", "3000, UTF_8", "0, UTF_8"})
    void readsNoFurtherThanToTheFirstHole(int rows, TextEncoding set) throws IOException {
        Path file = sparse("13800138000\n".repeat(rows), HUGE);
        InputSettings input = new InputSettings(List.of(), set, null, true, null, null, null, null, true);
        assertThatThrownBy(() -> survey(file, input))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("zero bytes in a row before byte");
        assertThat(looks).hasValue(1);
    }

    @Test
    void readsTheWholeOfALargeFile() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "13800138000\n".repeat(500_000));
        assertThat(survey(file, DETECTED)).isEqualTo(Survey.of(file));
    }

    /** Somebody goes on writing for ever. */
    @Test
    void readsNoFurtherThanItWasWhenItWasOpened() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "phone\n" + "13800138000\n".repeat(500_000));
        byte[] more = "13800138000\n".repeat(400_000).getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> Survey.ofNamed(file, LIMITS, DETECTED, () -> {
                    append(file, more);
                    return looks.incrementAndGet() > 5;
                }))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("changed while it was read");
    }

    private static void append(Path file, byte[] more) {
        try {
            Files.write(file, more, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
