package io.qianhu.dispatch;

import io.qianhu.campaign.LimitsSettings;
import io.qianhu.ledger.Brake;
import io.qianhu.ledger.BrakeStores;
import io.qianhu.ledger.FirstListStore.FirstList;
import io.qianhu.ledger.ListRef;
import io.qianhu.message.Message;
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
            return pause(Message.of("dispatch.limits-canary-accepted-look-calls", inWords(first)));
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
            stopSignal.stop(StopSignal.Cause.WINDOW, waitsUntil(first, until), until);
        }
        return Leave.LATER;
    }

    private Message waitsUntil(FirstList first, Instant until) {
        return Message.of(
                "dispatch.limits-canary-accepted-others-wait-until",
                inWords(first),
                until.truncatedTo(ChronoUnit.SECONDS),
                run);
    }

    private Leave pause(Message what) {
        Message message = Message.of("dispatch.nothing-else-submitted", what, run);
        stores.brakes().pull(run, Brake.CANARY, message, ticker.now());
        stopSignal.stop(StopSignal.Cause.PAUSE, message);
        return Leave.LATER;
    }

    private static Message notAccepted(FirstList first) {
        String key = switch (first.state()) {
            case REFUSED -> "dispatch.limits-canary-refused-api";
            case HELD -> "dispatch.limits-canary-held-since-cannot-proved";
            default -> "dispatch.limits-canary-given-up";
        };
        return Message.of(key, inWords(first));
    }

    private static Message inWords(FirstList first) {
        return first.taskId() == null
                ? Message.of("dispatch.list-callees-task", first.list().calleeCount(), first.taskName())
                : Message.of(
                        "dispatch.first-list-as-task", first.list().calleeCount(), first.taskName(), first.taskId());
    }
}
