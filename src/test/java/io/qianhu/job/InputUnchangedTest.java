package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.qianhu.intake.FileFormat;
import io.qianhu.intake.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputUnchangedTest {
    @TempDir
    private Path folder;

    /** One number for another is the same size. */
    @Test
    void anotherContentOfTheSameSizeIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("numbers.csv"), "phone\n13800000001\n");
        FileFormat format = new FileFormat("UTF-8", ',', 0, 1, List.of(), 0, List.of());
        PlannedFile planned = new PlannedFile(0, file, Fingerprint.of(file), format);
        InputUnchanged.require(List.of(planned), () -> false);

        Files.writeString(file, "phone\n13800000002\n");

        assertThatExceptionOfType(RunFailed.class)
                .isThrownBy(() -> InputUnchanged.require(List.of(planned), () -> false))
                .withMessageContaining("changed while it was read; nothing was submitted");
    }
}
