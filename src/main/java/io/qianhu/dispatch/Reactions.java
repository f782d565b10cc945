package io.qianhu.dispatch;

import io.qianhu.dyvms.Answer;
import io.qianhu.dyvms.Reply;
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
            case UNRECOGNISED ->
                fail(
                        reply,
                        "No table has this code, so its list is held until a person decides it with qianhu resolve; the"
                                + " others can go on.");
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
                "the API's own calling hours are closed (" + reply.code()
                        + "); run the same command again when they are open",
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
                    "the account's calling frequency is exhausted (" + reply.code()
                            + "); run the same command again in " + wait.toHours() + " h, after "
                            + goesOn.truncatedTo(ChronoUnit.SECONDS),
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
            fail(
                    reply,
                    "Two lists got this answer, so the calling number is under complaint and not a number in a list: ask"
                            + " the vendor's support.");
            return;
        }
        if (refusalsInRow >= stopAfterRefusals) {
            fail(
                    reply,
                    "The same refusal came for " + refusalsInRow
                            + " lists in a row, so the campaign or the account is wrong and not a list.");
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

    private void fail(Reply reply, String advice) {
        String said = reply.message().replaceFirst("[.。]$", "");
        stopSignal.stop(
                StopSignal.Cause.FAILURE,
                reply.code() + ": " + said + ". " + advice + " Then run the same command again");
    }
}
