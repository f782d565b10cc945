package io.qianhu.dispatch;

import io.qianhu.dyvms.Lookup;
import io.qianhu.dyvms.RobotTaskGateway;
import io.qianhu.ledger.FirstListStore.AcceptedList;
import io.qianhu.ledger.LatestAttempt;
import io.qianhu.ledger.ListStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether the service shows us what is there. A query that can find nothing proves nothing: the key may be another
 * account's, the name's filter or the day's zone another than we think. So beside what is not listed something must be: the
 * task that the account accepted last, by its own name and day, or any task in a complete list of the days in question.
 */
final class PositiveControl {
    enum Result {
        SHOWN,
        /** What was accepted last is not listed, and may be yet. */
        NOT_YET,
        /** What was accepted last is not listed, and should be. */
        HIDDEN,
        /** Nothing is listed, and nothing was ever accepted that could be. */
        NOTHING_THERE,
        NOT_ANSWERED
    }

    private final ListStore lists;
    private final RobotTaskGateway gateway;
    private final Duration settleAfter;
    private final Unanswered unanswered;

    /** @param unanswered hears of lookups that are not answered */
    PositiveControl(ListStore lists, RobotTaskGateway gateway, Duration settleAfter, Unanswered unanswered) {
        this.lists = lists;
        this.gateway = gateway;
        this.settleAfter = settleAfter;
        this.unanswered = unanswered;
    }

    /** @param serverTime the service's clock when the list was not found */
    Result beside(LatestAttempt missing, Instant serverTime) {
        Optional<AcceptedList> newest = lists.lastAccepted(missing.account());
        if (newest.isPresent()) {
            AcceptedList list = newest.get();
            Lookup own = Settler.find(gateway, list.taskName(), list.signedAt(), settleAfter);
            if (!understood(own)) {
                return Result.NOT_ANSWERED;
            }
            if (any(own, task -> task.taskId().equals(list.taskId()))) {
                return Result.SHOWN;
            }
        }
        Result unseen = newest.map(
                        list -> serverTime.isBefore(list.signedAt().plus(settleAfter)) ? Result.NOT_YET : Result.HIDDEN)
                .orElse(Result.NOTHING_THERE);
        if (!missing.account().equals(gateway.account())) {
            // Of one of the two it is not known which account it is, so what is listed now may be another one's, and so
            // would be a further list.
            return unseen == Result.NOTHING_THERE ? Result.HIDDEN : unseen;
        }
        Lookup all =
                gateway.list(Settler.earliest(missing.signedAt()), Settler.latest(missing.signedAt(), settleAfter));
        if (!understood(all)) {
            return Result.NOT_ANSWERED;
        }
        if (any(all, task -> true)) {
            return Result.SHOWN;
        }
        return unseen;
    }

    private static boolean any(Lookup lookup, Predicate<Lookup.ListedTask> wanted) {
        return lookup instanceof Lookup.Listed listed && listed.tasks().stream().anyMatch(wanted);
    }

    /** A list that is too long to be read was understood, and shows no task that could be looked at. */
    private boolean understood(Lookup lookup) {
        if (lookup instanceof Lookup.NotAnswered none && !none.tooLong()) {
            unanswered.note(none);
            return false;
        }
        return true;
    }
}
