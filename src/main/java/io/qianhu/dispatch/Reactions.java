package io.qianhu.dispatch;

import io.qianhu.dyvms.Answer;
import io.qianhu.dyvms.Reply;
import io.qianhu.message.Message;
import io.qianhu.pace.FrequencyTiers;
import io.qianhu.pace.Pacer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an answer means for the whole queue, after its list has been recorded. Answers arrive on several threads.
 *
 * <p>The queue is slowed or stopped before {@link ApiHealth} hears of the answer: a list that waits for the first answer
 * must find the pause or the stop when it gets its leave.
 */
final class Reactions {
    private static final Logger log = LoggerFactory.getLogger(Reactions.class);

    /** A longer wait than this is left to the next start of the same command. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    /** When the API's own hours begin again it does not say. */
    private static final Duration ASK_AGAIN = Duration.ofMinutes(30);

    /** One list may hold a number that complains; with a second one it is the number that calls. */
    private static final Set<String> COMPLAINTS = Set.of("isv.COMPLAINT_REJECT", "ComplaintReject");

    private final Pacer pacer;
    private final ApiHealth health;
    private final StopSignal stopSignal;
    private final Ticker ticker;
    private final int stopAfterRefusals;
    private final FrequencyTiers tiers = new FrequencyTiers();

    private long frequencyHoldUntil;
    private String refusalCode = "";
    private int refusalsInRow;
    private int complaints;

    Reactions(Pacer pacer, ApiHealth health, StopSignal stopSignal, Ticker ticker, int stopAfterRefusals) {
        this.pacer = pacer;
        this.health = health;
        this.stopSignal = stopSignal;
        this.ticker = ticker;
        this.stopAfterRefusals = stopAfterRefusals;
        this.frequencyHoldUntil = ticker.nanos();
    }

    void to(Answer answer) {
        Reply reply = answer.reply();
        switch (answer.meaning()) {
            case ACCEPTED -> forgetRefusals();
            case THROTTLED -> slowDown(reply);
            case FREQUENCY_LIMITED -> waitForTier(reply);
            case OUTSIDE_PERIOD -> waitForTheirHours(reply);
            case STOP -> fail(reply, answer.advice());
            case REFUSED -> countRefusal(reply);
            case UNRECOGNISED -> fail(reply, Message.of("dispatch.no-table-code"));
            case UNREACHABLE, UNCONFIRMED -> {
                health.failed(reply);
                return;
            }
        }
        health.answered();
    }

    private void slowDown(Reply reply) {
        long now = ticker.nanos();
        pacer.throttled(now);
        log.warn(
                "The API throttles ({}); submitting is {} times slower now and recovers by 3 % a second.",
                reply.code(), Math.round(pacer.slowedBy(now)));
    }

    private void waitForTheirHours(Reply reply) {
        stopSignal.stop(
                StopSignal.Cause.WINDOW,
                Message.of("dispatch.api-own-calling-hours-closed", reply.code()),
                ticker.now().plus(ASK_AGAIN));
    }

    /** Answers of one wave count once: what was in flight when the first refusal came says nothing new. */
    private synchronized void waitForTier(Reply reply) {
        long now = ticker.nanos();
        if (frequencyHoldUntil - now > 0) {
            return;
        }
        Duration wait = tiers.refused();
        frequencyHoldUntil = now + wait.toNanos();
        if (wait.compareTo(LONGEST_WAIT) > 0) {
            Instant goesOn = ticker.now().plus(wait);
            stopSignal.stop(
                    StopSignal.Cause.WINDOW,
                    Message.of(
                            "dispatch.account-calling-frequency-exhausted",
                            reply.code(),
                            wait.toHours(),
                            goesOn.truncatedTo(ChronoUnit.SECONDS)),
                    goesOn);
        } else {
            pacer.holdUntil(frequencyHoldUntil);
            log.warn("The account's calling frequency is exhausted ({}); waiting {}.", reply.code(), wait);
        }
    }

    private synchronized void countRefusal(Reply reply) {
        refusalsInRow = reply.code().equals(refusalCode) ? refusalsInRow + 1 : 1;
        refusalCode = reply.code();
        log.warn("The API refused a list ({}: {}).", reply.code(), reply.message());
        if (COMPLAINTS.contains(reply.code()) && ++complaints == 2) {
            fail(reply, Message.of("dispatch.two-lists-got-answer"));
            return;
        }
        if (refusalsInRow >= stopAfterRefusals) {
            fail(reply, Message.of("dispatch.same-refusal-came-lists-row", refusalsInRow));
        }
    }

    private synchronized void forgetRefusals() {
        refusalsInRow = 0;
        refusalCode = "";
        // During a wait the answers belong to lists that left before it, so they do not say that it was long enough.
        if (frequencyHoldUntil - ticker.nanos() <= 0) {
            tiers.accepted();
        }
    }

    private void fail(Reply reply, Message advice) {
        stopSignal.stop(
                StopSignal.Cause.FAILURE,
                Message.of("dispatch.then-run-again", reply.code(), withoutStop(reply.message()), advice));
    }

    /** What the service says may be a whole sentence. */
    private static Message withoutStop(Message said) {
        return said.isText() ? Message.text(said.english().replaceFirst("[.。]$", "")) : said;
    }
}
