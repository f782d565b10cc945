package io.qianhu.dispatch;

import io.qianhu.dyvms.Lookup;
import io.qianhu.dyvms.RobotTaskGateway;
import io.qianhu.ledger.Account;
import io.qianhu.ledger.LatestAttempt;
import io.qianhu.ledger.ListRef;
import io.qianhu.ledger.ListStore;
import io.qianhu.ledger.Outcome;
import io.qianhu.ledger.Transition;
import io.qianhu.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what became of unconfirmed lists by asking the API for their task names.
 *
 * <ol>
 *   <li>One task of the name, with as many callees as were submitted, or more where the platform recalls and so counts
 *       calls, or without a count: the list is accepted, with that task's id, at once; unless that id is the one of
 *       another list, which is contradictory.
 *   <li>One that has fewer: the platform may still be reading them. The ledger keeps that the task was seen, and
 *       nothing more is known yet, until absence would be proved; then it is contradictory, and the list is held for a
 *       person.
 *   <li>One that has more, or more than one: contradictory at once. That a task was seen is kept before the list is
 *       held.
 *   <li>None, asked when the service's own clock was {@code settle-after} past the signature's timestamp, of the
 *       service and with the key that it was sent with, asked once more {@code ask-again-after} later on whatever day,
 *       each time in a pass that was shown another task of ours: proof of absence, the list is pending again and gets a
 *       new name at its next attempt. Where nothing is shown at all, one {@linkplain FurtherList further list} may leave
 *       and become what is looked for; else the list is held. Where its task was seen before, by whichever process, it
 *       is contradictory and held.
 *   <li>None, asked then of another service or with another key: proves nothing. The run fails and says what to put
 *       back.
 *   <li>None, asked earlier, or no answer: nothing is known yet.
 * </ol>
 *
 * <p>Why no clock of ours counts: the service takes a request while its clock is within the signature's validity of the
 * timestamp in it, and never later; what our clock showed when it signed, right or wrong, is in that timestamp. A clock
 * that was 15 minutes ahead made a request that is taken for up to 30 minutes, and the proof comes 15 minutes later;
 * one that was behind made one that expires sooner, and the proof comes sooner. So the comparison of the service's
 * clock with the timestamp leaves the same margin for late visibility in every case, and it stays right when our clock
 * jumps forward (time seems to be over and is not) or back (the proof comes when it is due and not hours later), when
 * the process was frozen, and when the machine slept: the answer's own {@code Date} is asked for anew each time. Where
 * an answer has no date, {@link io.qianhu.dyvms.Lookup.Listed#serverTime} is what the service proved by accepting our
 * question's timestamp, and the proof takes up to an hour longer.
 */
public final class Settler {
    private static final Logger log = LoggerFactory.getLogger(Settler.class);

    private final ListStore lists;
    private final RobotTaskGateway gateway;
    private final Duration settleAfter;
    private final StopSignal stopSignal;
    private final Ticker ticker;
    private final SubmissionListener listener;
    private final ServerClock serverClock;
    private final Duration askAgainAfter;
    private final FurtherList further;

    /** Since when a list is not found though that would be proof, monotonic. */
    private final Map<ListRef, Long> missingSince = new HashMap<>();

    /** Of which accounts this pass has seen a task of ours, so that the service shows them to us. */
    private final Set<String> shown = new HashSet<>();

    private final Unanswered unanswered;
    private final PositiveControl control;

    public Settler(
            DispatcherSettings settings,
            ListStore lists,
            RobotTaskGateway gateway,
            StopSignal stopSignal,
            Ticker ticker,
            SubmissionListener listener,
            FurtherList further) {
        this.lists = lists;
        this.gateway = gateway;
        this.settleAfter = settings.settleAfter();
        this.stopSignal = stopSignal;
        this.ticker = ticker;
        this.listener = listener;
        this.serverClock = new ServerClock(ticker);
        this.askAgainAfter = settings.askAgainAfter();
        this.further = further;
        this.unanswered = new Unanswered(settings.giveUpAfter(), stopSignal, ticker);
        this.control = new PositiveControl(lists, gateway, settleAfter, unanswered);
    }

    /**
     * Asks once for every unconfirmed list of the run, and for those that are held because of an unknown code: a task of
     * theirs that is listed is kept, for whoever decides about them.
     *
     * @return when the first of those that are still unconfirmed can be proved absent, as the clock of this machine
     *     will show it if it is not set until then; empty when none is left
     */
    public Optional<Instant> pass(String run) {
        shown.clear();
        for (LatestAttempt doubt : lists.unconfirmed(run)) {
            if (stopSignal.isSet()) {
                break;
            }
            settle(doubt);
        }
        for (LatestAttempt held : lists.unrecognised(run)) {
            if (stopSignal.isSet()) {
                break;
            }
            look(held);
        }
        return lists.unconfirmed(run).stream().map(this::nextLook).min(Instant::compareTo);
    }

    private Instant nextLook(LatestAttempt doubt) {
        Long since = missingSince.get(doubt.list());
        return since == null
                ? serverClock.whenItShows(provableAt(doubt))
                : ticker.now().plusNanos(since + askAgainAfter.toNanos() - ticker.nanos());
    }

    private void settle(LatestAttempt doubt) {
        ServerClock.Moment askedAt = serverClock.moment();
        Long since = missingSince.get(doubt.list());
        boolean again = since != null && ticker.nanos() - since >= askAgainAfter.toNanos();
        Lookup lookup =
                again ? gateway.find(doubt.taskName()) : find(gateway, doubt.taskName(), doubt.signedAt(), settleAfter);
        if (lookup instanceof Lookup.Listed listed) {
            unanswered.ends();
            serverClock.read(listed, askedAt);
            decide(doubt, listed, again);
        } else if (lookup instanceof Lookup.NotAnswered none) {
            unanswered.note(none);
        }
    }

    /** Looks for the tasks of a name on every day on which one can have been made of a request that was signed then. */
    public static Lookup find(RobotTaskGateway gateway, String taskName, Instant signedAt, Duration settleAfter) {
        return gateway.find(taskName, earliest(signedAt), latest(signedAt, settleAfter));
    }

    /** The API's clock and ours may differ by as much as a signature stays valid. */
    static Instant earliest(Instant signedAt) {
        return signedAt.minus(DispatcherSettings.LONGEST_VALIDITY);
    }

    static Instant latest(Instant signedAt, Duration settleAfter) {
        return signedAt.plus(settleAfter).plus(DispatcherSettings.LONGEST_VALIDITY);
    }

    /** No answer changes nothing: whoever puts the list back looks again. */
    private void look(LatestAttempt held) {
        if (find(gateway, held.taskName(), held.signedAt(), settleAfter) instanceof Lookup.Listed listed
                && !listed.tasks().isEmpty()) {
            String taskId = listed.tasks().get(0).taskId();
            lists.saw(held.list(), taskId);
            log.warn(
                    "List {} is held, and the API lists task {} of its name; {}.",
                    held.list().number(),
                    taskId,
                    ifItIsOurs(held, taskId));
        }
    }

    /** What the service's clock must show. */
    private Instant provableAt(LatestAttempt doubt) {
        return doubt.signedAt().plus(settleAfter);
    }

    private void decide(LatestAttempt doubt, Lookup.Listed listed, boolean again) {
        List<Lookup.ListedTask> tasks = listed.tasks();
        boolean conclusive = !listed.serverTime().isBefore(provableAt(doubt));
        if (!tasks.isEmpty()) {
            missingSince.remove(doubt.list());
        }
        if (tasks.size() == 1) {
            found(doubt, tasks.get(0), conclusive);
        } else if (tasks.size() > 1) {
            keep(doubt, tasks.get(0));
            hold(doubt, Message.of("dispatch.several-tasks-of-name", tasks.size()));
        } else if (conclusive) {
            absent(doubt, listed.serverTime(), again);
        }
    }

    private void found(LatestAttempt doubt, Lookup.ListedTask task, boolean conclusive) {
        int submitted = doubt.list().calleeCount();
        long listed = task.totalCount();
        String seen = doubt.seenTaskId();
        if (seen != null && !seen.equals(task.taskId())) {
            keep(doubt, task);
            hold(doubt, Message.of("dispatch.api-listed-task-name-lists", seen, task.taskId()));
        } else if (doubt.mayCount(listed)) {
            record(doubt, Transition.FIND, Message.of("dispatch.found-task-name"), task.taskId());
        } else if (conclusive || listed > submitted) {
            keep(doubt, task);
            hold(
                    doubt,
                    Message.of(
                            "dispatch.api-lists-task-name-callees",
                            task.taskId(),
                            listed,
                            submitted,
                            ifItIsOurs(doubt, task.taskId())));
        } else {
            keep(doubt, task);
            log.info(
                    "List {}: its task is listed with {} of {} callees; it is asked again.",
                    doubt.list().number(),
                    listed,
                    submitted);
        }
    }

    /** Before anything is made of it: from now on the list is not submitted again, whoever decides. */
    private void keep(LatestAttempt doubt, Lookup.ListedTask task) {
        if (!task.taskId().equals(doubt.seenTaskId())) {
            lists.saw(doubt.list(), task.taskId());
        }
    }

    private void absent(LatestAttempt doubt, Instant serverTime, boolean again) {
        String seen = doubt.seenTaskId();
        if (!Account.mayBeSame(doubt.account(), gateway.account())) {
            stopSignal.stop(
                    StopSignal.Cause.FAILURE,
                    Message.of(
                            "dispatch.list-sent-looked-up", doubt.list().number(), doubt.account(), gateway.account()));
        } else if (seen != null) {
            hold(doubt, Message.of("dispatch.api-listed-task-name-fewer", seen, ifItIsOurs(doubt, seen)));
        } else if (showsOurs(doubt, serverTime)) {
            if (again) {
                missingSince.remove(doubt.list());
                record(doubt, Transition.PROVE_ABSENT, Message.of("dispatch.no-task-name-after", settleAfter), null);
            } else {
                missingSince.putIfAbsent(doubt.list(), ticker.nanos());
            }
        }
    }

    /** Where nothing is shown, and cannot be waited for, the list is held. */
    private boolean showsOurs(LatestAttempt doubt, Instant serverTime) {
        if (shown.contains(doubt.account())) {
            return true;
        }
        switch (control.beside(doubt, serverTime)) {
            case SHOWN -> {
                shown.add(doubt.account());
                return true;
            }
            case NOT_YET ->
                log.info(
                        "The task that was accepted last is not listed yet; what is not listed proves nothing until then.");
            case HIDDEN -> holdUnshown(doubt);
            case NOTHING_THERE -> {
                if (!further.want(lists, doubt.list().run())) {
                    holdUnshown(doubt);
                }
            }
            case NOT_ANSWERED -> {}
        }
        return false;
    }

    private void holdUnshown(LatestAttempt doubt) {
        hold(doubt, Message.of("dispatch.no-task-name-listed"));
    }

    /** Whether a list was not found in the last pass and is to be asked for once more, which takes no long wait. */
    public boolean asksAgain() {
        return !missingSince.isEmpty();
    }

    /** Whether a further list is to leave before anything more can be known. */
    public boolean wantsFurtherList() {
        return further.isWanted();
    }

    static Message ifItIsOurs(LatestAttempt doubt, String taskId) {
        return Message.of(
                "dispatch.if-console-shows-ours",
                doubt.list().run(),
                doubt.list().number(),
                taskId);
    }

    private void hold(LatestAttempt doubt, Message message) {
        record(doubt, Transition.HOLD, message, null);
    }

    private void record(LatestAttempt doubt, Transition transition, Message message, @Nullable String taskId) {
        Outcome recorded = lists.record(
                doubt.list(), new Outcome(transition, ticker.now(), 0, "qianhu.Settled", message, null, taskId));
        listener.recorded(doubt.list(), recorded.transition().to());
        log.info("List {}: {}.", doubt.list().number(), recorded.message());
    }
}
