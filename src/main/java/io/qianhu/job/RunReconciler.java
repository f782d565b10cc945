package io.qianhu.job;

import io.qianhu.dispatch.TaskNames;
import io.qianhu.dispatch.Ticker;
import io.qianhu.dyvms.Lookup;
import io.qianhu.dyvms.Lookup.ListedTask;
import io.qianhu.dyvms.RobotTaskGateway;
import io.qianhu.ledger.Adoption;
import io.qianhu.ledger.Brake;
import io.qianhu.ledger.BrakeStore;
import io.qianhu.ledger.Decision;
import io.qianhu.ledger.DecisionRefused;
import io.qianhu.ledger.Decisions;
import io.qianhu.ledger.LeaseKeeper;
import io.qianhu.ledger.Leases;
import io.qianhu.ledger.ListRef;
import io.qianhu.ledger.ListStore;
import io.qianhu.ledger.Looked;
import io.qianhu.ledger.Resolution;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunLease;
import io.qianhu.ledger.RunStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Takes over what another process has submitted of the lists that this ledger had stored before: a home that was put back
 * knows its lists and not what became of them. The days since the lists were stored are searched for tasks of the run, and
 * pending lists that were not seen there by their names; one task that was made after the lists were stored here, with as
 * many callees, is the list's. Where any does not agree nothing is changed: lists
 * that were cut anew elsewhere may hold other people.
 */
public final class RunReconciler {
    private static final Duration ONE_DAY = Duration.ofDays(1);

    /** How far back whole days are read. */
    private static final Duration MOST_DAYS = Duration.ofDays(30);

    /** How many names are tried where a list may have been in doubt before. */
    private static final int NAMES = 3;

    private final RunStore runs;
    private final ListStore lists;
    private final Leases leases;
    private final BrakeStore brakes;
    private final Decisions decisions;
    private final RobotTaskGateway gateway;
    private final Ticker ticker;
    private final RunVerdict verdict;

    public RunReconciler(
            RunStore runs,
            ListStore lists,
            Leases leases,
            BrakeStore brakes,
            Decisions decisions,
            RobotTaskGateway gateway,
            Ticker ticker) {
        this.runs = runs;
        this.lists = lists;
        this.leases = leases;
        this.brakes = brakes;
        this.decisions = decisions;
        this.gateway = gateway;
        this.ticker = ticker;
        this.verdict = new RunVerdict(runs, brakes);
    }

    /**
     * What became of it.
     *
     * @param adopted how many lists are accepted now
     * @param left how many are pending still, and not at the service
     */
    public record Reconciled(int adopted, int left, RunEnd end) {}

    /**
     * Asks and takes over.
     *
     * @param by who says so, kept with each list
     * @throws DecisionRefused when the run is not held for tasks that were found, or what is listed does not agree;
     *     nothing was changed
     * @throws io.qianhu.ledger.LeaseRefused when another process works on the run
     */
    public Reconciled reconcile(Run run, String by, String reason) {
        // Thousands of lists take minutes to look up; a lease that is lost meanwhile refuses what is written.
        try (RunLease lease = leases.take(run.id());
                LeaseKeeper keeper = LeaseKeeper.start(lease, leases.times(), () -> {})) {
            requireFound(run);
            Looked looked = lists.looked(run.id());
            List<ListRef> pending = lists.pending(run.id(), Integer.MAX_VALUE);
            SortedMap<Integer, List<ListedTask>> tasks = tasks(run, pending, looked);
            List<Adoption> found = pending.stream()
                    .filter(list -> tasks.containsKey(list.number()))
                    .map(list -> adoption(list, tasks.get(list.number()), looked, by, reason))
                    .toList();
            if (found.isEmpty()) {
                throw new DecisionRefused("the service lists no task of a pending list of run " + run.id()
                        + " any more; run its command again");
            }
            decisions.adopt(lease.run(), found);
            brakes.loosen(run.id(), Brake.FOUND_ELSEWHERE);
            RunEnd end = verdict.of(runs.find(run.id()).orElseThrow());
            OwnedRun.mark(runs, end, ticker.now());
            return new Reconciled(found.size(), pending.size() - found.size(), end);
        }
    }

