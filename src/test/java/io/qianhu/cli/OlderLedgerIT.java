package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.qianhu.job.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Commands on a home whose ledger is of an older version. */
class OlderLedgerIT {
    private static final String RUN = "k3f9x2mq";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void older() throws IOException {
        try (Home home = Home.tryTake(folder.resolve("data")).orElseThrow();
                HikariDataSource made = new HikariDataSource()) {
            Home.makePrivate(home.ledgerFolder());
            file = home.ledgerFile();
            made.setJdbcUrl("jdbc:h2:file:" + home.ledger() + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
            Flyway.configure().dataSource(made).target("15").load().migrate();
            JdbcClient.create(made).sql("""
                            insert into run (run_id, campaign, target, label, fingerprint, state, intake_settings, intake_done,
                                started_at, finished_at)
                            values (?, 'spring-renewal', 'SANDBOX', '', '0', 'COMPLETED', 'input.column detected', true,
                                '2026-01-01 00:00:00+00', '2026-01-01 00:10:00+00')""").param(RUN).update();
        }
    }

    private Said say(String... words) {
        return Said.by(Stream.concat(Arrays.stream(words), Stream.of("--qianhu.home=" + folder.resolve("data")))
                .toArray(String[]::new));
    }

    private void looks(Said said, String found) throws IOException {
        assertThat(said.out()).contains(found);
        assertThat(said.out() + said.err()).contains("the ledger is of an older version of Qianhu and stays as it is");
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files.filter(one -> one.toString().endsWith(".mv.db"))).containsExactly(file);
        }
        assertThat(LedgerMark.in(folder.resolve("data")))
                .as("nothing is noted of a copy")
                .doesNotExist();
    }

    @Test
    void whatOnlyLooksLeavesItAsItIs() throws IOException {
        byte[] before = Files.readAllBytes(file);
        looks(say("runs").exits(0), RUN);
        looks(say("status", RUN, "--json").exits(0), "\"run\" : \"" + RUN);
        looks(say("find", "13800000001").exits(6), "138****0001");
        looks(say("report", RUN).exits(0), RUN);
        looks(say("purge", "--older-than", "90d", "--dry-run").exits(0), RUN);
        looks(say("doctor", "--campaigns", folder.toString(), "--qianhu.dyvms.endpoint=http://127.0.0.1:1"), "1 runs");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void whatChangesSomethingBringsItUpToDate() {
        assertThat(say("pause", "nosuchru").exits(2).err()).doesNotContain("older version");
        assertThat(say("runs").exits(0).err()).isEmpty();
        assertThat(LedgerMark.in(folder.resolve("data"))).exists();
    }
}
