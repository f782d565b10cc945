package io.qianhu.job;

import io.qianhu.campaign.LimitsSettings;
import io.qianhu.dispatch.CanaryGate;
import io.qianhu.dispatch.DispatcherSettings;
import io.qianhu.dispatch.FirstListGate;
import io.qianhu.dispatch.FurtherList;
import io.qianhu.dispatch.HandTicker;
import io.qianhu.dispatch.ListGate;
import io.qianhu.dispatch.StopSignal;
import io.qianhu.dyvms.RobotTask;
import io.qianhu.dyvms.RobotTaskGateway;
import io.qianhu.ledger.Brake;
import io.qianhu.ledger.BrakeStore;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The gates of a {@link ModelledRun}, whose state outlives its processes, and a person who releases what they hold. */
final class ModelledGates {
    private static final String ACCOUNT = "account";

    /** A list in these states has no task at the service. */
    private static final Set<ListState> NOWHERE = Set.of(ListState.PENDING, ListState.REFUSED, ListState.ABANDONED);

    private final MemoryListStore ledger;
    private final int lists;
    private final boolean verifyFirstList;
    private final LimitsSettings limits;
    private final MemoryFirstListStore firstLists;
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
            null,
            null,
            null,
            null,
            null,
            null,
            "春季回访",
            null);

    ModelledGates(MemoryListStore ledger, int lists, boolean verifyFirstList, LimitsSettings limits) {
        this.ledger = ledger;
        this.lists = lists;
        this.verifyFirstList = verifyFirstList;
        this.limits = limits;
        this.firstLists = new MemoryFirstListStore(ledger, ModelledRun.RUN);
        this.stores = new BrakeStores(new MemoryBrakeStore(), new NoPast(), firstLists);
    }

    LimitsSettings limits() {
        return limits;
    }

    boolean verifyFirstList() {
        return verifyFirstList;
    }

    FirstListGate firstList(
            RobotTaskGateway gateway,
            DispatcherSettings settings,
            StopSignal stop,
            HandTicker ticker,
            FurtherList further) {
        return new FirstListGate(run, stores, gateway, settings, stop, ticker, further);
    }

    FurtherList further() {
        return verifyFirstList && limits.canary() == null ? new FurtherList(stores.firstLists()) : FurtherList.NONE;
    }

    BrakeStore brakes() {
        return stores.brakes();
    }

    Run run() {
        return run;
    }

    boolean isHeldFor(Brake brake) {
        return stores.brakes().pulled(run.id()).stream().anyMatch(it -> it.brake() == brake);
    }

    void loosen(Brake brake) {
        stores.brakes().loosen(run.id(), brake);
    }

    /** The ledger is one again that knew of no brake and of no verified account. */
    void putBack() {
        stores.brakes().pulled(run.id()).forEach(it -> loosen(it.brake()));
        firstLists.forget();
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

    /** One that is in doubt alone and cannot be settled may be followed by one further list. */
    private boolean othersMayExist(RobotTask task) {
        List<ListState> others = IntStream.rangeClosed(1, lists)
                .filter(list -> !isFor(task, list))
                .mapToObj(list -> ledger.state(run.id(), list))
                .filter(state -> !NOWHERE.contains(state))
                .toList();
        return !others.isEmpty() && !others.equals(List.of(ListState.UNCONFIRMED));
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
