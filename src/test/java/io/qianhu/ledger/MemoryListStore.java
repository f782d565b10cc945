package io.qianhu.ledger;

import io.qianhu.message.Message;
import io.qianhu.number.Callees;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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
    /** All that a ledger holds, to be {@linkplain #putBack put back} once. */
    public static final class Copy {
        private final Map<String, TreeMap<Integer, Stored>> runs = new HashMap<>();
    }

    private static final class Stored {
        private final Callees callees;
        private final Set<String> spentNames = new HashSet<>();
        private final Map<Integer, Intent> intents = new HashMap<>();
        private final List<Outcome> outcomes = new ArrayList<>();
        private final Map<Integer, String> seenTasks = new HashMap<>();
        private ListState state = ListState.PENDING;
        private int attempt;
        private int doubts;
        private boolean decided;

        private Stored(Callees callees) {
            this.callees = callees;
        }

        private Stored copy() {
            Stored copy = new Stored(callees);
            copy.intents.putAll(intents);
            copy.outcomes.addAll(outcomes);
            copy.seenTasks.putAll(seenTasks);
            copy.state = state;
            copy.attempt = attempt;
            copy.doubts = doubts;
            copy.decided = decided;
            copy.spentNames.addAll(spentNames);
            return copy;
        }

        private ListRef ref(String run, int number) {
            return new ListRef(run, number, attempt, doubts, callees.size());
        }

        private boolean has(String taskId, String account) {
            return intents.values().stream().anyMatch(intent -> Account.mayBeSame(intent.account(), account))
                    && (seenTasks.containsValue(taskId)
                            || outcomes.stream().anyMatch(outcome -> taskId.equals(outcome.taskId())));
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
        lists(run).forEach((number, list) -> all.add(list.ref(run, number)));
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
    public synchronized Optional<ListRef> lastPending(String run) {
        return in(run, ListState.PENDING).stream().reduce((earlier, later) -> later);
    }

    @Override
    public synchronized Optional<ListHere> here(String run, int number) {
        return Optional.ofNullable(lists(run).get(number))
                .map(list -> new ListHere(
                        list.ref(run, number),
                        list.state,
                        list.attempt == 0
                                ? null
                                : Objects.requireNonNull(list.intents.get(list.attempt))
                                        .taskName(),
                        taskId(list)));
    }

    private static @Nullable String taskId(Stored list) {
        return list.state == ListState.ACCEPTED && !list.outcomes.isEmpty()
                ? list.outcomes.get(list.outcomes.size() - 1).taskId()
                : null;
    }

    @Override
    public synchronized Optional<FirstListStore.AcceptedList> lastAccepted(String account) {
        return runs.keySet().stream()
                .map(run -> new MemoryFirstListStore(this, run).lastAccepted("", account))
                .flatMap(Optional::stream)
                .max(Comparator.comparing(FirstListStore.AcceptedList::signedAt));
    }

    @Override
    public void looksAs(String run, String title) {
        fence(run);
    }

    @Override
    public Callees callees(ListRef list) {
        return stored(list).callees;
    }

    @Override
    public synchronized ListRef intend(ListRef list, Intent intent) {
        move(list, Transition.SUBMIT);
        boolean spent = runs.values().stream()
                .flatMap(lists -> lists.values().stream())
                .anyMatch(other -> other.spentNames.contains(intent.taskName()));
        if (spent) {
            stored(list).state = ListState.PENDING;
            throw new IllegalStateException("the task name " + intent.taskName() + " has gone out before");
        }
        stored(list).spentNames.add(intent.taskName());
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
        if (counts.transition() == Transition.RETURN) {
            intent(list).map(Intent::taskName).ifPresent(stored(list).spentNames::remove);
        }
        stored(list).doubts += counts.transition().leavesDoubt() ? 1 : 0;
        stored(list).outcomes.add(counts);
        if (counts.transition() == Transition.HOLD && outcome.taskId() != null) {
            stored(list).seenTasks.put(list.attempt(), outcome.taskId());
        }
        return counts;
    }

    private Optional<Message> otherList(ListRef list, String taskId) {
        String account = Optional.ofNullable(stored(list).intents.get(list.attempt()))
                .map(Intent::account)
                .orElse("");
        return runs.entrySet().stream()
                .flatMap(run -> run.getValue().entrySet().stream()
                        .filter(other -> other.getValue() != stored(list))
                        .filter(other -> other.getValue().has(taskId, account))
                        .map(other -> Message.text("list " + other.getKey() + " of run " + run.getKey())))
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

    /** All that it holds now, to be put back later. */
    public synchronized Copy copy() {
        Copy copy = new Copy();
        runs.forEach((run, lists) -> {
            TreeMap<Integer, Stored> copied = new TreeMap<>();
            lists.forEach((number, list) -> copied.put(number, list.copy()));
            copy.runs.put(run, copied);
        });
        return copy;
    }

    /** What happened since the copy was made is forgotten. */
    public synchronized void putBack(Copy copy) {
        runs.clear();
        runs.putAll(copy.runs);
    }

    /** A person takes over what was submitted elsewhere. */
    public synchronized void adopt(Adoption adoption) {
        take(adoption.list().run());
        Stored stored = stored(adoption.list());
        if (stored.state != adoption.transition().from()) {
            throw new TransitionRefused(adoption.list(), adoption.transition());
        }
        stored.state = adoption.transition().to();
        stored.attempt++;
        stored.intents.put(
                stored.attempt, new Intent(adoption.taskName(), "", adoption.createdAt(), adoption.account()));
        stored.outcomes.add(new Outcome(
                adoption.transition(),
                adoption.createdAt(),
                0,
                "",
                Message.NONE,
                null,
                adoption.decision().taskId()));
    }

    /** A person's word, which takes the lease as every command does that writes to a run. */
    public synchronized void decide(String run, int number, Decision decision) {
        take(run);
        Stored stored = stored(run, number);
        Transition transition = decision.resolution().from(stored.state).orElseThrow();
        if (transition.to() == ListState.PENDING && !stored.seenTasks.isEmpty()) {
            throw new DecisionRefused(Message.text("a task was seen for list " + number));
        }
        String taskId = decision.taskId();
        if (taskId != null) {
            otherList(stored.ref(run, number), taskId).ifPresent(other -> {
                throw new DecisionRefused(Message.text("task " + taskId + " is that of " + other));
            });
            stored.seenTasks.put(stored.attempt, taskId);
        }
        stored.state = transition.to();
        stored.outcomes.add(new Outcome(transition, decision.at(), 0, "", Message.NONE, null, taskId));
        stored.decided = true;
    }

    @Override
    public synchronized int markInFlightUnconfirmed(String run, Instant now) {
        fence(run);
        List<ListRef> leftovers = in(run, ListState.SUBMITTING);
        leftovers.forEach(list -> record(
                list,
                new Outcome(
                        Transition.DOUBT,
                        now,
                        0,
                        "qianhu.Interrupted",
                        Message.text("the process ended"),
                        null,
                        null)));
        return leftovers.size();
    }

    @Override
    public synchronized List<LatestAttempt> unconfirmed(String run) {
        return in(run, ListState.UNCONFIRMED).stream().map(this::latest).toList();
    }

    @Override
    public synchronized List<LatestAttempt> unrecognised(String run) {
        return in(run, ListState.HELD).stream()
                .filter(list -> Optional.ofNullable(stored(list).last())
                                .map(Outcome::transition)
                                .filter(Transition.HOLD_UNRECOGNISED::equals)
                                .isPresent()
                        && !stored(list).seenTasks.containsKey(list.attempt()))
                .map(this::latest)
                .toList();
    }

    @Override
    public synchronized Optional<LatestAttempt> lookFirst(ListRef list) {
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
    public synchronized Optional<LatestAttempt> undecided(String run, int number) {
        Stored stored = stored(run, number);
        return UNDECIDED.contains(stored.state)
                ? Optional.of(latest(new ListRef(run, number, stored.attempt, stored.callees.size())))
                : Optional.empty();
    }

    private LatestAttempt latest(ListRef list) {
        Intent intent = Objects.requireNonNull(stored(list).intents.get(list.attempt()));
        return new LatestAttempt(
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
                found.add(list.ref(run, number));
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
