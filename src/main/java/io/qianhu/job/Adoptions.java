package io.qianhu.job;

import io.qianhu.dispatch.TaskNames;
import io.qianhu.dispatch.Ticker;
import io.qianhu.dyvms.Lookup;
import io.qianhu.dyvms.Lookup.ListedTask;
import io.qianhu.dyvms.RobotTaskGateway;
import io.qianhu.ledger.Adoption;
import io.qianhu.ledger.Decision;
import io.qianhu.ledger.DecisionRefused;
import io.qianhu.ledger.ListHere;
import io.qianhu.ledger.ListRef;
import io.qianhu.ledger.ListStore;
import io.qianhu.ledger.Looked;
import io.qianhu.ledger.Resolution;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds tasks of a run that this ledger has not submitted. The days since the lists were stored are searched for
 * tasks of the run, and pending lists that were not seen there by their names. One task that was made after the lists were
 * stored here, with as many callees, is the list's; lists that were cut anew elsewhere may hold other people.
 */
final class Adoptions {
    private static final Duration ONE_DAY = Duration.ofDays(1);

    /** How far back whole days are read. */
    private static final Duration MOST_DAYS = Duration.ofDays(30);

    /** How many names are tried where a list may have been in doubt before. */
    private static final int NAMES = 3;

    private final ListStore lists;
    private final RobotTaskGateway gateway;
    private final Ticker ticker;

    Adoptions(ListStore lists, RobotTaskGateway gateway, Ticker ticker) {
        this.lists = lists;
        this.gateway = gateway;
        this.ticker = ticker;
    }

    /**
     * Those of all lists of the run that this ledger would submit, or of which it does not know; empty when none is listed.
     *
     * @throws DecisionRefused when one is listed that does not agree, or the service does not answer
     */
    List<Adoption> of(Run run, String by, String reason) {
        Looked looked = lists.looked(run.id());
        List<ListRef> pending = lists.pending(run.id(), Integer.MAX_VALUE);
        SortedMap<Integer, List<ListedTask>> tasks = tasks(run, pending, looked);
        return tasks.entrySet().stream()
                .flatMap(found -> adoption(run, found.getKey(), found.getValue(), looked, by, reason).stream())
                .toList();
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
                for (int names = 0; names < (complete ? 1 : NAMES); names++) {
                    ListRef named = new ListRef(
                            list.run(), list.number(), list.attempt(), list.doubts() + names, list.calleeCount());
                    take(gateway.find(TaskNames.of(looked.title(), named)), run, seen);
                }
            }
        }
        return byNumber(run, seen);
    }

    private static SortedMap<Integer, List<ListedTask>> byNumber(Run run, Map<String, ListedTask> seen) {
        return seen.values().stream()
                .collect(Collectors.groupingBy(
                        task -> TaskNames.listIn(task.name(), run.id()).orElseThrow(),
                        TreeMap::new,
                        Collectors.toList()));
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

    private Optional<Adoption> adoption(
            Run run, int number, List<ListedTask> tasks, Looked looked, String by, String reason) {
        ListHere here = lists.here(run.id(), number)
                .orElseThrow(() -> new DecisionRefused("the service lists task "
                        + tasks.get(0).name() + ", and this home has no list " + number + " in run " + run.id()
                        + "; its lists were cut anew and may hold others"));
        ListRef list = here.list();
        boolean own = tasks.stream().allMatch(task -> task.name().equals(here.taskName()));
        Transition transition = switch (here.state()) {
            case PENDING -> Transition.ADOPT;
            case UNCONFIRMED -> own ? null : Transition.CONFIRM_UNCONFIRMED;
            case HELD -> own ? null : Transition.CONFIRM_HELD;
            case SUBMITTING, REFUSED, ABANDONED -> null;
            case ACCEPTED -> {
                if (!tasks.stream().allMatch(task -> task.taskId().equals(here.taskId()))) {
                    throw disagrees(
                            list,
                            "it is accepted here with task " + here.taskId() + ", and the service lists task "
                                    + tasks.get(0).taskId() + " for it");
                }
                yield null;
            }
        };
        if (transition == null) {
            return Optional.empty();
        }
        ListedTask task = tasks.get(0);
        String name = task.name();
        if (tasks.size() > 1) {
            throw disagrees(list, "the service lists " + tasks.size() + " tasks for it, such as " + name);
        }
        if (task.totalCount() != list.calleeCount()) {
            throw disagrees(
                    list,
                    "task " + name + " has " + task.totalCount() + " callees there and " + list.calleeCount()
                            + " here");
        }
        Instant storedAt = looked.storedAt();
        Instant createdAt = task.createdAt();
        if (storedAt != null) {
            requireLater(list, name, createdAt, storedAt);
        }
        Decision decision = new Decision(Resolution.ACCEPTED, task.taskId(), by, reason, ticker.now());
        return Optional.of(new Adoption(
                list, transition, name, createdAt == null ? decision.at() : createdAt, gateway.account(), decision));
    }

    private static void requireLater(ListRef list, String name, @Nullable Instant createdAt, Instant storedAt) {
        if (createdAt == null) {
            throw disagrees(list, "task " + name + " is listed without the time at which it was made");
        }
        if (!createdAt.isAfter(storedAt)) {
            throw disagrees(
                    list,
                    "task " + name + " was made at " + createdAt + ", and the lists were stored here at " + storedAt
                            + ", so they were cut anew and may hold others");
        }
    }

    private static DecisionRefused disagrees(ListRef list, String how) {
        return new DecisionRefused("list " + list.number() + " of run " + list.run() + " cannot be taken over: " + how
                + "; go on with the home that submitted it, or `qianhu cancel " + list.run() + "`");
    }
}
