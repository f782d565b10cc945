package io.qianhu.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qianhu.intake.Fingerprint;
import io.qianhu.intake.ReadingStopped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadFileTest {
    @TempDir
    private Path folder;

    @Test
    void putsAFileBackThatNobodyHasRead() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "read");
        ReadFile read = new ReadFile(file, Fingerprint.of(file).sha256(), "k3f9x2mq");
        Files.writeString(file, "come in its place");

        assertThatThrownBy(() -> read.moveTo(folder.resolve("done"), () -> false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("replaced");
        assertThat(file).hasContent("come in its place");
        assertThat(folder.resolve("done")).isEmptyDirectory();
    }

    /** Told to end in the midst of it, nobody has seen which file that is. */
    @Test
    void putsAFileBackOfWhichItCouldNotSeeAllToTheEnd() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "read");
        ReadFile read = new ReadFile(file, Fingerprint.of(file).sha256(), "k3f9x2mq");

        assertThatThrownBy(() -> read.moveTo(folder.resolve("done"), () -> true))
                .isInstanceOf(ReadingStopped.class);
        assertThat(file).hasContent("read");
        assertThat(folder.resolve("done")).isEmptyDirectory();

        read.moveTo(folder.resolve("done"), () -> false);
        assertThat(folder.resolve("done").resolve("a.csv")).hasContent("read");
    }
}
