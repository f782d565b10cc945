package io.qianhu.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.qianhu.dyvms.Answer;
import io.qianhu.dyvms.Lookup;
import io.qianhu.dyvms.RobotTask;
import io.qianhu.dyvms.Submission;
import io.qianhu.number.Callees;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The played service keeps what {@link io.qianhu.dyvms.RobotTaskGateway} and {@link Submission} promise. */
class PlayedApiTest {
    private static final RobotTask TASK =
            new RobotTask("one", Campaigns.of("20/s", 1).task(), Callees.of(13_800_000_000L));

    private final HandTicker ticker = new HandTicker();

    @Test
    void aRequestIsSignedWhenItIsPreparedAndNothingLeavesYet() {
        PlayedApi api = PlayedApi.answering(ticker, Duration.ofSeconds(1), Answers.accepted("7"));
        Submission submission = api.prepare(TASK);
        ticker.pass(Duration.ofSeconds(5));

        assertThat(submission.signedAt()).isEqualTo(HandTicker.START);
        assertThat(api.sent()).isEmpty();
    }

    @Test
    void itLeavesOnceAndIsAnsweredAtItsMoment() {
        PlayedApi api = PlayedApi.answering(ticker, Duration.ofSeconds(1), Answers.accepted("7"));
        Submission submission = api.prepare(TASK);
        CompletableFuture<Answer> answer = submission.send();

        assertThatIllegalStateException().isThrownBy(submission::send);
        ticker.pass(Duration.ofMillis(999));
        assertThat(answer).isNotDone();
        ticker.pass(Duration.ofMillis(1));
        assertThat(answer).isCompletedWithValue(Answers.accepted("7"));
        assertThat(api.sentNames()).containsExactly("one");
    }

    @Test
    void aTaskIsListedUnderItsNameOnceItIsVisible() {
        PlayedApi api = new PlayedApi(
                ticker,
                task -> new PlayedApi.Play(
                        Duration.ofMinutes(1),
                        true,
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(30),
                        Answers.unconfirmed()));
        var unused = api.prepare(TASK).send();

        ticker.pass(Duration.ofSeconds(119));
        assertThat(tasks(api, "one")).isZero();
        ticker.pass(Duration.ofSeconds(1));
        assertThat(tasks(api, "one")).isOne();
        assertThat(tasks(api, "on")).isZero();
    }

    @Test
    void aRequestThatArrivesAfterItsSignatureHasExpiredMakesNothing() {
        PlayedApi api = PlayedApi.answering(ticker, Duration.ofSeconds(1), Answers.accepted("7"));
        Submission submission = api.prepare(TASK);
        ticker.pass(DispatcherSettings.LONGEST_VALIDITY);
        var unused = submission.send();
        ticker.pass(Duration.ofSeconds(1));

        assertThat(api.tasks()).isEmpty();
    }

    @Test
    void theServiceHasAClockOfItsOwn() {
        PlayedApi api = PlayedApi.answering(ticker, Duration.ofSeconds(1), Answers.accepted("7"));
        ticker.shiftClock(Duration.ofMinutes(32));
        CompletableFuture<Answer> answer = api.prepare(TASK).send();
        ticker.pass(Duration.ofSeconds(1));

        assertThat(answer.join().reply().code()).isEqualTo("InvalidTimeStamp.Expired");
        assertThat(api.tasks()).isEmpty();
        assertThat(api.find("one", Instant.MIN, Instant.MAX)).isInstanceOf(Lookup.NotAnswered.class);

        ticker.shiftClock(Duration.ofMinutes(-30));
        assertThat(((Lookup.Listed) api.find("one", Instant.MIN, Instant.MAX)).serverTime())
                .isEqualTo(HandTicker.START.plusSeconds(1));
    }

    private static int tasks(PlayedApi api, String name) {
        return ((Lookup.Listed) api.find(name, Instant.MIN, Instant.MAX))
                .tasks()
                .size();
    }
}