    private void requireFound(Run run) {
        boolean held = brakes.pulled(run.id()).stream().anyMatch(it -> it.brake() == Brake.FOUND_ELSEWHERE);
        if (!held || !run.intakeDone() || run.cancelled() != null) {
            throw new DecisionRefused("run " + run.id() + " is not held for tasks that were found at the service;"
                    + " there is nothing to reconcile");
        }
    }

    /** The tasks of the run by the numbers of their lists, none of them twice. */
    private SortedMap<Integer, List<ListedTask>> tasks(Run run, List<ListRef> pending, Looked looked) {
        Map<String, ListedTask> seen = new LinkedHashMap<>();
        boolean complete = true;
        Instant now = ticker.now();
        Instant since = looked.storedAt() == null ? run.startedAt() : looked.storedAt();
        Instant earliest = now.minus(MOST_DAYS);
        for (Instant day = since.isBefore(earliest) ? earliest : since; day.isBefore(now); day = day.plus(ONE_DAY)) {
            complete &= take(gateway.list(day, day), run, seen);
        }
        complete &= take(gateway.list(now, now), run, seen);
        SortedMap<Integer, List<ListedTask>> tasks = byNumber(run, seen);
        for (ListRef list : pending) {
            if (!tasks.containsKey(list.number())) {
                // A name that was in doubt has a follower; where whole days could be read, that was seen there.
                ListRef attempt = list.nextAttempt();
                for (int names = complete ? 1 : NAMES; names > 0; names--) {
                    take(gateway.find(TaskNames.of(looked.title(), attempt)), run, seen);
                    attempt = attempt.nextAttempt();
                }
            }
        }
        return byNumber(run, seen);
    }

    private static SortedMap<Integer, List<ListedTask>> byNumber(Run run, Map<String, ListedTask> seen) {
        return seen.values().stream()
                .collect(Collectors.groupingBy(
                        task -> TaskNames.listIn(task.name(), run.id()).orElseThrow(), TreeMap::new, Collectors.toList()));
    }

    /** Whether all of them could be read. */
    private static boolean take(Lookup lookup, Run run, Map<String, ListedTask> seen) {
        if (lookup instanceof Lookup.NotAnswered none) {
            if (!none.tooLong()) {
                throw new DecisionRefused("the tasks of run " + run.id() + " cannot be looked up ("
                        + none.reply().code() + ": " + none.reply().message() + "); nothing was changed, try again");
            }
            return false;
        }
        ((Lookup.Listed) lookup)
                .tasks().stream()
                        .filter(task -> TaskNames.listIn(task.name(), run.id()).isPresent())
                        .forEach(task -> seen.put(task.taskId() + task.name(), task));
        return true;
    }

    private Adoption adoption(ListRef list, List<ListedTask> tasks, Looked looked, String by, String reason) {
        ListedTask task = tasks.get(0);
        String name = task.name();
        if (tasks.size() > 1) {
            throw disagrees(list, "the service lists " + tasks.size() + " tasks for it, such as " + name);
        }
        if (task.totalCount() != list.calleeCount()) {
            throw disagrees(list, "task " + name + " has " + task.totalCount() + " callees there and " + list.calleeCount()
                    + " here");
        }
        Instant storedAt = looked.storedAt();
        Instant createdAt = task.createdAt();
        if (storedAt != null && createdAt == null) {
            throw disagrees(list, "task " + name + " is listed without the time at which it was made");
        }
        if (storedAt != null && !createdAt.isAfter(storedAt)) {
            throw disagrees(list, "task " + name + " was made at " + createdAt + ", and the lists were stored here at "
                    + storedAt + ", so they were cut anew and may hold others");
        }
        Decision decision = new Decision(Resolution.ACCEPTED, task.taskId(), by, reason, ticker.now());
        return new Adoption(
                list, name, createdAt == null ? decision.at() : createdAt, gateway.account(), decision);
    }

    private static DecisionRefused disagrees(ListRef list, String how) {
        return new DecisionRefused("list " + list.number() + " of run " + list.run() + " cannot be taken over: " + how
                + "; go on with the home that submitted it, or `qianhu cancel " + list.run() + "`");
    }
}
