package io.qianhu.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qianhu.message.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RegularFileTest {
    private static RuntimeException refusal(Path file, Message problem) {
        return new IllegalArgumentException(file + ": " + problem);
    }

    @TempDir
    private Path folder;

    /** Nobody writes to it, so that opening it never ends. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void waitsForNoPipeThatTookThePlaceOfAFileAfterTheLook() throws Exception {
        Path file = Files.writeString(folder.resolve("a.csv"), "phone\n");
        Path pipe = pipe("pipe");
        CompletableFuture<Path> replaced = new CompletableFuture<>();
        assertThatThrownBy(() -> RegularFile.open(file, RegularFileTest::refusal, Duration.ofMillis(1), () -> {
                    replaced.complete(Files.move(pipe, file, StandardCopyOption.REPLACE_EXISTING));
                    return FileChannel.open(file);
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a.csv: cannot be opened within");
        assertThat(replaced).succeedsWithin(Duration.ofSeconds(30));
        assertThatThrownBy(() -> RegularFile.open(file, RegularFileTest::refusal))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a.csv: is not a regular file");
        // Lets the thread go that waits there.
        try (OutputStream writer = Files.newOutputStream(file)) {
            writer.flush();
        }
    }

    private Path pipe(String name) throws IOException, InterruptedException {
        Path pipe = folder.resolve(name);
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        return pipe;
    }

    @Test
    void refusesAnotherFileThatTookThePlaceAndLeavesNothingOpen() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "phone\n");
        Path other = Files.writeString(folder.resolve("b.csv"), "name\n");
        List<FileChannel> opened = new ArrayList<>();
        assertThatThrownBy(() -> RegularFile.open(file, RegularFileTest::refusal, () -> {
                    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
                    opened.add(FileChannel.open(file));
                    return opened.get(0);
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("changed while it was read");
        assertThat(opened).singleElement().returns(false, FileChannel::isOpen);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void followsALinkUnlessItMustNot() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "phone\n");
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), file);
        try (FileChannel opened = RegularFile.open(link, RegularFileTest::refusal)) {
            assertThat(opened.size()).isEqualTo(6);
        }
        assertThatThrownBy(() -> RegularFile.open(link, RegularFileTest::refusal, LinkOption.NOFOLLOW_LINKS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("link.csv: is not a regular file");
    }
}
