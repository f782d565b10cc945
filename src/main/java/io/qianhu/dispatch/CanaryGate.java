package io.qianhu.dispatch;

import io.qianhu.campaign.LimitsSettings;
import io.qianhu.ledger.Brake;
import io.qianhu.ledger.BrakeStores;
import io.qianhu.ledger.FirstListStore.FirstList;
import io.qianhu.ledger.ListRef;
import io.qianhu.ledger.ListState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the first list of a run leave alone and keeps the others until somebody has looked at its calls, or for a time.
 * What the ledger says of list 1 decides, so a restart finds the gate as it was:
 *
 * <ol>
 *   <li>Released for this run: open.
 *   <li>Pending: list 1 may leave, and no other one.
 *   <li>In flight: its answer is waited for. Unconfirmed: it is settled first.
 *   <li>Accepted, and the wait since then is over: open. Not over yet: wait, here or until the run is continued; it can be
 *       released meanwhile. Without a wait: the run pauses.
 *   <li>Refused, held or abandoned: it says nothing about the others, so the run pauses, wait or not.
 * </ol>
 */
public final class CanaryGate implements ListGate {
    private static final Logger log = LoggerFactory.getLogger(CanaryGate.class);

    private final String run;
    private final LimitsSettings limits;
    private final BrakeStores stores;
    private final StopSignal stopSignal;
    private final Ticker ticker;
    private final boolean staysToWait;
    private final Consumer<Optional<Instant>> waiting;

    private boolean open;
    private boolean waits;

    /**
     * @param staysToWait whether the run waits for the others' time; else it ends and says when it can go on
     * @param waiting hears until when the gate waits, and nothing when it waits no longer
     */
    public CanaryGate(
            String run,
            LimitsSettings limits,
            BrakeStores stores,
            StopSignal stopSignal,
            Ticker ticker,
            boolean staysToWait,
            Consumer<Optional<Instant>> waiting) {
        this.run = run;
        this.limits = limits;
        this.stores = stores;
        this.stopSignal = stopSignal;
        this.ticker = ticker;
        this.staysToWait = staysToWait;
        this.waiting = waiting;
    }

    @Override
    public Leave ask(ListRef next) {
        if (open || stores.brakes().released(run).contains(Brake.CANARY)) {
            return openNow();
        }
        FirstList first = stores.firstLists().first(run).orElseThrow();
        return switch (first.state()) {
            case PENDING -> next.number() == first.list().number() ? Leave.ALONE : Leave.LATER;
            case SUBMITTING -> Leave.LATER;
            case UNCONFIRMED -> Leave.AFTER_SETTLING;
            case ACCEPTED -> afterAcceptance(first);
            case REFUSED, HELD, ABANDONED -> pause(notAccepted(first));
        };
    }

    private Leave openNow() {
        if (!open) {
            open = true;
            waiting.accept(Optional.empty());
            stores.brakes().loosen(run, Brake.CANARY);
        }
        return Leave.NOW;
    }

    private Leave afterAcceptance(FirstList first) {
        Duration wait = limits.canaryWait();
        if (wait == null) {
            return pause("limits.canary: " + inWords(first) + " was accepted; look at its calls");
        }
        Instant until = Objects.requireNonNull(first.answeredAt()).plus(wait);
        if (!ticker.now().isBefore(until)) {
            return openNow();
        }
        if (!waits) {
            waits = true;
            stores.brakes().pull(run, Brake.CANARY, waitsUntil(first, until), ticker.now());
            log.info("List 1 was accepted; the others follow at {}.", until);
        }
        if (staysToWait) {
            waiting.accept(Optional.of(until));
        } else {
            stopSignal.stop(
                    StopSignal.Cause.WINDOW, waitsUntil(first, until) + ", or run the same command again then", until);
        }
        return Leave.LATER;
    }

    private String waitsUntil(FirstList first, Instant until) {
        return "limits.canary: " + inWords(first) + " was accepted and the others wait until "
                + until.truncatedTo(ChronoUnit.SECONDS) + "; at once: qianhu resume " + run;
    }

    private Leave pause(String what) {
        String message = what + ". Nothing else was submitted. When the others may follow: qianhu resume " + run
                + ", then run the same command again";
        stores.brakes().pull(run, Brake.CANARY, message, ticker.now());
        stopSignal.stop(StopSignal.Cause.PAUSE, message);
        return Leave.LATER;
    }

    private static String notAccepted(FirstList first) {
        return "limits.canary: " + inWords(first)
                + (first.state() == ListState.REFUSED
                        ? " was refused by the API; put the cause right"
                        : first.state() == ListState.HELD
                                ? " is held, since it cannot be proved whether it was submitted; look it up in the"
                                        + " console"
                                : " was given up");
    }

    private static String inWords(FirstList first) {
        return "list 1 of " + first.list().calleeCount() + " callees (task " + first.taskName()
                + (first.taskId() == null ? "" : ", id " + first.taskId()) + ")";
    }
}
