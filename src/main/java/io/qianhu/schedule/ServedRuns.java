package io.qianhu.schedule;

import io.qianhu.ledger.Run;
import io.qianhu.ledger.Target;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which runs go on by themselves, in the ledger: those that were begun here or that a person let go on, unless a person
 * has stopped them. What a person says is kept from the moment it is said, so no crash forgets it.
 */
final class ServedRuns {
    private final JdbcClient jdbc;

    ServedRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A run that goes on by itself.
     *
     * @param seenAt when somebody last looked after it
     * @param stopped whether a person has stopped it and not resumed it
     */
    record Served(Instant seenAt, boolean stopped) {}

    Optional<Served> find(String run) {
        return jdbc.sql("select seen_at, stopped from served_run where run_id = ?")
                .param(run)
                .query((row, n) -> new Served(
                        row.getObject("seen_at", OffsetDateTime.class).toInstant(), row.getBoolean("stopped")))
                .optional();
    }

    boolean isStopped(String run) {
        return find(run).filter(Served::stopped).isPresent();
    }

    /** It was begun here, by a schedule. */
    void begun(Run run, Instant now) {
        jdbc.sql("merge into served_run (run_id, seen_at, begun) key (run_id) values (?, ?, true)")
                .params(run.id(), time(now))
                .update();
    }

    /** When the latest of the campaign's runs began that were begun here. */
    Optional<Instant> lastBegan(String campaign, Target target) {
        return jdbc.sql("""
                        select r.started_at from run r join served_run s on s.run_id = r.run_id
                        where r.campaign = ? and r.target = ? and s.begun order by r.started_at desc fetch first 1 rows only""")
                .params(campaign, target.name())
                .query((row, n) ->
                        row.getObject("started_at", OffsetDateTime.class).toInstant())
                .optional();
    }

    /** It is looked after; whether it was begun here, and whether it is stopped, stays as it is. */
    void seen(Run run, Instant now) {
        jdbc.sql("merge into served_run (run_id, seen_at) key (run_id) values (?, ?)")
                .params(run.id(), time(now))
                .update();
    }

    /** A person stops it, whether it is worked on or not. */
    void stop(Run run, Instant now) {
        said(run, now, true);
    }

    /** A person lets it go on, whoever began or stopped it, and however long ago. */
    void resume(Run run, Instant now) {
        said(run, now, false);
    }

    private void said(Run run, Instant now, boolean stopped) {
        jdbc.sql("merge into served_run (run_id, seen_at, stopped) key (run_id) values (?, ?, ?)")
                .params(run.id(), time(now), stopped)
                .update();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
