package io.qianhu.job;

import io.qianhu.dispatch.RunTasks;
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
import io.qianhu.ledger.Resolution;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.Transition;
import io.qianhu.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
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
        return tasks(run).entrySet().stream()
                .flatMap(found -> adoption(run, found.getKey(), found.getValue(), by, reason).stream())
                .toList();
    }

    /** The tasks of the run by the numbers of their lists. */
    private SortedMap<Integer, List<ListedTask>> tasks(Run run) {
        RunTasks tasks = new RunTasks(run.id());
        Instant stored = run.storedAt() == null ? run.startedAt() : run.storedAt();
        Instant earliest = ticker.now().minus(MOST_DAYS);
        Instant since = stored.isBefore(earliest) ? earliest : stored;
        boolean complete = true;
        for (Instant day = ticker.now(); day.isAfter(since.minus(ONE_DAY)); day = day.minus(ONE_DAY)) {
            complete &= take(gateway.list(day, day), run, tasks);
        }
        Set<Integer> seen = tasks.byList().keySet();
        // A name that was in doubt has a follower; where whole days could be read, that was seen there.
        int names = complete ? 1 : NAMES;
        for (ListRef list : lists.pending(run.id(), Integer.MAX_VALUE)) {
            for (int doubts = 0; doubts < names && !seen.contains(list.number()); doubts++) {
                ListRef named = new ListRef(
                        list.run(), list.number(), list.attempt(), list.doubts() + doubts, list.calleeCount());
                take(gateway.find(TaskNames.of(Objects.requireNonNull(run.looksAs()), named)), run, tasks);
            }
        }
        return tasks.byList();
    }

    /** Whether all of them could be read. */
    private static boolean take(Lookup lookup, Run run, RunTasks tasks) {
        if (lookup instanceof Lookup.NotAnswered none && !none.tooLong()) {
            throw new DecisionRefused(Message.of(
                    "job.tasks-run-cannot-looked-up",
                    run.id(),
                    none.reply().code(),
                    none.reply().message()));
        }
        tasks.add(lookup);
        return lookup instanceof Lookup.Listed;
    }

    private Optional<Adoption> adoption(Run run, int number, List<ListedTask> tasks, String by, String reason) {
        ListHere here = lists.here(run.id(), number)
                .orElseThrow(() -> new DecisionRefused(
                        Message.of("job.service-lists-task", tasks.get(0).name(), number, run.id())));
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
                            Message.of(
                                    "job.accepted-here-task",
                                    here.taskId(),
                                    tasks.get(0).taskId()));
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
            throw disagrees(list, Message.of("job.service-lists-tasks", tasks.size(), name));
        }
        if (task.totalCount() != list.calleeCount()) {
            throw disagrees(list, Message.of("job.task-callees-here", name, task.totalCount(), list.calleeCount()));
        }
        Instant storedAt = run.storedAt();
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
            throw disagrees(list, Message.of("job.task-listed-without-time-made", name));
        }
        if (!createdAt.isAfter(storedAt)) {
            throw disagrees(list, Message.of("job.task-made-lists-stored-here", name, createdAt, storedAt));
        }
    }

    private static DecisionRefused disagrees(ListRef list, Message how) {
        return new DecisionRefused(
                Message.of("job.list-run-cannot-taken-over", list.number(), list.run(), how, list.run()));
    }
}
