package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    @DisabledOnOs(OS.WINDOWS)
    void takesOnlyWhatBelongsToItsUserOrToRoot() throws IOException {
        Path path = folder.resolve("home");
        Home.tryTake(path).orElseThrow().close();
        int me = (int) Files.getAttribute(path, "unix:uid");
        for (FileOwners fine :
                List.of(new FileOwners(me, 4712), new FileOwners(4711, me), new FileOwners(4711, 4711))) {
            Home.tryTake(path, any -> fine).orElseThrow().close();
        }
        assertThatThrownBy(() -> Home.tryTake(path, any -> new FileOwners(4711, 4712)))
                .isInstanceOf(RunRefused.class)
                .hasMessageContainingAll("home belongs to", "neither to this user nor to root");
        // Whoever was refused does not keep the lock.
        Home.tryTake(path).orElseThrow().close();
    }

    /** Only root can give files away, so that only root can try. */
    @ParameterizedTest
    @ValueSource(strings = {"reports", "ledger", "ledger.json", "ledger/qianhu.mv.db"})
    @DisabledOnOs(OS.WINDOWS)
    void takesNoReportsAndNoLedgerOfSomebodyElse(String own) throws IOException {
        Path path = folder.resolve("home");
        Home.tryTake(path).orElseThrow().close();
        int me = (int) Files.getAttribute(path, "unix:uid");
        assumeThat(me).isZero();
        Files.createDirectories(path.resolve("ledger"));
        Path theirs = path.resolve(own);
        if (Files.notExists(theirs)) {
            Files.createFile(theirs);
        }
        Files.setAttribute(theirs, "unix:gid", 4713);
        Home.tryTake(path, any -> new FileOwners(me, 4712)).orElseThrow().close();
        Files.setAttribute(theirs, "unix:uid", 4714);
        assertThatThrownBy(() -> Home.tryTake(path, any -> new FileOwners(me, 4712)))
                .isInstanceOf(RunRefused.class)
                .hasMessageContainingAll(own + " belongs to 4714");
    }

    @Test
    void refusesAPathThatIsAFile() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> Home.tryTake(file))
                .isInstanceOf(RunRefused.class)
                .hasMessageContainingAll("qianhu.home", "cannot be used", "another folder");
    }
}
