package io.qianhu.job;

import io.qianhu.campaign.DispatchSettings;
import io.qianhu.dispatch.ListGate;
import io.qianhu.dispatch.StopSignal;
import io.qianhu.dispatch.Submitter;
import io.qianhu.dispatch.Ticker;
import io.qianhu.ledger.ListRef;
import io.qianhu.ledger.ListStore;
import io.qianhu.message.Message;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ItemReader;

/**
 * Hands out the pending lists of a run until none is pending and none is in flight, for an answer may put a list back.
 * The ledger and not a position says what is left, so a restart needs nothing from this class. A gate says whether the
 * next one may leave.
 *
 * <p>A stop ends it at a list boundary: it waits for what is in flight, marks the step as stopped and hands out nothing
 * more; after a failure it throws, so that the step fails.
 */
final class PendingListReader implements ItemReader<ListRef> {
    private static final int PAGE = 100;

    private final String run;
    private final DispatchSettings settings;
    private final ListStore lists;
    private final Submitter submitter;
    private final StopSignal stopSignal;
    private final Ticker ticker;
    private final ListGate gate;
    private final Deque<ListRef> page = new ArrayDeque<>();

    private @Nullable StepExecution step;

    PendingListReader(
            String run,
            DispatchSettings settings,
            ListStore lists,
            Submitter submitter,
            StopSignal stopSignal,
            Ticker ticker,
            ListGate gate) {
        this.run = run;
        this.settings = settings;
        this.lists = lists;
        this.submitter = submitter;
        this.stopSignal = stopSignal;
        this.ticker = ticker;
        this.gate = gate;
    }

    /** A step begins; the same reader may serve several, one after the other. */
    void begin(StepExecution execution) {
        step = execution;
        page.clear();
    }

    @Override
    public @Nullable ListRef read() {
        while (!stopSignal.isSet()) {
            if (page.isEmpty()) {
                page.addAll(lists.pending(run, PAGE));
            }
            if (page.isEmpty() && submitter.inFlight() == 0) {
                // The last answer may have put its list back between the two looks.
                page.addAll(lists.pending(run, PAGE));
                if (page.isEmpty()) {
                    break;
                }
            }
            if (page.isEmpty()) {
                submitter.awaitChange();
            } else if (withinWindow()) {
                ListGate.Leave leave = gate.ask(page.element());
                if (leave == ListGate.Leave.AFTER_SETTLING) {
                    submitter.awaitIdle();
                    break;
                }
                // The gate may have taken its time.
                if (leave != ListGate.Leave.LATER && withinWindow()) {
                    return handOut(leave);
                }
                askAgainLater();
            }
        }
        return stopSignal.isSet() ? stopped() : null;
    }

    private ListRef handOut(ListGate.Leave leave) {
        ListRef next = page.remove();
        if (leave == ListGate.Leave.ALONE) {
            page.clear();
        }
        return next;
    }

    private void askAgainLater() {
        page.clear();
        if (!stopSignal.isSet()) {
            submitter.awaitChange();
        }
    }

    private boolean withinWindow() {
        Instant now = ticker.now();
        Instant opens = settings.callingTimes().nextOpening(now, settings.zone());
        if (opens.equals(now)) {
            return true;
        }
        stopSignal.stop(
                StopSignal.Cause.WINDOW,
                Message.of(
                        "job.calling-window-closed-until",
                        settings.callingTimes(),
                        settings.zone(),
                        settings.callingTimes().nextOpeningText(now, settings.zone())),
                opens);
        return false;
    }

    private @Nullable ListRef stopped() {
        submitter.awaitIdle();
        StopSignal.Stop stop = stopSignal.get().orElseThrow();
        if (stop.cause() == StopSignal.Cause.FAILURE) {
            throw new RunFailed(stop.message());
        }
        if (step != null) {
            step.setTerminateOnly();
        }
        return null;
    }
}
