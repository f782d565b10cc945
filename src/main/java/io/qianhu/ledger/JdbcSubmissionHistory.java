package io.qianhu.ledger;

import io.qianhu.ledger.SubmissionHistory.AllowedRate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps how fast a run may submit, and reads when it did. */
final class JdbcSubmissionHistory {
    private final JdbcClient jdbc;

    JdbcSubmissionHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Stores the rate, unless it is the one that is allowed already. */
    void allow(String run, Instant since, double perSecond) {
        Optional<Double> last = jdbc.sql(
                        "select per_second from allowed_rate where run_id = ? order by since desc fetch first 1 rows only")
                .param(run)
                .query(Double.class)
                .optional();
        if (last.isEmpty() || last.get() != perSecond) {
            jdbc.sql("merge into allowed_rate (run_id, since, per_second) key (run_id, since) values (?, ?, ?)")
                    .params(run, JdbcListStore.time(since), perSecond)
                    .update();
        }
    }

    SubmissionHistory of(String run) {
        List<Instant> begun = jdbc.sql("select signed_at from submission where run_id = ? order by signed_at")
                .param(run)
                .query((row, n) -> JdbcListStore.requireInstant(row, "signed_at"))
                .list();
        List<AllowedRate> allowed = jdbc.sql(
                        "select since, per_second from allowed_rate where run_id = ? order by since")
                .param(run)
                .query((row, n) ->
                        new AllowedRate(JdbcListStore.requireInstant(row, "since"), row.getDouble("per_second")))
                .list();
        return new SubmissionHistory(begun, allowed);
    }
}
