package io.qianhu.dyvms;

import io.qianhu.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * What one harmless question shows: whether the API answers to this key, and how far this machine's clock is from the
 * API's. The question is a page of one row of tasks of a name that none has; no number is in it.
 *
 * @param works whether the API answered the question with this key
 * @param message what it answered where it does not work, one line; else empty
 * @param clockAhead how far this machine's clock is ahead of the API's, negative when it is behind, right to a second or
 *     two; empty when no answer with a date came
 */
public record ApiProbe(boolean works, Message message, Optional<Duration> clockAhead) {
    private static final String NO_SUCH_NAME = "qianhu-doctor";

    /** The answer's date is cut to the second. */
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    /** Asks once, and waits for the answer up to the request timeout. */
    public static ApiProbe ask(DyvmsSettings settings, AccessKeys keys, InstantSource clock) {
        Instant asked = clock.instant();
        Map<String, String> parameters = new LinkedHashMap<>(QueryRobotTaskList.parameters(
                NO_SUCH_NAME,
                LocalDate.ofInstant(asked, QueryRobotTaskList.BEIJING).toString(),
                1));
        parameters.put("PageSize", "1");
        try {
            SignedRequest request =
                    new RequestSigner(settings, keys, clock).sign(QueryRobotTaskList.ACTION, parameters);
            TransportOutcome outcome = new Wire(settings).send(request).get();
            return of(outcome, middle(asked, clock.instant()));
        } catch (CredentialsMissing missing) {
            return new ApiProbe(false, Message.of(missing), Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ApiProbe(false, Message.of("dyvms.interrupted-while-waiting"), Optional.empty());
        } catch (ExecutionException e) {
            throw new IllegalStateException("the wire never fails", e);
        }
    }

    private static Instant middle(Instant from, Instant to) {
        return from.plus(Duration.between(from, to).dividedBy(2));
    }

    /** @param now this machine's clock in the middle of the exchange */
    static ApiProbe of(TransportOutcome outcome, Instant now) {
        Optional<Duration> ahead = outcome instanceof TransportOutcome.Answered answered
                ? Optional.ofNullable(answered.date()).map(date -> Duration.between(date.plus(HALF_A_SECOND), now))
                : Optional.empty();
        Verdict verdict = Verdict.on(outcome, QueryRobotTaskList.ACTION);
        Reply reply = verdict.reply();
        boolean works = verdict.meaning() == Meaning.ACCEPTED || reply.code().equals(TaskSearch.NO_SUCH_DATA);
        return new ApiProbe(
                works,
                works
                        ? Message.NONE
                        : verdict.advice().isEmpty()
                                ? Message.of("message.colon", reply.code(), reply.message())
                                : Message.of("dyvms.no-right", reply.code(), reply.message(), verdict.advice()),
                ahead);
    }
}
