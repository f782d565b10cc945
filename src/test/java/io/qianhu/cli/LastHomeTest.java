package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LastHomeTest {
    private static final Path HOME = Path.of("/srv/千呼 data");

    @TempDir
    private Path folder;

    @Test
    void isTheLatestThatWasWrittenForItsOwnerOnly() throws IOException {
        LastHome last = new LastHome(folder.resolve("not/there/yet"));
        assertThat(last.read()).isEmpty();
        last.write(Path.of("/elsewhere"));
        last.write(HOME);
        assertThat(last.read()).contains(HOME);

        Path file = folder.resolve("not/there/yet/qianhu/last-home");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        try (var left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "data", "/with\0zero"})
    void whatIsNoPathIsNotKnown(String text) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("qianhu")).resolve("last-home"), text);
        assertThat(new LastHome(folder).read()).isEmpty();
    }

    @Test
    void whatCannotBeReadOrWrittenFailsNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "/srv/data");
        new LastHome(file).write(HOME);
        assertThat(new LastHome(file).read()).isEmpty();

        Files.createDirectories(folder.resolve("qianhu/last-home"));
        new LastHome(folder).write(HOME);
        assertThat(new LastHome(folder).read()).isEmpty();

        Files.writeString(
                Files.createDirectories(folder.resolve("long/qianhu")).resolve("last-home"), "/" + "a".repeat(20_000));
        assertThat(new LastHome(folder.resolve("long")).read()).isEmpty();
    }
}
