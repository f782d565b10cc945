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
 *
 * <p>What another run has stored and has still to send counts too, however old that run is and however far its intake has
 * come, until somebody cancels it: its numbers are going to be called.
 */
final class PerhapsCalled {
    /** List numbers have no gaps, so pages can be cut by number; H2 would hold a whole result in memory. */
    private static final int LISTS_PER_PAGE = 500;

    private static final String SINCE_AND_NOT_PROVED_IDLE =
            "s.signed_at >= ? and (s.outcome is null or s.outcome not in ('REFUSE', 'RETURN', 'PROVE_ABSENT'))";

    private static final String TO_BE_SENT = "l.state = 'PENDING' and r.cancelled_at is null";

    private final JdbcClient jdbc;

    PerhapsCalled(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Gives the callees of such lists of all runs with the target of this one, but not of itself. */
    void each(Run run, Instant since, boolean sameCampaign, Consumer<Callees> consumer) {
        OffsetDateTime from = JdbcListStore.time(since);
        List<String> runs = jdbc.sql(
                        "select r.run_id from run r where r.run_id <> ? and r.target = ? and (r.campaign = ? or ?)"
                                + " and (r.run_id in (select s.run_id from submission s where "
                                + SINCE_AND_NOT_PROVED_IDLE + ") or (r.cancelled_at is null and not r.intake_done)"
                                + " or exists (select 1 from call_list l where l.run_id = r.run_id and " + TO_BE_SENT
                                + ")) order by r.run_id")
                .params(run.id(), run.target().name(), run.campaign(), !sameCampaign, from)
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
                            + " and (exists (select 1 from submission s where s.run_id = c.run_id"
                            + " and s.list_no = c.list_no and " + SINCE_AND_NOT_PROVED_IDLE
                            + ") or exists (select 1 from call_list l join run r on r.run_id = l.run_id"
                            + " where l.run_id = c.run_id and l.list_no = c.list_no and " + TO_BE_SENT + "))")
                    .params(run, first, first + LISTS_PER_PAGE - 1, from)
                    .query((row, n) -> Callees.unpack(row.getBytes("callees")))
                    .list()
                    .forEach(consumer);
        }
        jdbc
                .sql("select o.callees from open_list o join run r on r.run_id = o.run_id"
                        + " where o.run_id = ? and r.cancelled_at is null")
                .param(run)
                .query((row, n) -> Callees.unpack(row.getBytes("callees")))
                .list()
                .stream()
                .filter(open -> open.size() > 0)
                .forEach(consumer);
    }
}
