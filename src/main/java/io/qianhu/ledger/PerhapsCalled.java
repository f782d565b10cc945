package io.qianhu.ledger;

import io.qianhu.number.Callees;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The numbers that earlier runs may have called.
 *
 * <p>A list counts when any of its submissions since the moment is not proved to have done nothing: the API refused it,
 * it never left or was turned away at the door, or its task was proved absent. Every other one counts: accepted, found,
 * in flight, unconfirmed, held. What a person decided later changes nothing, because a decision is a word and no proof:
 * a list that was put back or given up counts as long as its submission is in doubt.
 */
final class PerhapsCalled {
    /** List numbers have no gaps, so pages can be cut by number; H2 would hold a whole result in memory. */
    private static final int LISTS_PER_PAGE = 500;

    private static final String SINCE_AND_NOT_PROVED_IDLE =
            "s.signed_at >= ? and (s.outcome is null or s.outcome not in ('REFUSE', 'RETURN', 'PROVE_ABSENT'))";

    private final JdbcClient jdbc;

    PerhapsCalled(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Gives the callees of such lists of all runs with the target of this one, but not of itself. */
    void each(Run run, Instant since, boolean sameCampaign, Consumer<Callees> consumer) {
        OffsetDateTime from = JdbcListStore.time(since);
        List<String> runs = jdbc.sql(
                        "select distinct r.run_id from submission s join run r on r.run_id = s.run_id where "
                                + SINCE_AND_NOT_PROVED_IDLE
                                + " and r.run_id <> ? and r.target = ? and (r.campaign = ? or ?) order by r.run_id")
                .params(from, run.id(), run.target().name(), run.campaign(), !sameCampaign)
                .query(String.class)
                .list();
        runs.forEach(other -> each(other, from, consumer));
    }

    private void each(String run, OffsetDateTime from, Consumer<Callees> consumer) {
        int lists = jdbc.sql("select coalesce(max(list_no), 0) from call_list where run_id = ?")
                .param(run)
                .query(Integer.class)
                .single();
        for (int first = 1; first <= lists; first += LISTS_PER_PAGE) {
            jdbc.sql("select c.callees from call_list_callees c where c.run_id = ? and c.list_no between ? and ?"
                            + " and exists (select 1 from submission s where s.run_id = c.run_id"
                            + " and s.list_no = c.list_no and " + SINCE_AND_NOT_PROVED_IDLE + ")")
                    .params(run, first, first + LISTS_PER_PAGE - 1, from)
                    .query((row, n) -> Callees.unpack(row.getBytes("callees")))
                    .list()
                    .forEach(consumer);
        }
    }
}
