package io.qianhu.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is told of runs that an older version has stored. */
class OlderRunsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            input.column detected, numbers.accept [mobile]                                                                   |
            input.column 2, numbers.accept [mobile], numbers.not-called-within 7d, numbers.not-called-scope any              | 168
            input.column 2, numbers.accept [mobile], numbers.not-called-within 12h, numbers.not-called-scope campaign        | 12
            input.column x, numbers.not-called-within 366d, numbers.not-called-scope any, numbers.accept [mobile]            |
            input.column numbers.not-called-within 9d, limits.canary 5, numbers.not-called-within 2d, numbers.not-called-scope any | 48
            """)
    void howFarBackTheyAskedIsTakenFromTheirSettings(String settings, @Nullable Integer hours) {
        try (HikariDataSource older = new HikariDataSource()) {
            older.setJdbcUrl(LedgerOnDisk.url(folder));
            Flyway.configure().dataSource(older).target("15").load().migrate();
            JdbcClient.create(older).sql("""
                            insert into run (run_id, campaign, target, label, fingerprint, state, intake_settings, started_at)
                            values ('r1', 'c', 'LIVE', '', '0', 'COMPLETED', ?, '2026-01-01 00:00:00+00')""").param(settings).update();
        }
        try (LedgerOnDisk ledger = new LedgerOnDisk(folder)) {
            assertThat(ledger.runs.find("r1").orElseThrow().notCalledWithin())
                    .isEqualTo(hours == null ? null : Duration.ofHours(hours));
        }
    }
}
