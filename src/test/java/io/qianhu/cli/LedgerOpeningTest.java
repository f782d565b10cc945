package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.qianhu.job.Home;
import io.qianhu.ledger.LedgerFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class LedgerOpeningTest {
    /** The tables of the version before the latest one. */
    private static final String OLDER = "15";

    @TempDir
    private Path folder;

    private Home home;
    private String url;

    @BeforeEach
    void take() {
        home = Home.tryTake(folder.resolve("home")).orElseThrow();
        url = "jdbc:h2:file:" + home.ledger() + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    }

    @AfterEach
    void release() throws IOException {
        home.close();
    }

    private void older() throws IOException {
        Home.makePrivate(home.ledgerFolder());
        try (HikariDataSource made = new HikariDataSource()) {
            made.setJdbcUrl(url);
            Flyway.configure().dataSource(made).target(OLDER).load().migrate();
            JdbcClient.create(made).sql("create table kept as select 7 as n").update();
        }
    }

    private static List<String> pending(HikariDataSource open) {
        return Stream.of(Flyway.configure().dataSource(open).load().info().pending())
                .map(one -> one.getScript())
                .toList();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(home.ledgerFolder())) {
            return all.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".mv.db") || name.startsWith("qianhu-"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aNewOneHasAllTablesAndIsForItsOwnerOnly() throws IOException {
        try (HikariDataSource open = LedgerOpening.open(url, home, LedgerOpening.Purpose.WORK)) {
            assertThat(pending(open)).isEmpty();
        }
        assertThat(Files.getPosixFilePermissions(home.ledgerFile()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(files()).containsExactly("qianhu.mv.db");
    }

    @Test
    void anOlderOneIsBroughtUpToDateAndKeepsWhatItHas() throws IOException {
        older();
        try (HikariDataSource open = LedgerOpening.open(url, home, LedgerOpening.Purpose.WORK)) {
            assertThat(pending(open)).isEmpty();
            assertThat(JdbcClient.create(open)
                            .sql("select n from kept")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(7);
        }
        assertThat(files()).containsExactly("qianhu.mv.db");
    }

    @Test
    void whoOnlyLooksIsGivenACopyOfAnOlderOneWhichStaysAsItIs() throws IOException {
        older();
        byte[] before = Files.readAllBytes(home.ledgerFile());
        Files.writeString(home.ledgerFolder().resolve("qianhu-looked-at.mv.db"), "left by a dead process");
        try (HikariDataSource open = LedgerOpening.open(url, home, LedgerOpening.Purpose.LOOK)) {
            assertThat(open).isInstanceOf(LedgerOpening.Copy.class);
            assertThat(pending(open)).isEmpty();
            JdbcClient.create(open).sql("update kept set n = n + 1").update();
            assertThat(Files.getPosixFilePermissions(home.ledgerFolder().resolve("qianhu-looked-at.mv.db")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        assertThat(Files.readAllBytes(home.ledgerFile())).isEqualTo(before);
        assertThat(files()).containsExactly("qianhu.mv.db");

        LedgerOpening.open(url, home, LedgerOpening.Purpose.WORK).close();
        try (HikariDataSource open = LedgerOpening.open(url, home, LedgerOpening.Purpose.LOOK)) {
            assertThat(open).as("up to date by now").isNotInstanceOf(LedgerOpening.Copy.class);
        }
    }

    /** The older version may be started again then, and must find all that it had. */
    @Test
    void anOlderOneStaysAsItIsWhenItCannotBeCopied() throws IOException {
        older();
        byte[] before = Files.readAllBytes(home.ledgerFile());
        Path inTheWay = home.ledgerFolder().resolve("qianhu-new.mv.db");
        Files.createDirectories(inTheWay.resolve("full"));

        assertThatThrownBy(() -> LedgerOpening.open(url, home, LedgerOpening.Purpose.WORK))
                .isInstanceOf(IOException.class);
        assertThat(Files.readAllBytes(home.ledgerFile())).isEqualTo(before);

        Files.delete(inTheWay.resolve("full"));
        LedgerOpening.open(url, home, LedgerOpening.Purpose.WORK).close();
        assertThat(files()).containsExactly("qianhu.mv.db");
    }

    /** As after a kill in the midst of it, where a copy is left that has some of the new tables. */
    @Test
    void whatADeadProcessHasLeftHalfMadeIsNotUsed() throws IOException {
        older();
        Files.writeString(home.ledgerFolder().resolve("qianhu-new.mv.db"), "half");
        try (HikariDataSource open = LedgerOpening.open(url, home, LedgerOpening.Purpose.WORK)) {
            assertThat(pending(open)).isEmpty();
        }
        assertThat(files()).doesNotContain("qianhu-new.mv.db");
    }

    @Test
    void isMadeByOneProcessAtATime() throws IOException {
        Home.makePrivate(home.ledgerFolder());
        Path lock = home.ledgerFolder().resolve("qianhu.mv.db.making");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThatThrownBy(() -> LedgerOpening.open(url, home, LedgerOpening.Purpose.WORK))
                    .isInstanceOf(LedgerLost.class)
                    .hasMessageContaining("by another process");
        }
        LedgerOpening.open(url, home, LedgerOpening.Purpose.WORK).close();
    }

    @Test
    void anOlderCopyIsRefusedBeforeItIsTouched() throws IOException {
        older();
        try (HikariDataSource open = LedgerOpening.open(url, home, LedgerOpening.Purpose.WORK)) {
            LedgerFile file = LedgerFile.of(open);
            LedgerMark.of(file, file.version() + 1_000, Instant.EPOCH).write(home.path());
        }
        byte[] before = Files.readAllBytes(home.ledgerFile());
        assertThatThrownBy(() -> LedgerOpening.open(url, home, LedgerOpening.Purpose.WORK))
                .isInstanceOf(LedgerLost.class)
                .hasMessageContaining("is older than it was");
        assertThat(Files.readAllBytes(home.ledgerFile())).isEqualTo(before);
    }

    @Test
    void namesTheCopyThatWasSavedWhenTheLedgerWasLost() throws IOException {
        try (HikariDataSource open = LedgerOpening.open(url, home, LedgerOpening.Purpose.WORK)) {
            LedgerMark.of(LedgerFile.of(open), 1, Instant.EPOCH).write(home.path());
        }
        Path copy = home.ledgerFolder().resolve("rescued-20261122-213304.mv.db");
        Files.move(home.ledgerFile(), copy);

        assertThatThrownBy(() -> LedgerOpening.open(url, home, LedgerOpening.Purpose.WORK))
                .isInstanceOf(LedgerLost.class)
                .hasMessageContaining("saved in " + copy + ": move that to " + home.ledgerFile())
                .hasMessageNotContaining("delete");
        Files.move(copy, home.ledgerFile());
        LedgerOpening.open(url, home, LedgerOpening.Purpose.WORK).close();
    }

    @Test
    void aNoteThatIsNotWholeIsRefused() throws IOException {
        LedgerOpening.open(url, home, LedgerOpening.Purpose.WORK).close();
        for (String text : List.of("null", "{}", "[", "")) {
            Files.writeString(LedgerMark.in(home.path()), text);
            assertThatThrownBy(() -> LedgerOpening.open(url, home, LedgerOpening.Purpose.WORK))
                    .as(text)
                    .isInstanceOf(LedgerLost.class)
                    .hasMessageContaining("cannot be read");
        }
    }

    @Test
    void aNoteIsForTheOwnerOfTheHomeAlone() throws IOException {
        try (HikariDataSource open = LedgerOpening.open(url, home, LedgerOpening.Purpose.WORK)) {
            LedgerMark.of(LedgerFile.of(open), 1, Instant.EPOCH).write(home.path());
        }
        assertThat(Files.getPosixFilePermissions(LedgerMark.in(home.path())))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getOwner(LedgerMark.in(home.path()))).isEqualTo(Files.getOwner(home.path()));
    }
}
