package io.qianhu.ledger;

import io.qianhu.number.Callees;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A ledger in memory that keeps the same contract as {@link JdbcListStore}; what was written outlives its writer. */
public final class MemoryListStore implements ListStore {
    private static final class Stored {
        private final Callees callees;
        private final Map<Integer, Intent> intents = new HashMap<>();
        private final List<Outcome> outcomes = new ArrayList<>();
        private final Map<Integer, String> seenTasks = new HashMap<>();
        private ListState state = ListState.PENDING;
        private int attempt;
        private boolean decided;

        private Stored(Callees callees) {
            this.callees = callees;
        }

        private boolean has(String taskId, String account) {
            return intents.values().stream().anyMatch(intent -> intent.account().equals(account))
                    && (seenTasks.containsValue(taskId)
                            || outcomes.stream().anyMatch(outcome -> taskId.equals(outcome.taskId())));
        }

        private boolean lastWas(Transition transition) {
            Outcome last = last();
            return last != null && last.transition() == transition;
        }

        /** Null before the first outcome. */
        private @Nullable Outcome last() {
            return outcomes.isEmpty() ? null : outcomes.get(outcomes.size() - 1);
        }
    }

    private static final TreeMap<Integer, Stored> NOTHING = new TreeMap<>();
    private static final Set<ListState> UNDECIDED =
            EnumSet.of(ListState.UNCONFIRMED, ListState.HELD, ListState.REFUSED);

    private final Map<String, TreeMap<Integer, Stored>> runs;
    private final Map<String, MemoryListStore> owners;
    private final Map<String, Runnable> outOfTime = new HashMap<>();
    private final Set<String> unreachable = new HashSet<>();

    /** A process that has the lease of every run that it stores. */
    public MemoryListStore() {
        runs = new HashMap<>();
        owners = new HashMap<>();
    }

    private MemoryListStore(MemoryListStore sameLedger) {
        runs = sameLedger.runs;
        owners = sameLedger.owners;
    }

    /** Another process on the same ledger; it has no lease yet. */
    public MemoryListStore otherProcess() {
        return new MemoryListStore(this);
    }

    /** Takes the lease of the run, whoever has it. */
    public void take(String run) {
        owners.put(run, this);
    }

    /** The lease was held for too long without a sign of life: a beat must show whether anybody has taken it. */
    public void runOutOfTime(String run, Runnable duringTheBeat) {
        outOfTime.put(run, duringTheBeat);
    }

    /** The lease has run out and no beat comes through. */
    public void runOutOfBeats(String run) {
        unreachable.add(run);
    }

    @Override
    public boolean holds(String run) {
        Runnable duringTheBeat = outOfTime.remove(run);
        if (duringTheBeat != null) {
            duringTheBeat.run();
        }
        return owners.get(run) == this && !unreachable.contains(run);
    }

    private void fence(String run) {
        if (owners.get(run) != this) {
            throw new LeaseLost(run);
        }
    }

    /** Adds lists of these sizes with consecutive invented numbers, the same as {@link LedgerOnDisk#store}. */
    public void store(String run, int... sizes) {
        owners.putIfAbsent(run, this);
        TreeMap<Integer, Stored> lists = runs.computeIfAbsent(run, id -> new TreeMap<>());
        int from = 0;
        for (int size : sizes) {
            lists.put(lists.size() + 1, new Stored(LedgerOnDisk.callees(from, size)));
            from += size;
        }
    }

    public ListState state(ListRef list) {
        return stored(list).state;
    }

    public ListState state(String run, int number) {
        return stored(run, number).state;
    }

    /** Everything that was recorded of the list, oldest first. */
    public List<Outcome> outcomes(String run, int number) {
        return stored(run, number).outcomes;
    }

    /** All lists of the run, each at its attempt, lowest number first. */
    List<ListRef> refs(String run) {
        List<ListRef> all = new ArrayList<>();
        lists(run).forEach((number, list) -> all.add(new ListRef(run, number, list.attempt, list.callees.size())));
        return all;
    }

    /** The intent of the list's attempt; empty before the first. */
    Optional<Intent> intent(ListRef list) {
        return Optional.ofNullable(stored(list).intents.get(list.attempt()));
    }

    void force(ListRef list, ListState state) {
        stored(list).state = state;
    }

    @Override
    public synchronized List<ListRef> pending(String run, int limit) {
        List<ListRef> pending = in(run, ListState.PENDING);
        return pending.size() <= limit ? pending : pending.subList(0, limit);
    }

    @Override
    public Callees callees(ListRef list) {
        return stored(list).callees;
    }

    @Override
    public synchronized ListRef intend(ListRef list, Intent intent) {
        move(list, Transition.SUBMIT);
        ListRef attempt = list.nextAttempt();
        stored(list).attempt = attempt.attempt();
        stored(list).decided = false;
        stored(list).intents.put(attempt.attempt(), intent);
        return attempt;
    }

