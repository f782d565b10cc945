package io.qianhu.dispatch;

import io.qianhu.campaign.Campaign;
import io.qianhu.dyvms.Lookup;
import io.qianhu.dyvms.Lookup.ListedTask;
import io.qianhu.dyvms.Reply;
import io.qianhu.dyvms.RobotTaskGateway;
import io.qianhu.ledger.Brake;
import io.qianhu.ledger.BrakeStore;
import io.qianhu.ledger.ListRef;
import io.qianhu.ledger.ListStore;
import io.qianhu.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the service, before a process submits the first list of a run, whether it has tasks of this run that the ledger
 * does not know. The id of a run follows from what is done to whom, so another folder, a home that was put back or cloned,
 * and a campaign that was renamed ask for the same names.
 *
 * <ol>
 *   <li>The names of the first {@value #FIRST} pending lists and of the last one are looked up, on whatever day.
 *   <li>The tasks of all names of today and yesterday are searched for the run's id. Where there are too many to be read,
 *       the names alone must do, and the log says so.
 *   <li>Known is a task whose list is accepted here with its id, one by whose name its list is in doubt or held here, and
 *       one whose list is refused or given up here: it is not submitted. Any other one, two of one name, and one with
 *       another id than the ledger has pull {@link Brake#FOUND_ELSEWHERE}.
 *   <li>No answer: asked again, up to {@code give-up-after}, less where the endpoint has never answered.
 * </ol>
 */
public final class LookBefore implements ListGate {
    private static final Logger log = LoggerFactory.getLogger(LookBefore.class);

    static final int FIRST = 20;

    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** How many of them a message names. */
    private static final int NAMED = 3;

    private final String run;
    private final String title;
    private final ListStore lists;
    private final BrakeStore brakes;
    private final RobotTaskGateway gateway;
    private final Unanswered unanswered;
    private final StopSignal stopSignal;
    private final Ticker ticker;

    private boolean done;
    private long nextNanos;

    public LookBefore(
            Campaign campaign,
            String run,
            ListStore lists,
            BrakeStore brakes,
            RobotTaskGateway gateway,
            DispatcherSettings settings,
            StopSignal stopSignal,
            Ticker ticker) {
        this.run = run;
        this.title = campaign.task().name();
        this.lists = lists;
        this.brakes = brakes;
        this.gateway = gateway;
        this.unanswered = new Unanswered(settings.giveUpAfter(), stopSignal, ticker).byAStranger();
        this.stopSignal = stopSignal;
        this.ticker = ticker;
        this.nextNanos = ticker.nanos();
    }

    @Override
    public Leave ask(ListRef next) {
        if (done) {
            return Leave.NOW;
        }
        if (nextNanos - ticker.nanos() > 0 || stopSignal.isSet()) {
            return Leave.LATER;
        }
        lists.looksAs(run, title);
        RunTasks seen = new RunTasks(run);
        Optional<Lookup.NotAnswered> problem = look(seen);
        if (problem.isPresent()) {
            explain(problem.get());
            return Leave.LATER;
        }
        if (stopSignal.isSet()) {
            return Leave.LATER;
        }
        List<ListedTask> unknown = unknown(seen.all());
        if (unknown.isEmpty()) {
            brakes.loosen(run, Brake.FOUND_ELSEWHERE);
            done = true;
            return Leave.NOW;
        }
        pause(unknown);
        return Leave.LATER;
    }

    /** Collects the run's tasks, each once; what was not answered, if anything was not. */
    private Optional<Lookup.NotAnswered> look(RunTasks seen) {
        for (ListRef list : looked()) {
            if (stopSignal.isSet()) {
                return Optional.empty();
            }
            Lookup lookup = gateway.find(TaskNames.of(title, list));
            if (lookup instanceof Lookup.NotAnswered none) {
                return Optional.of(none);
            }
            unanswered.ends();
            seen.add(lookup);
        }
        Instant now = ticker.now();
        Lookup all = gateway.list(now.minus(Duration.ofDays(1)), now);
        if (all instanceof Lookup.NotAnswered none) {
            if (!none.tooLong()) {
                return Optional.of(none);
            }
            log.info(
                    "The account has too many tasks to look through ({}); those of this run were looked up by name.",
                    none.reply().message());
        }
        seen.add(all);
        return Optional.empty();
    }

    private List<ListRef> looked() {
        List<ListRef> looked = new ArrayList<>(lists.pending(run, FIRST));
        lists.lastPending(run).filter(last -> !looked.contains(last)).ifPresent(looked::add);
        return looked;
    }

    private List<ListedTask> unknown(List<ListedTask> seen) {
        Map<String, Long> perName =
                seen.stream().collect(Collectors.groupingBy(ListedTask::name, Collectors.counting()));
        return seen.stream()
                .filter(task -> !isKnown(task, perName.getOrDefault(task.name(), 0L)))
                .toList();
    }

    private boolean isKnown(ListedTask task, long ofThisName) {
        OptionalInt number = TaskNames.listIn(task.name(), run);
        return lists.here(run, number.orElseThrow())
                .filter(here -> switch (here.state()) {
                    case PENDING -> isLookedUpFirst(task, here.list());
                    case ACCEPTED -> task.taskId().equals(here.taskId()) && ofThisName == 1;
                    case SUBMITTING, UNCONFIRMED, HELD -> task.name().equals(here.taskName());
                    case REFUSED, ABANDONED -> true;
                })
                .isPresent();
    }

    /** It came back with a code that does not prove that it made nothing; {@link LookFirst} holds it by this task. */
    private boolean isLookedUpFirst(ListedTask task, ListRef list) {
        return lists.lookFirst(list)
                .filter(returned -> task.name().equals(returned.taskName()))
                .isPresent();
    }

    private void pause(List<ListedTask> unknown) {
        String named = unknown.stream()
                .limit(NAMED)
                .map(task -> task.name() + " (" + task.taskId() + ")")
                .collect(Collectors.joining(", "));
        Message message = Message.of("dispatch.service-tasks-run-home-not", unknown.size(), named, run, run);
        brakes.pull(run, Brake.FOUND_ELSEWHERE, message, ticker.now());
        stopSignal.stop(StopSignal.Cause.PAUSE, message);
    }

    private void explain(Lookup.NotAnswered none) {
        Reply reply = none.reply();
        nextNanos = ticker.nanos() + PAUSE.toNanos();
        if (none.stop()) {
            stopSignal.stop(
                    StopSignal.Cause.FAILURE,
                    Message.of("dispatch.whether-somebody-else-submitted-lists", reply.code(), reply.message()));
        } else {
            unanswered.note(none);
        }
    }
}
