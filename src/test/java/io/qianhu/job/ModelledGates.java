package io.qianhu.job;

import io.qianhu.campaign.LimitsSettings;
import io.qianhu.dispatch.CanaryGate;
import io.qianhu.dispatch.DispatcherSettings;
import io.qianhu.dispatch.FirstListGate;
import io.qianhu.dispatch.HandTicker;
import io.qianhu.dispatch.ListGate;
import io.qianhu.dispatch.StopSignal;
import io.qianhu.dyvms.RobotTask;
import io.qianhu.dyvms.RobotTaskGateway;
import io.qianhu.ledger.Brake;
import io.qianhu.ledger.BrakeStores;
import io.qianhu.ledger.CampaignPast;
import io.qianhu.ledger.ListRef;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.MemoryBrakeStore;
import io.qianhu.ledger.MemoryFirstListStore;
import io.qianhu.ledger.MemoryListStore;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.Target;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** The gates of a {@link ModelledRun}, whose state outlives its processes, and a person who releases what they hold. */
final class ModelledGates {
    private static final String ACCOUNT = "account";

    private final MemoryListStore ledger;
    private final int lists;
    private final boolean verifyFirstList;
    private final LimitsSettings limits;
    private final BrakeStores stores;
    private final Run run = new Run(
            ModelledRun.RUN,
            "spring-renewal",
            Target.SANDBOX,
            "",
            "",
            RunState.RUNNING,
            "",
            true,
            null,
            HandTicker.START,
            null);

    ModelledGates(MemoryListStore ledger, int lists, boolean verifyFirstList, LimitsSettings limits) {
        this.ledger = ledger;
        this.lists = lists;
        this.verifyFirstList = verifyFirstList;
        this.limits = limits;
        this.stores = new BrakeStores(
                new MemoryBrakeStore(), new NoPast(), new MemoryFirstListStore(ledger, ModelledRun.RUN));
    }

    boolean verifyFirstList() {
        return verifyFirstList;
    }

    FirstListGate firstList(RobotTaskGateway gateway, DispatcherSettings settings, StopSignal stop, HandTicker ticker) {
        return new FirstListGate(run, stores, gateway, settings, stop, ticker);
    }

    /** As the job combines them. */
    ListGate all(FirstListGate firstList, StopSignal stop, HandTicker ticker) {
        ListGate gate = verifyFirstList ? firstList : ListGate.OPEN;
        return limits.canary() == null
                ? gate
                : gate.and(new CanaryGate(run.id(), limits, stores, stop, ticker, true, until -> {}));
    }

    /** Whether anything held the run. */
    boolean release(Instant now) {
        return !stores.brakes().release(run.id(), "li", now).isEmpty();
    }

    /** Why the request for this task must not leave now; empty when nothing holds it back. */
    Optional<String> wrongWith(RobotTask task) {
        if (verifyFirstList
                && !stores.firstLists().verified(run.campaign(), ACCOUNT)
                && !stores.brakes().released(run.id()).contains(Brake.FIRST_LIST)
                && othersMayExist(task)) {
            return Optional.of(task.name() + " leaves though another list may exist and none is verified");
        }
        boolean canaryHolds = limits.canary() != null
                && !stores.brakes().released(run.id()).contains(Brake.CANARY)
                && (limits.canaryWait() == null || ledger.state(run.id(), 1) != ListState.ACCEPTED);
        return canaryHolds && !isFor(task, 1)
                ? Optional.of(task.name() + " leaves before the first list is released")
                : Optional.empty();
    }

    private boolean othersMayExist(RobotTask task) {
        for (int list = 1; list <= lists; list++) {
            boolean mayExist = !Arrays.asList(ListState.PENDING, ListState.REFUSED, ListState.ABANDONED)
                    .contains(ledger.state(run.id(), list));
            if (mayExist && !isFor(task, list)) {
                return true;
            }
        }
        return false;
    }

    private boolean isFor(RobotTask task, int list) {
        return ledger.callees(new ListRef(run.id(), list, 0, 1)).equals(task.callees());
    }

    /** These gates ask nothing of it. */
    private static final class NoPast implements CampaignPast {
        @Override
        public Optional<CompletedRun> lastCompleted(String campaign, Target target, String except) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long calleesSubmittedSince(String campaign, Target target, Instant from) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int longestPending(String run) {
            throw new UnsupportedOperationException();
        }
    }
}
