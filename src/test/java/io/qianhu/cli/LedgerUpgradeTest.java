package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.qianhu.ledger.LedgerFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class LedgerUpgradeTest {
    @TempDir
    private Path folder;

    @Test
    void oneThatFailsHalfWayIsUndoneByTheNextStart() throws IOException {
        Path migrations = Files.createDirectory(folder.resolve("migrations"));
        Files.writeString(migrations.resolve("V1__first.sql"), "create table first(n int);");
        Path file = ledger(migrations);
        Files.writeString(migrations.resolve("V2__second.sql"), "create table half(n int); drop table nowhere;");
        try (HikariDataSource open = open()) {
            LedgerUpgrade upgrade = new LedgerUpgrade(LedgerFile.of(open));
            assertThatThrownBy(() -> upgrade.migrate(flyway(open, migrations))).isInstanceOf(FlywayException.class);
            assertThat(tables(open)).as("H2 keeps what was done").contains("FIRST", "HALF");
        }

        LedgerUpgrade.undoUnfinished(file);
        Files.writeString(migrations.resolve("V2__second.sql"), "create table later(n int);");
        try (HikariDataSource open = open()) {
            assertThat(tables(open)).contains("FIRST").doesNotContain("HALF");
            new LedgerUpgrade(LedgerFile.of(open)).migrate(flyway(open, migrations));
            assertThat(tables(open)).contains("FIRST", "LATER");
        }
        LedgerUpgrade.undoUnfinished(file);
        try (HikariDataSource open = open()) {
            assertThat(tables(open)).as("one that came to its end stays").contains("LATER");
        }
    }

    private Path ledger(Path migrations) {
        try (HikariDataSource open = open()) {
            flyway(open, migrations).migrate();
            return LedgerFile.of(open).path();
        }
    }

    private HikariDataSource open() {
        HikariDataSource open = new HikariDataSource();
        open.setJdbcUrl("jdbc:h2:file:" + folder.resolve("ledger") + ";WRITE_DELAY=0");
        return open;
    }

    private static Flyway flyway(HikariDataSource open, Path migrations) {
        return Flyway.configure()
                .dataSource(open)
                .locations("filesystem:" + migrations)
                .load();
    }

    private static List<String> tables(HikariDataSource open) {
        return JdbcClient.create(open)
                .sql("select table_name from information_schema.tables where table_schema = 'PUBLIC'")
                .query(String.class)
                .list();
    }
}
