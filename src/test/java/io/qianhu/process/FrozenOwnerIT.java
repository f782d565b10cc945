package io.qianhu.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.ListState;
import io.qianhu.sandbox.JournalTally;
import io.qianhu.sandbox.Sandbox;
import io.qianhu.sandbox.SandboxJournal;
import io.qianhu.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.h2.tools.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes on one database. The owner of a run is frozen while lists are in flight; the other one watches it, takes
 * the run, and finishes it. Then the first one wakes up.
 *
 * <p>The API takes no request whose signature is older than 8 seconds, so after 10 seconds "not found" is proof.
 */
@Tag("heavy")
class FrozenOwnerIT {
    private static final String RUN = "k3f9x2mq";
    private static final int LISTS = 30;

    @TempDir
    private Path folder;

    @Test
    void recordsAndSubmitsNothingAfterItsRunWasTaken() throws Exception {
        System.setProperty("h2.bindAddress", "127.0.0.1");
        Path journal = folder.resolve("tasks.jsonl");
        SandboxSettings late = SandboxSettings.of(
                Map.of("faults.latency", "400ms", "timestamp-validity", "8s", "journal", journal.toString()));
        Server server = Server.createTcpServer("-tcpPort", "0").start();
        try (LedgerOnDisk ledger = new LedgerOnDisk(folder);
                Sandbox api = Sandbox.start(late)) {
            ledger.begin(RUN);
            ledger.store(RUN, IntStream.generate(() -> 3).limit(LISTS).toArray());
            ledger.sql("delete from run_lease");
            String url = "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/"
                    + folder.resolve("ledger").toAbsolutePath();

            Process first = start("first", url, api);
            Process second = null;
            try {
                await(first).until(() -> api.createsReceived() >= 8);
                freeze(first, ledger);
                assertThat(inState(ledger, ListState.SUBMITTING))
                        .as("in flight")
                        .isPositive();
                assertThat(inState(ledger, ListState.PENDING)).as("not begun").isPositive();

                second = start("second", url, api);
                assertThat(second.waitFor(60, TimeUnit.SECONDS))
                        .as(said("second"))
                        .isTrue();
                assertThat(said("second")).contains("owns the run", "ended").doesNotContain("stopped", "ended by");
                assertThat(inState(ledger, ListState.ACCEPTED))
                        .as(said("second"))
                        .isEqualTo(LISTS);
                List<String> before = everything(ledger);
                long createsBefore = api.createsReceived();

                signal("-CONT", first);
                assertThat(first.waitFor(60, TimeUnit.SECONDS))
                        .as(said("first"))
                        .isTrue();

                assertThat(said("first")).contains("stopped: this process no longer owns run " + RUN, "ended");
                assertThat(everything(ledger)).as("the ledger after it woke up").isEqualTo(before);
                assertThat(api.createsReceived())
                        .as("requests after it woke up")
                        .isEqualTo(createsBefore);
            } finally {
                first.destroyForcibly();
                if (second != null) {
                    second.destroyForcibly();
                }
            }
            JournalTally tally = SandboxJournal.tally(journal);
            assertThat(tally.duplicateNumbers()).as("numbers submitted twice").isZero();
            assertThat(api.taskCount()).as("every list, once").isEqualTo(LISTS);
        } finally {
            server.stop();
        }
    }

    /** Not in the middle of a write, whose locks would keep everybody out for as long as it is frozen. */
    private static void freeze(Process process, LedgerOnDisk ledger) throws Exception {
        for (int attempt = 0; attempt < 50; attempt++) {
            signal("-STOP", process);
            boolean quiet = true;
            // What it had sent before may still wait for a thread of the database on a machine that is busy.
            for (int look = 0; quiet && look < 25; look++) {
                TimeUnit.MILLISECONDS.sleep(20);
                quiet = locks(ledger) == 0;
            }
            if (quiet) {
                return;
            }
            signal("-CONT", process);
            TimeUnit.MILLISECONDS.sleep(30);
        }
        throw new AssertionError("it always writes");
    }

    private static int locks(LedgerOnDisk ledger) {
        return ledger.jdbc
                .sql("select count(*) from information_schema.locks")
                .query(Integer.class)
                .single();
    }

    private static void signal(String signal, Process process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private Process start(String name, String url, Sandbox api) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DispatchingProcess.class.getName(),
                        url,
                        api.endpoint().toString(),
                        RUN)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".txt").toFile())
                .start();
    }

    private ConditionFactory await(Process process) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .failFast(() -> assertThat(process.isAlive()).as(said("first")).isTrue());
    }

    private String said(String name) {
        try {
            return Files.readString(folder.resolve(name + ".txt"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static int inState(LedgerOnDisk ledger, ListState state) {
        return ledger.jdbc
                .sql("select count(*) from call_list where state = ?")
                .param(state.name())
                .query(Integer.class)
                .single();
    }

    private static List<String> everything(LedgerOnDisk ledger) {
        return ledger.jdbc.sql("""
                        select l.list_no || ' ' || l.state || ' ' || l.attempt || ' ' || l.changed_at || ' '
                            || coalesce(s.outcome, '-') || ' ' || coalesce(s.task_id, '-') || ' ' || s.attempt
                        from call_list l join submission s on s.run_id = l.run_id and s.list_no = l.list_no
                        order by l.list_no, s.attempt""").query(String.class).list();
    }
}
