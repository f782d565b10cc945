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
        ticker.pass(Duration.ofMinutes(15));
        var unused = submission.send();
        ticker.pass(Duration.ofSeconds(1));

        assertThat(api.tasks()).isEmpty();
    }

    private static int tasks(PlayedApi api, String name) {
        return ((Lookup.Listed) api.find(name, Instant.MIN, Instant.MAX))
                .tasks()
                .size();
    }
}
