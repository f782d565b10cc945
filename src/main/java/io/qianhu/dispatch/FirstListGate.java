package io.qianhu.dispatch;

import io.qianhu.dyvms.Lookup;
import io.qianhu.dyvms.RobotTaskGateway;
import io.qianhu.ledger.Brake;
import io.qianhu.ledger.BrakeStores;
import io.qianhu.ledger.FirstListStore.AcceptedList;
import io.qianhu.ledger.ListRef;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.Run;
import io.qianhu.message.Message;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure that the account takes {@code Caller} for the called numbers before more than one list is submitted to it.
 * On the other contract a task is created without any callee, and nothing but the task list tells.
 *
 * <ol>
 *   <li>A list of the campaign was once seen on this account with the callees that were submitted, or a person has
 *       released the run: open.
 *   <li>No list was accepted there yet: one may leave alone. One in flight is waited for, an unconfirmed one is settled
 *       first (if nothing shows what the service lists, by a {@link FurtherList}), a held one pauses the run.
 *   <li>One was accepted: it is looked up by its task name, again and again up to a patience, for the platform may
 *       still be reading it. As many callees as were submitted, or more where the platform recalls: recorded, open.
 *       Else the run pauses.
 * </ol>
 *
 * <p>A pause holds as long as its reason: when the gate opens, and when a person has decided about the held list and
 * nothing is left to verify, the brake is loosened.
 */
