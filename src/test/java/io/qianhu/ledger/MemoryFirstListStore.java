package io.qianhu.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What {@link JdbcFirstListStore} says, of one run in a ledger in memory. */
public final class MemoryFirstListStore implements FirstListStore {
    private final MemoryListStore ledger;
    private final String run;
    private final Set<String> verified = new HashSet<>();

    public MemoryFirstListStore(MemoryListStore ledger, String run) {
        this.ledger = ledger;
        this.run = run;
    }

    @Override
    public Optional<FirstList> first(String id) {
        return lists().findFirst().map(list -> {
            Optional<Intent> intent = ledger.intent(list);
            Optional<Outcome> last = intent.isPresent() ? last(list) : Optional.empty();
            return new FirstList(
                    list,
                    ledger.state(list),
                    intent.map(Intent::taskName).orElse(null),
                    last.map(Outcome::taskId).orElse(null),
                    last.map(Outcome::answeredAt).orElse(null));
        });
    }

    @Override
    public boolean anyIn(String id, ListState state) {
        return lists().anyMatch(list -> ledger.state(list) == state);
    }

    @Override
    public boolean verified(String campaign, String account) {
        return verified.contains(account);
    }

    /** The account counts as one that was never verified. */
    public void forget() {
        verified.clear();
    }

    @Override
    public void markVerified(String id, String campaign, String account, ListRef list, Instant at) {
        verified.add(account);
    }

    @Override
    public Optional<AcceptedList> lastAccepted(String campaign, String account) {
        return lists().filter(list -> ledger.state(list) == ListState.ACCEPTED)
                .filter(list -> ledger.intent(list).orElseThrow().account().equals(account))
                .map(list -> {
                    Intent intent = ledger.intent(list).orElseThrow();
                    String id = last(list).map(Outcome::taskId).orElse("found by a person");
                    return new AcceptedList(list, intent.taskName(), id, intent.signedAt(), intent.recalls());
                })
                .max(Comparator.comparing(AcceptedList::signedAt));
    }

    private Stream<ListRef> lists() {
        return ledger.refs(run).stream();
    }

    private Optional<Outcome> last(ListRef list) {
        return ledger.outcomes(list.run(), list.number()).stream().reduce((earlier, later) -> later);
    }
}
