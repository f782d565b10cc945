package io.qianhu.job;

import io.qianhu.dispatch.Settler;
import io.qianhu.dispatch.StopSignal;
import io.qianhu.dispatch.Ticker;
import io.qianhu.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles the unconfirmed lists, pass by pass, until each is accepted, held or proven absent. It asks soon and then
 * more and more seldom, and once more at the moment from which "not found" is proof. It waits by monotonic time, from one
 * second to two minutes between two passes, so that a clock that is set forward or back neither makes it spin nor wait.
 */
final class SettleLoop {
    private static final Logger log = LoggerFactory.getLogger(SettleLoop.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    /** However near the proof seems to be: an answer's date has whole seconds. */
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

    private final Settler settler;
    private final boolean waitToSettle;
    private final StopSignal stopSignal;
    private final Ticker ticker;
    private final Progress progress;

    SettleLoop(Settler settler, boolean waitToSettle, StopSignal stopSignal, Ticker ticker, Progress progress) {
        this.settler = settler;
        this.waitToSettle = waitToSettle;
        this.stopSignal = stopSignal;
        this.ticker = ticker;
        this.progress = progress;
    }

    /** Returns when no list of the run is unconfirmed any more, a further one is to leave first, or a stop was asked for. */
    void settle(String run) {
        progress.enter(Progress.Phase.SETTLE);
        Duration pause = FIRST_PAUSE;
        Optional<Instant> provable = settler.pass(run);
        while (provable.isPresent() && !stopSignal.isSet() && !settler.wantsFurtherList()) {
            progress.settlesAt(provable);
            if (!waitToSettle && !settler.asksAgain()) {
                leave(provable.get());
                break;
            }
            announce(provable.get());
            await(pause, provable.get());
            pause = pause.plus(pause).compareTo(LONGEST_PAUSE) < 0 ? pause.plus(pause) : LONGEST_PAUSE;
            provable = settler.pass(run);
        }
        progress.settlesAt(Optional.empty());
    }

    private void announce(Instant provable) {
        log.info("Unconfirmed lists can be proved absent from {} on.", provable);
    }

    /** It can be continued before there is proof of absence: what was accepted is listed much sooner than that. */
    private void leave(Instant provable) {
        Instant soon = ticker.now().plus(LONGEST_PAUSE);
        stopSignal.stop(
                StopSignal.Cause.REQUEST,
                Message.of(
                        "job.lists-unconfirmed-can-proved-absent",
                        provable.plusMillis(999).truncatedTo(ChronoUnit.SECONDS)),
                provable.isBefore(soon) ? provable : soon);
    }

    private void await(Duration pause, Instant provable) {
        Duration untilProof = Duration.between(ticker.now(), provable);
        boolean proofComesFirst = !untilProof.isNegative() && untilProof.compareTo(pause) < 0;
        Duration wait = proofComesFirst ? untilProof : pause;
        long until = ticker.nanos() + (wait.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : wait).toNanos();
        while (until - ticker.nanos() > 0 && !stopSignal.isSet()) {
            ticker.awaitUntil(until);
        }
    }
}
