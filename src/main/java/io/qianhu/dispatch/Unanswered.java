package io.qianhu.dispatch;

import io.qianhu.dyvms.Lookup;
import io.qianhu.dyvms.Reply;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Look-ups that are not answered: when a person must act, or when it lasts, the run stops. Used by one thread. */
final class Unanswered {
    private static final Logger log = LoggerFactory.getLogger(Unanswered.class);

    private final Duration giveUpAfter;
    private final StopSignal stopSignal;
    private final Ticker ticker;
    private Optional<Long> since = Optional.empty();

    Unanswered(Duration giveUpAfter, StopSignal stopSignal, Ticker ticker) {
        this.giveUpAfter = giveUpAfter;
        this.stopSignal = stopSignal;
        this.ticker = ticker;
    }

    /** One was answered. */
    void ends() {
        since = Optional.empty();
    }

    void note(Lookup.NotAnswered none) {
        Reply reply = none.reply();
        if (none.stop()) {
            stopSignal.stop(
                    StopSignal.Cause.FAILURE,
                    "lists in doubt cannot be looked up (" + reply.code() + ": " + reply.message()
                            + "); put that right, then run the same command again");
        } else {
            log.warn("A lookup was not answered ({}: {}); it is asked again.", reply.code(), reply.message());
            giveUpWhenItLasts(reply);
        }
    }

    private void giveUpWhenItLasts(Reply reply) {
        long now = ticker.nanos();
        long first = since.orElse(now);
        since = Optional.of(first);
        if (now - first >= giveUpAfter.toNanos()) {
            stopSignal.stop(
                    StopSignal.Cause.FAILURE,
                    "the API has answered no lookup for " + giveUpAfter.toSeconds() + " s (" + reply.code() + ": "
                            + reply.message() + "); lists in doubt stay so. Check qianhu.dyvms.endpoint and the"
                            + " network, then run the same command again");
        }
    }
}
