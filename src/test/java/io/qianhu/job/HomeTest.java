package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    private Path folder;

    @Test
    void isHeldByOneAtATimeAndGivenBack() {
        Path path = folder.resolve("a").resolve("home");
        try (Home held = Home.tryTake(path).orElseThrow()) {
            assertThat(Home.tryTake(path)).isEmpty();
            assertThat(held.path()).isEqualTo(path.toAbsolutePath());
        }
        Home.tryTake(path).orElseThrow().close();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void isForItsOwnerOnlyAlsoWhenItWasThere() throws IOException {
        Path open = Files.createDirectory(
                folder.resolve("open"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        for (Path path : new Path[] {open, folder.resolve("fresh")}) {
            Home.tryTake(path).orElseThrow().close();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void leavesAFolderAloneThatHoldsOtherFiles() throws IOException {
        Path shared = Files.createDirectory(
                folder.resolve("shared"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.createFile(shared.resolve("somebody-elses"));
        assertThatThrownBy(() -> Home.tryTake(shared))
                .isInstanceOf(RunRefused.class)
                .hasMessageContainingAll("qianhu.home", "holds other files");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shared)))
                .isEqualTo("rwxr-xr-x");
        assertThat(shared.resolve("lock")).doesNotExist();
    }

    @Test
    void refusesAPathThatIsAFile() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> Home.tryTake(file))
                .isInstanceOf(RunRefused.class)
                .hasMessageContainingAll("qianhu.home", "cannot be used", "another folder");
    }
}
