package io.qianhu.intake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
    @TempDir
    private Path directory;

    @Test
    void isTheDigestAndTheSize() {
        assertThat(Fingerprint.of(Blocks.write(directory, "abc".getBytes(US_ASCII))))
                .isEqualTo(new Fingerprint("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3));
        assertThat(Fingerprint.of(Blocks.write(directory, "a".repeat(1_000_000).getBytes(US_ASCII))))
                .isEqualTo(
                        new Fingerprint("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0", 1_000_000));
    }

    /** A file of 100 GB would hold up the end of a process for minutes. */
    @Test
    void readingEndsWithinAFewMegabytesWhenItIsTold() throws IOException {
        Path large = directory.resolve("large.csv");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(10 * StopLook.EVERY_BYTES);
        }
        AtomicInteger looks = new AtomicInteger();
        assertThatThrownBy(() -> Fingerprint.of(large, () -> looks.incrementAndGet() == 3))
                .isInstanceOf(ReadingStopped.class);

        looks.set(100);
        assertThat(Fingerprint.of(large, () -> looks.incrementAndGet() < 100)).isEqualTo(Fingerprint.of(large));
        assertThat(looks.get()).as("at the beginning and every 4 MiB").isBetween(110, 111);
    }

    @Test
    void refusesAFileThatIsGone() {
        assertThatThrownBy(() -> Fingerprint.of(directory.resolve("gone.csv")))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("gone.csv: no such file");
    }

    @Test
    void refusesWhatIsNoDigest() {
        assertThatThrownBy(() -> new Fingerprint("BA78", 3)).hasMessageContaining("sha256");
        assertThatThrownBy(() -> new Fingerprint("0".repeat(64), -1)).hasMessageContaining("bytes");
    }
}
