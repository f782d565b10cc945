package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.qianhu.campaign.CalledScope;
import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.NumberSettings;
import io.qianhu.campaign.UnreadableLimit;
import io.qianhu.intake.InputRefused;
import io.qianhu.intake.IntakeLimits;
import io.qianhu.intake.Reading;
import io.qianhu.ledger.Books;
import io.qianhu.ledger.Cancellation;
import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.ListRef;
import io.qianhu.ledger.Origins;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.SuppressionList;
import io.qianhu.ledger.Target;
import io.qianhu.ledger.Transition;
import io.qianhu.message.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A number on a do-not-call list is never a callee, whatever happens to the lists. */
class SuppressionTest {
    @TempDir
    private Path folder;

    private LedgerOnDisk ledger;
    private JobOnDisk job;
    private Path input;
    private Path one;
    private Path two;

    @BeforeEach
    void open() throws Exception {
        ledger = new LedgerOnDisk(folder);
        job = new JobOnDisk(ledger, new JdbcTransactionManager(ledger.dataSource), 30);
        input = file(
                "input.csv",
                "phone",
                "13800000001",
                "13800000002",
                "13800000001",
                "13800000003",
                "13800000002",
                "13800000004",
                "no number");
        one = file("one.csv", "phone", "13800000002", "13800000009");
        two = file("two.csv", "phone", "+86 138 0000 0004", "13800000002", "139****0001");
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private Path file(String name, String... lines) {
        try {
            return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RunRequest request(Path input, Path... lists) {
        List<String> suppress = Stream.of(lists).map(Path::toString).toList();
        return new RunRequest(campaign(suppress, UnreadableLimit.STOP), List.of(input), Target.SANDBOX, "", true, true);
    }

    private static Campaign campaign(List<String> suppress, UnreadableLimit unreadable) {
        return JobOnDisk.campaign(new NumberSettings(
                NumberSettings.DEFAULT_ACCEPT,
                NumberSettings.DEFAULT_MULTIPLE,
                suppress,
                unreadable,
                null,
                CalledScope.ANY));
    }

    private RunRequest live(UnreadableLimit unreadable) {
        Campaign campaign = campaign(List.of(one.toString(), two.toString()), unreadable);
        return new RunRequest(campaign, List.of(input), Target.LIVE, "", true, true);
    }

    @Test
    void aLiveRunDoesNotBeginWithListsThatCannotBeRead() {
        assertThatThrownBy(() -> job.opener.open(live(UnreadableLimit.STOP)))
                .isInstanceOf(RunRefused.class)
                .hasMessageContainingAll(
                        "numbers.suppress: rows cannot be read (1)",
                        "two.csv line 4 \"139********\"",
                        "`qianhu check` lists them all",
                        "numbers.suppress-unreadable, which is stop");
        assertThat(job.runs.all()).isEmpty();
        assertThat(job.opener.open(live(UnreadableLimit.parse("1"))).plan().continued())
                .isFalse();
    }

    @Test
    void aLiveRunThatBeganDoesNotReadOnWhenItsListsMayNotBeReadSoAnyMore() {
        String run = job.opener.open(live(UnreadableLimit.WARN)).plan().run().id();
        assertThatThrownBy(() -> job.opener.open(live(UnreadableLimit.STOP))).isInstanceOf(RunRefused.class);
        assertThat(job.opener.open(live(UnreadableLimit.WARN)).plan())
                .returns(true, RunPlan::continued)
                .returns(run, plan -> plan.run().id());
    }

    private List<Long> callees(String run) {
        List<Long> callees = new ArrayList<>();
        job.intake.eachList(run, list -> {
            for (long national : list.callees().nationals()) {
                callees.add(national);
            }
        });
        return callees;
    }

    @Test
    void everyRowOfASuppressedNumberIsSuppressedTheFirstOneToo() {
        String run = job.run(request(input, one, two)).run();

        assertThat(callees(run)).containsExactly(13_800_000_001L, 13_800_000_003L);
        Books books = job.runs.books(run);
        assertThat(books.balanced()).isTrue();
        assertThat(ledger.jdbc
                        .sql("select index_segments from run")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(books)
                .extracting(Books::rowsRead, Books::callees, Books::duplicates, Books::suppressed, Books::rejected)
                .containsExactly(7L, 2L, 1L, 3L, 1L);
        List<String> rows = new ArrayList<>();
        job.runs.eachSuppressed(
                run, row -> rows.add(Origins.lineOf(row.origin()) + " " + row.number() + " " + row.list()));
        assertThat(rows).containsExactly("3 138****0002 0", "6 138****0002 0", "7 138****0004 1");
        assertThat(job.runs.suppression(run))
                .extracting(SuppressionList::suppressed, SuppressionList::numbers, SuppressionList::unreadable)
                .containsExactly(tuple(2L, 2L, 0L), tuple(1L, 2L, 1L));
    }

    @Test
    void aDryRunCountsTheSame() {
        Rehearsal.Result result = Rehearsal.of(
                request(input, one, two).campaign(),
                List.of(input),
                IntakeLimits.defaults(),
                InputStream::nullInputStream);
        assertThat(result.suppressed()).containsExactly(2L, 1L);
        assertThat(result.callees()).isEqualTo(2);
        assertThat(result.duplicates()).isEqualTo(1);
        assertThat(result.firstList().nationals()).containsExactly(13_800_000_001L, 13_800_000_003L);
    }

    @Test
    void aListThatIsMissingOrHoldsNobodyLeavesNoRun() throws IOException {
        Path missing = folder.resolve("missing.csv");
        Path empty = file("empty.csv", "phone");
        assertThatThrownBy(() -> job.opener.open(request(input, one, missing)))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("missing.csv: no such file");
        assertThatThrownBy(() -> job.opener.open(request(input, empty)))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("empty.csv: holds no number");
        assertThat(job.runs.all()).isEmpty();
    }

    @Test
    void beforeTheEndOfIntakeOtherListsAreRefused() throws IOException {
        String run = job.opener.open(request(input, one)).plan().run().id();
        assertThatThrownBy(() -> job.opener.open(request(input, one, two)))
                .isInstanceOf(RunRefused.class)
                .hasMessageContainingAll("numbers.suppress changed since run " + run, "two.csv", "--again LABEL");
        assertThatThrownBy(() -> job.opener.open(request(input))).isInstanceOf(RunRefused.class);
        file("one.csv", "phone", "13800000009");
        assertThatThrownBy(() -> job.opener.open(request(input, one))).isInstanceOf(RunRefused.class);
    }

    @Test
    void listsOfOtherNamesAndOrderAreTheSameLists() throws IOException {
        String run = job.opener.open(request(input, one, two)).plan().run().id();
        Path renamed = Files.move(one, folder.resolve("z.csv"));
        assertThat(job.run(request(input, two, renamed)).run()).isEqualTo(run);
        assertThat(job.runs.suppression(run))
                .extracting(SuppressionList::suppressed)
                .containsExactly(2L, 1L);
    }

    /** Between the look that tells which list is which and the reading. */
    @Test
    void aListThatIsReplacedRightBeforeItIsReadAgainIsRefused() throws IOException {
        RunRequest request = request(input, one);
        Run run = job.opener.open(request).plan().run();
        byte[] before = Files.readAllBytes(one);
        RunSuppression suppression = new RunSuppression(paths -> {
            file("one.csv", "phone", "13800000099");
            return RunSuppression.read(paths, IntakeLimits.defaults(), Reading.TO_THE_END);
        });

        assertThatThrownBy(() -> suppression.again(request.campaign(), run, job.runs.suppression(run.id())))
                .isInstanceOf(RunRefused.class)
                .hasMessageContaining("was replaced while it was read");
        Files.write(one, before);
        assertThat(new RunSuppression(IntakeLimits.defaults(), Reading.TO_THE_END)
                        .again(request.campaign(), run, job.runs.suppression(run.id()))
                        .files())
                .hasSize(1);
    }

    @Test
    void afterIntakeTheListsAreNotNeededButOthersAreSpokenOf() throws IOException {
        String run = job.run(request(input, one)).run();
        assertThat(job.opener.open(request(input, one)).plan().suppressionNote())
                .asString()
                .isEmpty();

        RunPlan plan = job.opener.open(request(input, one, two)).plan();
        assertThat(plan.run().id()).isEqualTo(run);
        assertThat(plan.suppressionNote()).asString().contains("was prepared with the suppression lists", "one.csv");
        Files.delete(one);
        assertThat(job.opener.open(request(input, one)).plan().suppressionNote())
                .asString()
                .contains("no such file", "has no effect on it");
    }

    @Test
    void whoMayHaveBeenCalledIsSuppressedBehindTheLists() {
        String old = "k3f9x2mq";
        ledger.begin(old);
        ledger.intake.append(old, List.of(LedgerOnDisk.cut(2, 2), LedgerOnDisk.cut(1, 1)));
        ledger.submit(new ListRef(old, 1, 0, 2), Transition.DOUBT);
        ledger.submit(new ListRef(old, 2, 0, 1), Transition.REFUSE);
        ledger.sql("update submission set signed_at = dateadd(hour, -2, localtimestamp)");

        RunRequest request = within(Duration.ofHours(3));
        String run = job.run(request).run();
        assertThat(callees(run)).containsExactly(13_800_000_001L, 13_800_000_004L);
        assertThat(job.runs.suppression(run))
                .extracting(SuppressionList::name, SuppressionList::suppressed)
                .containsExactly(
                        tuple(Message.text(one.toString()), 2L), tuple(Message.of("job.called-within", "3h"), 1L));
        assertThat(job.runs.books(run).balanced()).isTrue();

        assertThatThrownBy(() -> job.opener.open(within(Duration.ofDays(7))))
                .isInstanceOf(RunRefused.class)
                .hasMessageContainingAll("numbers.not-called-within 3h", "numbers.not-called-within 7d");
    }

    private RunRequest within(Duration period) {
        return within(period, "");
    }

    private RunRequest within(Duration period, String label) {
        Campaign campaign = JobOnDisk.campaign(new NumberSettings(
                NumberSettings.DEFAULT_ACCEPT,
                NumberSettings.DEFAULT_MULTIPLE,
                List.of(one.toString()),
                NumberSettings.DEFAULT_UNREADABLE,
                period,
                CalledScope.ANY));
        return new RunRequest(campaign, List.of(input), Target.SANDBOX, label, true, true);
    }

    /** It will be called; until somebody says that it will not. */
    @Test
    void whatAnotherRunHasStoredAndStillToSendIsSuppressedUntilThatIsCancelled() {
        String old = "k3f9x2mq";
        ledger.begin(old);
        ledger.intake.append(old, List.of(LedgerOnDisk.cut(3, 1)));

        assertThat(callees(job.run(within(Duration.ofHours(1), "first")).run())).doesNotContain(13_800_000_003L);

        ledger.runs.cancel(old, new Cancellation("li", "", LedgerOnDisk.NOW));
        String cancelled = job.runs.all().stream()
                .filter(run -> run.label().equals("first"))
                .findFirst()
                .orElseThrow()
                .id();
        ledger.sql("update run set cancelled_at = started_at, cancelled_by = 'li', cancel_reason = '' where run_id = '"
                + cancelled + "'");
        assertThat(callees(job.run(within(Duration.ofHours(1), "second")).run()))
                .contains(13_800_000_003L);
    }

    @Test
    void whatWasCalledBeforeThePeriodIsCalledAgain() {
        String old = "k3f9x2mq";
        ledger.begin(old);
        ledger.intake.append(old, List.of(LedgerOnDisk.cut(3, 1)));
        ledger.submit(new ListRef(old, 1, 0, 1), Transition.ACCEPT);
        ledger.sql("update submission set signed_at = dateadd(hour, -2, localtimestamp)");
        assertThat(callees(job.run(within(Duration.ofHours(1))).run())).contains(13_800_000_003L);
    }
}
