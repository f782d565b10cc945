package io.qianhu.dispatch;

import io.qianhu.dyvms.Lookup;
import io.qianhu.dyvms.Reply;
import io.qianhu.message.Message;
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
    private Duration patience;
    private Optional<Long> since = Optional.empty();

    Unanswered(Duration giveUpAfter, StopSignal stopSignal, Ticker ticker) {
        this.giveUpAfter = giveUpAfter;
        this.patience = giveUpAfter;
        this.stopSignal = stopSignal;
        this.ticker = ticker;
    }

    /** Until one is answered it is waited for no longer than for an endpoint that has never answered. */
    Unanswered byAStranger() {
        patience = ApiHealth.withStrangers(giveUpAfter);
        return this;
    }

    /** One was answered. */
    void ends() {
        since = Optional.empty();
        patience = giveUpAfter;
    }

    void note(Lookup.NotAnswered none) {
        Reply reply = none.reply();
        if (none.stop()) {
            stopSignal.stop(
                    StopSignal.Cause.FAILURE,
                    Message.of("dispatch.lists-doubt-cannot-looked-up", reply.code(), reply.message()));
        } else if (lasts()) {
            stopSignal.stop(
                    StopSignal.Cause.FAILURE,
                    Message.of(
                            "dispatch.api-answered-no-lookup-s", patience.toSeconds(), reply.code(), reply.message()));
        } else {
            log.warn("A lookup was not answered ({}: {}); it is asked again.", reply.code(), reply.message());
        }
    }

    /** One more was not answered: whether it has been so for as long as is waited for. */
    private boolean lasts() {
        long now = ticker.nanos();
        long first = since.orElse(now);
        since = Optional.of(first);
        return now - first >= patience.toNanos();
    }
}
