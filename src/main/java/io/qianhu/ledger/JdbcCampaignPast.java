package io.qianhu.ledger;

import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@link CampaignPast} on JDBC. */
public final class JdbcCampaignPast implements CampaignPast {
    private final JdbcClient jdbc;

    public JdbcCampaignPast(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<CompletedRun> lastCompleted(String campaign, Target target, String except) {
        return jdbc.sql("""
                        select run_id, callees from run
                        where campaign = ? and target = ? and run_id <> ? and state in ('COMPLETED', 'ATTENTION') and callees > 0
                            and cancelled_at is null
                        order by finished_at desc, started_at desc fetch first 1 rows only""")
                .params(campaign, target.name(), except)
                .query((row, n) -> new CompletedRun(row.getString("run_id"), row.getLong("callees")))
                .optional();
    }

    @Override
    public long calleesSubmittedSince(String campaign, Target target, Instant from) {
        return jdbc.sql("""
                        select coalesce(sum(l.callee_count), 0)
                        from submission s
                            join call_list l
                                on l.run_id = s.run_id and l.list_no = s.list_no and l.attempt = s.attempt
                            join run r on r.run_id = s.run_id
                        where s.signed_at >= ? and r.campaign = ? and r.target = ?
                            and l.state not in ('PENDING', 'REFUSED')""")
                .params(JdbcListStore.time(from), campaign, target.name())
                .query(Long.class)
                .single();
    }

    @Override
    public int longestPending(String run) {
        return jdbc.sql("select coalesce(max(callee_count), 0) from call_list where run_id = ? and state = 'PENDING'")
                .param(run)
                .query(Integer.class)
                .single();
    }
}