    @Override
    public synchronized Outcome record(ListRef list, Outcome outcome) {
        Outcome counts = Optional.ofNullable(outcome.taskId())
                .flatMap(task -> otherList(list, task))
                .map(outcome::ofTaskOf)
                .orElse(outcome);
        move(list, counts.transition());
        stored(list).outcomes.add(counts);
        if (counts.transition() == Transition.HOLD && outcome.taskId() != null) {
            stored(list).seenTasks.put(list.attempt(), outcome.taskId());
        }
        return counts;
    }

    private Optional<String> otherList(ListRef list, String taskId) {
        String account = Optional.ofNullable(stored(list).intents.get(list.attempt()))
                .map(Intent::account)
                .orElse("");
        return runs.entrySet().stream()
                .flatMap(run -> run.getValue().entrySet().stream()
                        .filter(other -> other.getValue() != stored(list))
                        .filter(other -> other.getValue().has(taskId, account))
                        .map(other -> "list " + other.getKey() + " of run " + run.getKey()))
                .findFirst();
    }

    private void move(ListRef list, Transition transition) {
        fence(list.run());
        Stored stored = stored(list);
        if (transition.byPerson() || stored.state != transition.from() || stored.attempt != list.attempt()) {
            throw new TransitionRefused(list, transition);
        }
        stored.state = transition.to();
    }

    /** A person's word, which takes the lease as every command does that writes to a run. */
    public synchronized void decide(String run, int number, Resolution resolution) {
        take(run);
        Stored stored = stored(run, number);
        stored.state = resolution.from(stored.state).orElseThrow().to();
        stored.decided = true;
    }

    @Override
    public synchronized int doubtLeftovers(String run, Instant now) {
        fence(run);
        List<ListRef> leftovers = in(run, ListState.SUBMITTING);
        leftovers.forEach(list -> record(
                list, new Outcome(Transition.DOUBT, now, 0, "qianhu.Interrupted", "the process ended", null, null)));
        return leftovers.size();
    }

    @Override
    public synchronized List<Unconfirmed> unconfirmed(String run) {
        return in(run, ListState.UNCONFIRMED).stream().map(this::latest).toList();
    }

    @Override
    public synchronized List<Unconfirmed> unrecognised(String run) {
        return in(run, ListState.HELD).stream()
                .filter(list -> stored(list).lastWas(Transition.HOLD_UNRECOGNISED))
                .filter(list -> !stored(list).seenTasks.containsKey(list.attempt()))
                .map(this::latest)
                .toList();
    }

    @Override
    public synchronized Optional<Unconfirmed> lookFirst(ListRef list) {
        Stored stored = stored(list);
        Outcome last = stored.last();
        return last != null
                        && stored.state == ListState.PENDING
                        && !stored.decided
                        && last.transition().to() == ListState.PENDING
                        && last.code().startsWith("isv.")
                ? Optional.of(latest(list))
                : Optional.empty();
    }

    @Override
    public synchronized Optional<Unconfirmed> undecided(String run, int number) {
        Stored stored = stored(run, number);
        return UNDECIDED.contains(stored.state)
                ? Optional.of(latest(new ListRef(run, number, stored.attempt, stored.callees.size())))
                : Optional.empty();
    }

    private Unconfirmed latest(ListRef list) {
        Intent intent = Objects.requireNonNull(stored(list).intents.get(list.attempt()));
        return new Unconfirmed(
                list,
                intent.taskName(),
                intent.signedAt(),
                intent.account(),
                intent.recalls(),
                stored(list).seenTasks.get(list.attempt()));
    }

    @Override
    public synchronized void saw(ListRef list, String taskId) {
        fence(list.run());
        Stored stored = stored(list);
        if (!(UNDECIDED.contains(stored.state) || stored.state == ListState.PENDING)
                || stored.attempt != list.attempt()
                || list.attempt() == 0) {
            throw TransitionRefused.toSee(list);
        }
        stored.seenTasks.put(list.attempt(), taskId);
    }

    @Override
    public synchronized boolean anySubmitted() {
        return runs.values().stream()
                .flatMap(lists -> lists.values().stream())
                .anyMatch(list -> !list.intents.isEmpty());
    }

    private List<ListRef> in(String run, ListState state) {
        List<ListRef> found = new ArrayList<>();
        lists(run).forEach((number, list) -> {
            if (list.state == state) {
                found.add(new ListRef(run, number, list.attempt, list.callees.size()));
            }
        });
        return found;
    }

    private Map<Integer, Stored> lists(String run) {
        return runs.getOrDefault(run, NOTHING);
    }

    private Stored stored(ListRef list) {
        return stored(list.run(), list.number());
    }

    private Stored stored(String run, int number) {
        return Objects.requireNonNull(lists(run).get(number), () -> "no list " + number + " in run " + run);
    }
}
