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
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks a list up before it leaves again that the API sent back with a business code, such as arrears: that no work was
 * done then is our reading of the code, and the platform has tasks that arrears have stopped.
 *
 * <ol>
 *   <li>A list that never left, or came back for another reason: it may leave.
 *   <li>A task of its name is listed: that is kept, and the list is held for a person.
 *   <li>None is listed: it may leave; where {@linkplain PositiveControl another task of ours} should be listed and is not,
 *       or another service or key would be asked than the list was sent to, it is held.
 *   <li>No answer: later, and the run stops as with any look-up when that lasts.
 * </ol>
 *
 * <p>One list is looked up at a time, right before it would leave, so many that came back at once are not a burst.
 */
public final class LookFirst implements ListGate {
    private static final Logger log = LoggerFactory.getLogger(LookFirst.class);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    private final ListStore lists;
    private final RobotTaskGateway gateway;
    private final Unanswered unanswered;
    private final PositiveControl control;
    private final Duration askAgainAfter;
    private final Ticker ticker;
    private final SubmissionListener listener;

    private long notBefore;

    public LookFirst(
            DispatcherSettings settings,
            ListStore lists,
            RobotTaskGateway gateway,
            StopSignal stopSignal,
            Ticker ticker,
            SubmissionListener listener) {
        this.lists = lists;
        this.gateway = gateway;
        this.unanswered = new Unanswered(settings.giveUpAfter(), stopSignal, ticker);
        this.control = new PositiveControl(lists, gateway, settings.settleAfter(), unanswered);
        this.askAgainAfter = settings.askAgainAfter();
        this.ticker = ticker;
        this.listener = listener;
        this.notBefore = ticker.nanos();
    }

    @Override
    public Leave ask(ListRef next) {
        Optional<LatestAttempt> returned = next.attempt() == 0 ? Optional.empty() : lists.lookFirst(next);
        return returned.map(this::lookUp).orElse(Leave.NOW);
    }

    private Leave lookUp(LatestAttempt returned) {
        if (notBefore - ticker.nanos() > 0) {
            return Leave.LATER;
        }
        // On whatever day: another home may have submitted it since by this name.
        Lookup lookup = gateway.find(returned.taskName());
        if (lookup instanceof Lookup.Listed listed) {
            unanswered.ends();
            return decide(returned, listed);
        }
        unanswered.note((Lookup.NotAnswered) lookup);
        return later(ASK_AGAIN);
    }

    private Leave later(Duration pause) {
        notBefore = ticker.nanos() + pause.toNanos();
        return Leave.LATER;
    }

    private Leave decide(LatestAttempt returned, Lookup.Listed listed) {
        if (!listed.tasks().isEmpty()) {
            String taskId = listed.tasks().get(0).taskId();
            lists.saw(returned.list(), taskId);
            return hold(
                    returned,
                    Message.of("dispatch.api-sent-list-back-lists", taskId, Settler.ifItIsOurs(returned, taskId)));
        }
        if (!Account.mayBeSame(returned.account(), gateway.account())) {
            return hold(
                    returned,
                    Message.of(
                            "dispatch.list-sent-back-cannot-looked",
                            returned.account(),
                            gateway.account(),
                            returned.list().run(),
                            returned.list().number()));
        }
        return switch (control.beside(returned, listed.serverTime())) {
            // Nothing was ever accepted that could be listed, and the API has said no: that is believed.
            case SHOWN, NOTHING_THERE -> Leave.NOW;
            case NOT_YET -> later(askAgainAfter);
            case NOT_ANSWERED -> later(ASK_AGAIN);
            case HIDDEN ->
                hold(
                        returned,
                        Message.of(
                                "dispatch.api-sent-list-back",
                                returned.list().run(),
                                returned.list().number()));
        };
    }

    private Leave hold(LatestAttempt returned, Message message) {
        lists.record(
                returned.list(),
                new Outcome(Transition.HOLD_RETURNED, ticker.now(), 0, "qianhu.Settled", message, null, null));
        listener.recorded(returned.list(), Transition.HOLD_RETURNED.to());
        log.warn("List {}: {}.", returned.list().number(), message);
        return Leave.LATER;
    }
}
