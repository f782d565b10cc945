package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.qianhu.job.Home;
import io.qianhu.ledger.DiskSync;
import io.qianhu.ledger.LedgerFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class LedgerGuardTest {
    @TempDir
    private Path folder;

    private final List<String> lastWords = new ArrayList<>();
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

    private LedgerGuard guard(HikariDataSource open) {
        return new LedgerGuard(
                home,
                LedgerFile.of(open),
                DiskSync.NONE,
                InstantSource.system(),
                words -> lastWords.add(words.english()));
    }

    private List<Path> saved() throws IOException {
        try (Stream<Path> files = Files.list(home.ledgerFolder())) {
            return files.filter(LedgerGuard::isSaved).toList();
        }
    }

    /** Whatever command had the ledger open, and however it ends: a decision of a person may be in it. */
    @Test
    void whatNobodySavedIsSavedAtTheClose() throws IOException {
        try (HikariDataSource open = LedgerOpening.open(url, home, LedgerOpening.Purpose.WORK);
                LedgerGuard guard = guard(open)) {
            guard.begin();
            Files.delete(home.ledgerFile());
            JdbcClient.create(open).sql("create table decided as select 7 as n").update();
        }
        assertThat(lastWords)
                .singleElement()
                .asString()
                .contains("was deleted or moved", "is saved in " + saved().get(0));
        assertThat(saved()).hasSize(1);
        assertThat(Files.getPosixFilePermissions(saved().get(0)))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));

        Files.move(saved().get(0), home.ledgerFile());
        try (HikariDataSource open = LedgerOpening.open(url, home, LedgerOpening.Purpose.WORK)) {
            assertThat(JdbcClient.create(open)
                            .sql("select n from decided")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(7);
        }
    }

    @Test
    void whatWasSavedOnceIsNotSavedAgain() throws IOException {
        try (HikariDataSource open = LedgerOpening.open(url, home, LedgerOpening.Purpose.WORK);
                LedgerGuard guard = guard(open)) {
            guard.begin();
            Files.delete(home.ledgerFile());
            assertThat(guard.rescue().map(Object::toString)).isPresent();
        }
        assertThat(lastWords).isEmpty();
        assertThat(saved()).hasSize(1);
    }

    @Test
    void saysNothingOfALedgerThatIsThere() throws IOException {
        try (HikariDataSource open = LedgerOpening.open(url, home, LedgerOpening.Purpose.WORK);
                LedgerGuard guard = guard(open)) {
            guard.begin();
            assertThat(guard.lost()).isEmpty();
        }
        assertThat(lastWords).isEmpty();
        assertThat(saved()).isEmpty();
        LedgerOpening.open(url, home, LedgerOpening.Purpose.WORK).close();
    }
}
