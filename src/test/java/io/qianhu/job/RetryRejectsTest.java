package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.InputSettings;
import io.qianhu.campaign.TextEncoding;
import io.qianhu.dispatch.Answers;
import io.qianhu.dispatch.HandTicker;
import io.qianhu.dispatch.PlayedApi;
import io.qianhu.ledger.Books;
import io.qianhu.ledger.Cancellation;
import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.Target;
import io.qianhu.report.RunReports;
import io.qianhu.report.Words;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The repaired rejects of a run as a run of their own. */
class RetryRejectsTest {
    private static final long FIRST = 13_800_000_000L;

    @TempDir
    private Path folder;

    private final HandTicker ticker = new HandTicker();
    private final PlayedApi api = PlayedApi.answering(ticker, Duration.ofMillis(100), Answers.accepted("1"));
    private LedgerOnDisk ledger;
    private JobOnDisk job;

    @BeforeEach
    void open() throws Exception {
        ledger = new LedgerOnDisk(folder);
        job = new JobOnDisk(ledger, new JdbcTransactionManager(ledger.dataSource), 1 << 16, api, ticker);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private static RunRequest request(Campaign campaign, Path file) {
        return new RunRequest(campaign, List.of(file), Target.SANDBOX, "", false, true);
    }

    private Path rejects(String run, String from, String to) throws IOException {
        String text = Files.readString(
                new RunReports(ledger.runs, folder.resolve("reports"), Words.of(Locale.ENGLISH), ZoneOffset.UTC)
                        .write(run)
                        .resolve("rejects.csv"));
        assertThat(text).contains(from);
        return Files.writeString(folder.resolve("repaired-" + run + ".csv"), text.replace(from, to));
    }

    private long[] submitted() {
        return api.tasks().stream()
                .flatMapToLong(task -> LongStream.of(task.callees().nationals()))
                .map(number -> number - FIRST)
                .sorted()
                .toArray();
    }

    @Test
    void callsWhomTheEarlierRunDidNotHaveAndNobodyTwice() throws IOException {
        Path file = Files.writeString(
                folder.resolve("numbers.csv"), "phone\n13800000000\n13800000001\n1380000\n1380001\n1380002\n");
        RunEnd first = job.run(request(JobOnDisk.CAMPAIGN, file));
        Path repaired = rejects(first.run(), "1380000", "13800000001");
        Files.writeString(repaired, Files.readString(repaired).replace("1380001", "13800000007"));

        RunRequest retry = request(JobOnDisk.CAMPAIGN, repaired).asRetryOf(first.run());
        RunEnd second = job.run(retry);

        assertThat(second.state()).isEqualTo(RunState.COMPLETED);
        assertThat(submitted()).containsExactly(0, 1, 7);
        Books books = ledger.runs.books(second.run());
        assertThat(books.balanced()).isTrue();
        assertThat(books.suppressed()).isOne();
        assertThat(books.rejected()).isOne();
        assertThat(ledger.runs.suppression(second.run()))
                .extracting(list -> list.name() + " " + list.suppressed())
                .containsExactly("callees of run " + first.run() + " 1");
        assertThat(ledger.runs.find(second.run()).orElseThrow().retryOf()).isEqualTo(first.run());
        assertThat(job.opener.open(retry).alreadyCompleted()).isTrue();
        assertThat(job.opener.open(request(JobOnDisk.CAMPAIGN, repaired)).alreadyCompleted())
                .as("named by run")
                .isTrue();

        Path again = rejects(second.run(), "1380002", "13800000000");
        RunEnd third = job.run(request(JobOnDisk.CAMPAIGN, again).asRetryOf(second.run()));
        assertThat(ledger.runs.books(third.run()).suppressed())
                .as("of the first run")
                .isOne();
        assertThat(submitted()).containsExactly(0, 1, 7);
    }

    /** Given up, refused or held: a person has decided about it, or will. */
    @Test
    void whomTheEarlierRunGaveUpIsNotCalledEither() throws IOException {
        Path file = Files.writeString(folder.resolve("numbers.csv"), "phone\n13800000000\n1380000\n");
        String run = job.run(new RunRequest(JobOnDisk.CAMPAIGN, List.of(file), Target.SANDBOX, "", true, true))
                .run();
        job.orders.cancel(run, new Cancellation("li", "", ticker.now()), (id, cause, message) -> false);
        assertThat(ledger.runs.books(run).lists(ListState.ABANDONED)).isOne();

        RunEnd retry = job.run(request(JobOnDisk.CAMPAIGN, rejects(run, "1380000", "13800000000"))
                .asRetryOf(run));

        assertThat(ledger.runs.books(retry.run()).suppressed()).isOne();
        assertThat(api.sent()).isEmpty();
    }

    @Test
    void theRestIsRepairedAsARetryOfTheRetry() throws IOException {
        Path file = Files.writeString(folder.resolve("numbers.csv"), "phone\n13800000000\n1380001\n1380002\n");
        String first = job.run(request(JobOnDisk.CAMPAIGN, file)).run();
        Path repaired = rejects(first, "1380001", "13800000001");
        String second =
                job.run(request(JobOnDisk.CAMPAIGN, repaired).asRetryOf(first)).run();
        Files.writeString(repaired, Files.readString(repaired).replace("1380002", "13800000002"));

        refused(request(JobOnDisk.CAMPAIGN, repaired).asRetryOf(first), "qianhu retry-rejects " + second);
        job.run(request(JobOnDisk.CAMPAIGN, repaired).asRetryOf(second));

        assertThat(submitted()).containsExactly(0, 1, 2);
    }

    /** The campaign's own files are in GB18030 with a semicolon and their numbers in column 2. */
    @Test
    void readsTheReportAsWhatItIs() throws IOException {
        Campaign campaign = new Campaign(
                JobOnDisk.CAMPAIGN.name(),
                new InputSettings(List.of(), TextEncoding.GB18030, ';', true, true, InputSettings.NO_HEADER, "2", null),
                JobOnDisk.CAMPAIGN.numbers(),
                JobOnDisk.CAMPAIGN.task(),
                JobOnDisk.CAMPAIGN.dispatch(),
                JobOnDisk.CAMPAIGN.limits());
        Path file = Files.write(
                folder.resolve("numbers.csv"), "张三;13800000000\n李四;1380000\n".getBytes(Charset.forName("GB18030")));
        String run = job.run(request(campaign, file)).run();

        RunEnd retry = job.run(
                request(campaign, rejects(run, "1380000", "13800000007")).asRetryOf(run));

        assertThat(retry.state()).isEqualTo(RunState.COMPLETED);
        assertThat(submitted()).containsExactly(0, 7);
    }

    @Test
    void refusesWhatCannotBeMeant() throws IOException {
        Path file = Files.writeString(folder.resolve("numbers.csv"), "phone\n13800000000\n");
        String run = job.run(request(JobOnDisk.CAMPAIGN, file)).run();
        Path other = Files.writeString(folder.resolve("other.csv"), "phone\n13800000003\n");

        refused(request(JobOnDisk.CAMPAIGN, other).asRetryOf("nosuchru"), "there is no run nosuchru");
        refused(
                new RunRequest(JobOnDisk.CAMPAIGN, List.of(other), Target.LIVE, "", false, true).asRetryOf(run),
                "SANDBOX");
        refused(request(JobOnDisk.CAMPAIGN, file).asRetryOf(run), "not as a retry of run");
        ledger.sql("update run set intake_done = false");
        refused(request(JobOnDisk.CAMPAIGN, other).asRetryOf(run), "not read its files to their end");
        assertThat(ledger.runs.all()).hasSize(1);
    }

    private void refused(RunRequest request, String why) {
        assertThatExceptionOfType(RunRefused.class)
                .isThrownBy(() -> job.opener.open(request))
                .withMessageContaining(why);
    }
}