public final class FirstListGate implements ListGate {
    private static final Logger log = LoggerFactory.getLogger(FirstListGate.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    private final Run run;
    private final BrakeStores stores;
    private final RobotTaskGateway gateway;
    private final DispatcherSettings settings;
    private final StopSignal stopSignal;
    private final Ticker ticker;
    private final FurtherList further;

    private String openFor = "";
    private Optional<AcceptedList> looksUp = Optional.empty();
    private long sinceNanos;
    private long nextNanos;
    private Duration pause = FIRST_PAUSE;

    public FirstListGate(
            Run run,
            BrakeStores stores,
            RobotTaskGateway gateway,
            DispatcherSettings settings,
            StopSignal stopSignal,
            Ticker ticker,
            FurtherList further) {
        this.run = run;
        this.stores = stores;
        this.gateway = gateway;
        this.settings = settings;
        this.stopSignal = stopSignal;
        this.ticker = ticker;
        this.further = further;
    }

    @Override
    public Leave ask(ListRef next) {
        String account = gateway.account();
        if (isOpenFor(account)) {
            return Leave.NOW;
        }
        Optional<AcceptedList> accepted = stores.firstLists().lastAccepted(run.campaign(), account);
        if (accepted.isPresent()) {
            return verify(account, accepted.get());
        }
        if (stores.firstLists().anyIn(run.id(), ListState.SUBMITTING)) {
            return Leave.LATER;
        }
        if (stores.firstLists().anyIn(run.id(), ListState.UNCONFIRMED)) {
            return further.take() ? Leave.ALONE : Leave.AFTER_SETTLING;
        }
        if (stores.firstLists().anyIn(run.id(), ListState.HELD)) {
            return pause(Message.of("dispatch.list-run-held"));
        }
        loosenWithoutReason();
        return Leave.ALONE;
    }

    /** At the end of a run, where no list is left to be held back: whether there is nothing (more) to verify. */
    public boolean isContent() {
        String account = gateway.account();
        if (isOpenFor(account)) {
            return true;
        }
        Optional<AcceptedList> accepted = stores.firstLists().lastAccepted(run.campaign(), account);
        if (accepted.isPresent()) {
            return verify(account, accepted.get()) == Leave.NOW;
        }
        loosenWithoutReason();
        return true;
    }

    /** A list of the run that another account accepted may be what the brake is about; only a person knows of that. */
    private void loosenWithoutReason() {
        boolean holds = stores.brakes().pulled(run.id()).stream().anyMatch(it -> it.brake() == Brake.FIRST_LIST);
        if (holds && !stores.firstLists().anyIn(run.id(), ListState.ACCEPTED)) {
            stores.brakes().loosen(run.id(), Brake.FIRST_LIST);
        }
    }

    private boolean isOpenFor(String account) {
        if (account.equals(openFor)) {
            return true;
        }
        if (stores.firstLists().verified(run.campaign(), account)
                || stores.brakes().released(run.id()).contains(Brake.FIRST_LIST)) {
            stores.brakes().loosen(run.id(), Brake.FIRST_LIST);
            openFor = account;
            return true;
        }
        return false;
    }

    private Leave verify(String account, AcceptedList list) {
        long now = ticker.nanos();
        if (!looksUp.equals(Optional.of(list))) {
            looksUp = Optional.of(list);
            sinceNanos = now;
            nextNanos = now;
            pause = FIRST_PAUSE;
        }
        if (nextNanos - now > 0) {
            return Leave.LATER;
        }
        Lookup lookup = Settler.find(gateway, list.taskName(), list.signedAt(), settings.settleAfter());
        if (lookup instanceof Lookup.NotAnswered none && none.stop()) {
            stopSignal.stop(
                    StopSignal.Cause.FAILURE,
                    Message.of(
                            "dispatch.cannot-looked-up",
                            inWords(list),
                            none.reply().code(),
                            none.reply().message()));
            return Leave.LATER;
        }
        Finding finding = Finding.of(lookup, list);
        if (finding.verified()) {
            stores.firstLists().markVerified(run.id(), run.campaign(), account, list.list(), ticker.now());
            log.info("{} is listed with the callees that were submitted.", inWords(list));
            return isOpenFor(account) ? Leave.NOW : Leave.LATER;
        }
        return askAgainOrPause(list, finding);
    }

    private Leave askAgainOrPause(AcceptedList list, Finding finding) {
        long now = ticker.nanos();
        long atLast = sinceNanos + settings.firstListPatience().toNanos();
        if (now - atLast >= 0) {
            return pause(Message.of(
                    "dispatch.submitted-callees", inWords(list), list.list().calleeCount(), finding.words()));
        }
        log.info("{} is looked up again: {}.", inWords(list), finding.words());
        nextNanos = Math.min(atLast - now, pause.toNanos()) + now;
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        return Leave.LATER;
    }

    private Leave pause(Message what) {
        Message message = Message.of("dispatch.nothing-more-submitted", what, run.id());
        stores.brakes().pull(run.id(), Brake.FIRST_LIST, message, ticker.now());
        stopSignal.stop(StopSignal.Cause.PAUSE, message);
        return Leave.LATER;
    }

    private static Message inWords(AcceptedList list) {
        return Message.of(
                "dispatch.list-run-task", list.list().number(), list.list().run(), list.taskName(), list.taskId());
    }

    /** What one lookup has shown of a list. */
    private record Finding(boolean verified, Message words) {
        static Finding of(Lookup lookup, AcceptedList list) {
            if (lookup instanceof Lookup.Listed listed) {
                return of(listed.tasks(), list);
            }
            Message silent = Message.of("dispatch.api-not-say-how-many");
            return unknown(
                    lookup instanceof Lookup.NotAnswered none
                            ? Message.of(
                                    "message.brackets",
                                    silent,
                                    Message.of(
                                            "message.colon",
                                            none.reply().code(),
                                            none.reply().message()))
                            : silent);
        }

        private static Finding of(List<Lookup.ListedTask> tasks, AcceptedList list) {
            if (tasks.isEmpty()) {
                return unknown(Message.of("dispatch.api-not-list-task"));
            }
            Optional<Lookup.ListedTask> task = tasks.size() == 1
                    ? Optional.of(tasks.get(0))
                    : tasks.stream()
                            .filter(listed -> listed.taskId().equals(list.taskId()))
                            .findFirst();
            if (task.isEmpty()) {
                return unknown(Message.of("dispatch.api-lists-tasks-name", tasks.size()));
            }
            long count = task.get().totalCount();
            if (count < 0) {
                return unknown(Message.of("dispatch.api-lists-task-without-saying"));
            }
            return new Finding(list.mayCount(count), Message.of("dispatch.other-contract", count));
        }

        private static Finding unknown(Message words) {
            return new Finding(false, Message.of("dispatch.cannot-verified-account-takes-caller", words));
        }
    }
}
