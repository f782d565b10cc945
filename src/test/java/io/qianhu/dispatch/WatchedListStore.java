package io.qianhu.dispatch;

import io.qianhu.ledger.FirstListStore;
import io.qianhu.ledger.Intent;
import io.qianhu.ledger.LatestAttempt;
import io.qianhu.ledger.ListHere;
import io.qianhu.ledger.ListRef;
import io.qianhu.ledger.ListStore;
import io.qianhu.ledger.Outcome;
import io.qianhu.number.Callees;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Another store whose writes somebody watches: time may pass there, a write may fail, a process may die. */
public final class WatchedListStore implements ListStore {
    private final ListStore store;
    private final Consumer<String> before;
    private final Consumer<String> after;

    /** Both hear {@code intend 3}, {@code ACCEPT 3} or {@code saw 3}; what they throw is thrown at the writer. */
    public WatchedListStore(ListStore store, Consumer<String> before, Consumer<String> after) {
        this.store = store;
        this.before = before;
        this.after = after;
    }

    @Override
    public boolean holds(String run) {
        return store.holds(run);
    }

    @Override
    public List<ListRef> pending(String run, int limit) {
        return store.pending(run, limit);
    }

    @Override
    public Optional<ListRef> lastPending(String run) {
        return store.lastPending(run);
    }

    @Override
    public Optional<ListHere> here(String run, int number) {
        return store.here(run, number);
    }

    @Override
    public Optional<FirstListStore.AcceptedList> lastAccepted(String account) {
        return store.lastAccepted(account);
    }

    @Override
    public void looksAs(String run, String title) {
        store.looksAs(run, title);
    }

    @Override
    public Callees callees(ListRef list) {
        return store.callees(list);
    }

    @Override
    public ListRef intend(ListRef list, Intent intent) {
        before.accept("intend " + list.number());
        ListRef attempt = store.intend(list, intent);
        after.accept("intend " + list.number());
        return attempt;
    }

    @Override
    public Outcome record(ListRef list, Outcome outcome) {
        before.accept(outcome.transition() + " " + list.number());
        Outcome recorded = store.record(list, outcome);
        after.accept(outcome.transition() + " " + list.number());
        return recorded;
    }

    @Override
    public int markInFlightUnconfirmed(String run, Instant now) {
        before.accept("doubt");
        int doubted = store.markInFlightUnconfirmed(run, now);
        after.accept("doubt");
        return doubted;
    }

    @Override
    public List<LatestAttempt> unconfirmed(String run) {
        return store.unconfirmed(run);
    }

    @Override
    public List<LatestAttempt> unrecognised(String run) {
        return store.unrecognised(run);
    }

    @Override
    public Optional<LatestAttempt> lookFirst(ListRef list) {
        return store.lookFirst(list);
    }

    @Override
    public Optional<LatestAttempt> undecided(String run, int number) {
        return store.undecided(run, number);
    }

    @Override
    public void saw(ListRef list, String taskId) {
        before.accept("saw " + list.number());
        store.saw(list, taskId);
        after.accept("saw " + list.number());
    }

    @Override
    public boolean anySubmitted() {
        return store.anySubmitted();
    }
}
