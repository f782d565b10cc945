package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.dispatch.Answers;
import io.qianhu.dispatch.HandTicker;
import io.qianhu.dispatch.PlayedApi;
import io.qianhu.dyvms.Answer;
import io.qianhu.dyvms.RobotTask;
import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.Target;
import io.qianhu.message.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What the API may answer that ends the whole run, with the whole job: it says what to do and goes on afterwards. */
class StoppingAnswersTest {
    private static final long FIRST = 13_800_000_000L;
    private static final int LISTS = 12;

    @TempDir
    private Path folder;

    private final HandTicker ticker = new HandTicker();
    private IntFunction<Answer> answers = n -> Answers.accepted(Integer.toString(n));
    private int requests;
    private final PlayedApi api =
            new PlayedApi(ticker, task -> play(PlayedApi.Play.of(Duration.ofMillis(100), answers.apply(++requests))));
    private boolean createsAnyway;
    private LedgerOnDisk ledger;
    private JobOnDisk job;
    private RunRequest request;

    @BeforeEach
    void open() throws Exception {
        ledger = new LedgerOnDisk(folder);
        job = new JobOnDisk(ledger, new JdbcTransactionManager(ledger.dataSource), 1 << 16, api, ticker);
        request = new RunRequest(JobOnDisk.CAMPAIGN, List.of(file()), Target.SANDBOX, "", false, true);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private PlayedApi.Play play(PlayedApi.Play play) {
        boolean creates = createsAnyway || play.creates();
        return new PlayedApi.Play(
                play.arrivesAfter(), creates, play.listedAfter(), play.answeredAfter(), play.answer());
    }

    private Path file() throws IOException {
        StringBuilder rows = new StringBuilder("phone\n");
        LongStream.range(0, LISTS * 1_000).forEach(n -> rows.append(FIRST + n).append('\n'));
        return Files.writeString(folder.resolve("numbers.csv"), rows);
    }

    @ParameterizedTest
    @CsvSource({
        "isv.AMOUNT_NOT_ENOUGH, Check the account for arrears and top it up.",
        "InvalidAccessKeyId.NotFound, Check the access key and its secret.",
        "isv.PRODUCT_UN_SUBSCRIPT, Activate the voice service in the vendor's console."
    })
    void arrearsAuthenticationAndSubscriptionStopAtOnceSayWhatToDoAndGoOnAfterwards(String code, String advice)
            throws Exception {
        answers = n -> n < 4 ? Answers.accepted("1") : Answer.stop(Answers.reply(400, code), Message.text(advice));

        RunEnd stopped = job.run(request);

        assertThat(stopped.state()).isEqualTo(RunState.FAILED);
        assertThat(stopped.message()).asString().contains(code, advice, "run the same command again");
        assertThat(requests).as("those in flight, and no more").isBetween(4, 7);
        assertThat(api.tasks()).hasSize(3);

        RunEnd still = job.run(request);
        assertThat(still.message()).asString().contains(advice);
        assertThat(api.tasks()).hasSize(3);

        answers = n -> Answers.accepted("1");
        RunEnd whole = job.run(request);
        assertThat(whole.state()).as(whole.message().english()).isEqualTo(RunState.COMPLETED);
        assertThat(whole.run()).isEqualTo(stopped.run());
        assertEachNumberOnce();
    }

    @Test
    void theSameRefusalForSeveralListsInARowFailsTheRunAndTheOtherListsGoOnAfterwards() {
        answers = n -> Answers.refused("isv.MOBILE_NUMBER_ILLEGAL");

        RunEnd stopped = job.run(request);

        assertThat(stopped.state()).isEqualTo(RunState.FAILED);
        assertThat(stopped.message())
                .asString()
                .contains("isv.MOBILE_NUMBER_ILLEGAL", "lists in a row", "run the same command");
        int refused = requests;
        assertThat(refused).as("five, and those in flight").isBetween(5, 8);

        answers = n -> Answers.accepted("1");
        job.run(request);
        assertThat(api.tasks()).hasSize(LISTS - refused);
        assertThat(job.runs.books(stopped.run()).balanced()).isTrue();
    }

    /** That no work was done is our reading of the code, and arrears are known to stop tasks that are there. */
    @Test
    void aListThatArrearsSentBackIsLookedUpBeforeItLeavesAgain() {
        answers = n -> n < 4 ? Answers.accepted("1") : Answers.stop();
        createsAnyway = true;
        RunEnd stopped = job.run(request);
        List<RobotTask> made = api.tasks();
        assertThat(made).hasSizeGreaterThan(3);

        answers = n -> Answers.accepted("1");
        RunEnd end = job.run(request);

        assertThat(end.run()).isEqualTo(stopped.run());
        assertThat(end.state()).isEqualTo(RunState.ATTENTION);
        assertEachNumberOnce();
        assertThat(job.runs.books(end.run()).lists()).containsEntry(ListState.HELD, made.size() - 3L);
    }

    /** What is in flight is not forgotten, however the step ends. */
    @Test
    void aFailureBesideRequestsInFlightEndsTheRunWhenTheyAreAnswered() {
        int[] signed = {0};
        api.beforeSign(() -> {
            if (++signed[0] == 5) {
                throw new IllegalStateException("as planned");
            }
        });

        RunEnd end = job.run(request);

        assertThat(end.state()).isEqualTo(RunState.FAILED);
        assertThat(api.sent()).hasSize(4);
        assertThat(job.runs.books(end.run()).lists()).containsEntry(ListState.ACCEPTED, 4L);
    }

    @Test
    void oneRefusedListStopsNoOther() {
        answers = n -> n % 5 == 0 ? Answers.refused("isv.MOBILE_NUMBER_ILLEGAL") : Answers.accepted("1");
        job.run(request);

        assertThat(requests).isEqualTo(LISTS);
        assertThat(api.tasks()).hasSize(LISTS - 2);
    }

    private void assertEachNumberOnce() {
        long[] numbers = api.tasks().stream()
                .flatMapToLong(task -> LongStream.of(task.callees().nationals()))
                .sorted()
                .toArray();
        assertThat(numbers)
                .isEqualTo(LongStream.range(FIRST, FIRST + LISTS * 1_000).toArray());
    }
}
