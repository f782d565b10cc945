package io.qianhu.dispatch;

import io.qianhu.campaign.Campaign;
import io.qianhu.dyvms.Answer;
import io.qianhu.dyvms.Meaning;
import io.qianhu.dyvms.RobotTask;
import io.qianhu.dyvms.RobotTaskGateway;
import io.qianhu.dyvms.Submission;
import io.qianhu.ledger.DiskTrouble;
import io.qianhu.ledger.Intent;
import io.qianhu.ledger.LeaseLost;
import io.qianhu.ledger.ListRef;
import io.qianhu.ledger.ListStore;
import io.qianhu.ledger.Outcome;
import io.qianhu.ledger.SyncFailed;
import io.qianhu.ledger.Transition;
import io.qianhu.message.Message;
import io.qianhu.pace.Pacer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Submits call lists, each once, and records what becomes of them. One thread submits; answers are recorded on the
 * threads on which they arrive.
 *
 * <ol>
 *   <li>Wait for a place in flight, for leave from the circuit breaker, and until the pace is about to allow the next.
 *   <li>Sign the request; commit the intent, with the name under which the task can be found again.
 *   <li>Wait out the pace to the nanosecond, make sure that the run is still ours, let the request leave, and then tell
 *       the pacer: the moment it keeps must not lie before the one at which the request left. A stop, a long pause or a
 *       ledger that does not say whose the run is in this gap puts the list back, for nothing has left; when another
 *       process has the lease by then, the list stays SUBMITTING and is settled there.
 *   <li>When the answer arrives, commit the outcome, and only then free the place in flight.
 * </ol>
 *
 * <p>A crash before 2 leaves the list pending; from 2 to 4 it leaves SUBMITTING, which the next start doubts and
 * settles. The intent comes {@link #LEAD} before the request and never more than {@link #LONGEST_GAP}, so that a crash
 * doubts few lists that never left, and a process that was frozen between the two does not wake up to send.
 */
public final class Submitter {
    private static final Logger log = LoggerFactory.getLogger(Submitter.class);

    /** Longer than a durable commit takes, shorter than the interval of ordinary rates. */
    private static final Duration LEAD = Duration.ofMillis(20);

    /** Longer than the pause after a throttling answer, so that a list in the gap waits it out. */
    static final Duration LONGEST_GAP = Duration.ofSeconds(2);

    /** How often an open breaker is asked again; it cannot tell when it will let a list probe. */
    private static final Duration BREAKER_POLL = Duration.ofMillis(50);

    private final Campaign campaign;
    private final ListStore lists;
    private final RobotTaskGateway gateway;
    private final Pacer pacer;
    private final InFlightAdvice inFlightAdvice;
    private final ApiHealth health;
    private final Reactions reactions;
    private final StopSignal stopSignal;
    private final Ticker ticker;
    private final SubmissionListener listener;

    private int inFlight;

    public Submitter(
            Campaign campaign,
            DispatcherSettings settings,
            ListStore lists,
            RobotTaskGateway gateway,
            StopSignal stopSignal,
            Ticker ticker,
            SubmissionListener listener) {
        this.campaign = campaign;
        this.lists = lists;
        this.gateway = gateway;
        this.pacer = new Pacer(campaign.dispatch().rate());
        this.inFlightAdvice = new InFlightAdvice(campaign.dispatch());
        this.health = new ApiHealth(settings, ticker, stopSignal);
        this.reactions = new Reactions(pacer, health, stopSignal, ticker, settings.stopAfterRefusals());
        this.stopSignal = stopSignal;
        this.ticker = ticker;
        this.listener = listener;
        stopSignal.listen(ticker::signal);
        keepDistanceFromEarlierProcess();
    }

    /**
     * A process that starts right after another one died must not burst on top of its last period. When that was, only
     * the clock on the wall could tell, and somebody may have set it; so the whole distance counts from now on, while
     * the files are read. The gap is part of it: a process that was frozen may have let one more request leave.
     */
    private void keepDistanceFromEarlierProcess() {
        if (lists.anySubmitted()) {
            Duration distance = campaign.dispatch().rate().period().plus(LONGEST_GAP);
            pacer.holdUntil(ticker.nanos() + distance.toNanos());
        }
    }

    /**
     * Submits one pending list, waiting as long as it takes.
     *
     * @return whether its request left; false when a stop was asked for first, or a pause too long to keep the intent
     *     waiting came up, and then the list is pending as before
     */
    public boolean submit(ListRef list) {
        if (!owned(list.run()) || !awaitPlace() || !awaitTurn()) {
            return false;
        }
        boolean left = false;
        try {
            left = intendAndSend(list);
        } finally {
            if (!left) {
                health.release();
            }
        }
        return left;
    }

    private boolean intendAndSend(ListRef list) {
        ListRef attempt = list.nextAttempt();
        String name = TaskNames.of(campaign.task().name(), attempt);
        // Before the signature, which would grow old where STS has to say first whose a new temporary key is.
        String account = gateway.account();
        Submission submission = gateway.prepare(new RobotTask(name, campaign.task(), lists.callees(list)));
        long intendedAt = ticker.nanos();
        lists.intend(
                list,
                new Intent(
                        name,
                        submission.nonce(),
                        submission.signedAt(),
                        account,
                        campaign.task().recall() != null));
        if (!awaitLeaving(list.run(), intendedAt + LONGEST_GAP.toNanos())) {
            lists.record(attempt, notSent());
            return false;
        }
        takePlace();
        CompletableFuture<Answer> answered = send(submission);
        long leftAt = ticker.nanos();
        long sent = pacer.sent(leftAt);
        var unused = answered.whenComplete((answer, failure) -> {
            paceBy(sent, leftAt, answer);
            finish(attempt, answer, failure);
        });
        return true;
    }

    /** Only what the server itself answered tells how long requests are under way. */
    private void paceBy(long sent, long leftAt, @Nullable Answer answer) {
        if (answer != null && answer.reply().httpStatus() > 0) {
            long now = ticker.nanos();
            boolean worked = answer.meaning() == Meaning.ACCEPTED;
            pacer.answered(sent, now, worked);
            if (worked) {
                inFlightAdvice.answered(now - leftAt);
            }
        }
    }

    /** Whatever sending throws, the request may have left: the list stays in doubt and its place is freed. */
    private static CompletableFuture<Answer> send(Submission submission) {
        try {
            return submission.send();
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Outcome notSent() {
        return new Outcome(
                Transition.RETURN,
                ticker.now(),
                0,
                "qianhu.NotSent",
                Message.of("dispatch.put-back-before-request-left"),
                null,
                null);
    }

    private void finish(ListRef attempt, Answer answer, @Nullable Throwable failure) {
        try {
            if (failure != null) {
                throw failure;
            }
            Outcome outcome = OutcomeOf.answer(answer, ticker.now());
            Outcome recorded = lists.record(attempt, outcome);
            if (recorded.transition() != outcome.transition()) {
                log.error("The answer for list {} does not count: {}.", attempt.number(), recorded.message());
            }
            reactions.to(answer);
            tell(attempt, recorded);
        } catch (LeaseLost e) {
            log.error("The outcome of list {} was not recorded: {}", attempt.number(), e.getMessage());
            stopSignal.stop(StopSignal.Cause.FAILURE, LeaseLost.message(attempt.run()));
        } catch (SyncFailed e) {
            log.error("The outcome of list {} could not be forced to the disk.", attempt.number(), e);
            stopSignal.stop(StopSignal.Cause.FAILURE, Message.of(e));
        } catch (Throwable e) {
            log.error("The outcome of list {} could not be recorded; it stays in doubt.", attempt.number(), e);
            stopSignal.stop(
                    StopSignal.Cause.FAILURE,
                    Message.of(
                            "dispatch.outcome-list-could-not-recorded",
                            attempt.number(),
                            DiskTrouble.in(e).orElse(Message.text(e.toString()))));
        } finally {
            freePlace();
        }
    }

    /** The outcome is recorded by now: what a listener does with it cannot put the list in doubt. */
    private void tell(ListRef attempt, Outcome outcome) {
        try {
            listener.recorded(attempt, outcome.transition().to());
        } catch (RuntimeException e) {
            log.error("Somebody could not hear of the outcome of list {}.", attempt.number(), e);
        }
    }

    /** Waits until everything that left has been answered and recorded; bounded by the gateway's timeouts. */
    public void awaitIdle() {
        while (inFlight() > 0) {
            awaitChange();
        }
    }

    /** Waits until an answer arrives or a stop is asked for. */
    public void awaitChange() {
        ticker.awaitUntil(ticker.nanos() + Duration.ofSeconds(1).toNanos());
    }

    /** Submissions that have left and are not recorded yet. */
    public synchronized int inFlight() {
        return inFlight;
    }

    private boolean awaitPlace() {
        if (inFlight() < campaign.dispatch().inFlight()) {
            return !stopSignal.isSet();
        }
        long from = ticker.nanos();
        long allowedAt = pacer.nextAt(from);
        while (inFlight() >= campaign.dispatch().inFlight()) {
            if (stopSignal.isSet()) {
                return false;
            }
            awaitChange();
        }
        inFlightAdvice.waited(ticker.nanos() - allowedAt);
        return !stopSignal.isSet();
    }

    /** Pace and then leave; the answer that gives leave may also bring a pause, so the pace is asked once more. */
    private boolean awaitTurn() {
        while (awaitPace() && awaitLeave()) {
            if (untilLead() <= 0 && !stopSignal.isSet()) {
                return true;
            }
            health.release();
        }
        return false;
    }

    private boolean awaitLeave() {
        while (!stopSignal.isSet()) {
            if (health.tryAcquire()) {
                return true;
            }
            ticker.awaitUntil(ticker.nanos() + BREAKER_POLL.toNanos());
        }
        return false;
    }

    private boolean awaitPace() {
        while (!stopSignal.isSet()) {
            long wait = untilLead();
            if (wait <= 0) {
                return true;
            }
            ticker.awaitUntil(ticker.nanos() + wait);
        }
        return false;
    }

    private long untilLead() {
        long now = ticker.nanos();
        return pacer.nextAt(now) - LEAD.toNanos() - now;
    }

    /**
     * The intent is durable; whether its request may leave before the last moment at which it should. Where it took long
     * to ask the ledger whose run it is, that moment and the pace are looked at once more.
     */
    private boolean awaitLeaving(String run, long atLast) {
        while (!stopSignal.isSet()) {
            long now = ticker.nanos();
            long next = pacer.nextAt(now);
            if (next - atLast > 0) {
                return false;
            }
            if (next - now > 0) {
                ticker.awaitUntil(next);
            } else if (!owned(run)) {
                return false;
            } else if (ticker.nanos() - now <= LEAD.toNanos()) {
                return true;
            }
        }
        return false;
    }

    /** A process that was frozen must not go on where another one has. */
    private boolean owned(String run) {
        if (lists.holds(run)) {
            return true;
        }
        stopSignal.stop(StopSignal.Cause.FAILURE, LeaseLost.message(run));
        return false;
    }

    private synchronized void takePlace() {
        inFlight++;
    }

    private void freePlace() {
        synchronized (this) {
            inFlight--;
        }
        ticker.signal();
    }
}
