package io.qianhu.job;

import io.qianhu.campaign.NumberSettings;
import io.qianhu.ledger.Books;
import io.qianhu.ledger.Leases;
import io.qianhu.ledger.PurgeStore;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunLease;
import io.qianhu.ledger.RunStore;
import io.qianhu.message.Message;
import io.qianhu.report.RunReports;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Removes the numbers of runs that ended long ago.
 *
 * <ol>
 *   <li>Only a run whose every list has come to its end is purged: not one with refused or held lists, which a person may
 *       still want to put right.
 *   <li>Nobody may be called too soon because of a purge: a run that ended within the longest {@code
 *       numbers.not-called-within} that any run has used stays, whatever was asked for. A campaign that asks for longer
 *       later on is refused as long as that reaches back to a purged run.
 *   <li>A run whose rejects another one still reads stays.
 *   <li>The reports go before the numbers in the ledger do. A process that dies between the two leaves a run that is whole
 *       and whose reports can be written again.
 * </ol>
 */
public final class RunPurge {
    private final RunStore runs;
    private final PurgeStore store;
    private final Leases leases;
    private final RunReports reports;

    public RunPurge(RunStore runs, PurgeStore store, Leases leases, RunReports reports) {
        this.runs = runs;
        this.store = store;
        this.leases = leases;
        this.reports = reports;
    }

    /**
     * What is said of one run that ended before the time asked for.
     *
     * @param keptFor why it stays all the same, a half-sentence; empty for one that can be purged
     */
    public record Verdict(Run run, Message keptFor) {}

    /** All runs that ended so long ago and are not purged, the oldest first. */
    public List<Verdict> verdicts(Duration olderThan, Instant now) {
        List<Run> all = runs.all();
        Duration longest = all.stream()
                .flatMap(run -> Stream.ofNullable(run.notCalledWithin()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return all.stream()
                .filter(run -> run.purgedAt() == null && run.finishedAt() != null)
                .filter(run -> Objects.requireNonNull(run.finishedAt()).isBefore(now.minus(olderThan)))
                .sorted(Comparator.comparing(Run::startedAt))
                .map(run -> new Verdict(run, keptFor(run, all, longest, now)))
                .toList();
    }

    private Message keptFor(Run run, List<Run> all, Duration longest, Instant now) {
        Books books = runs.books(run.id());
        if (run.state().unfinished() || books.open() || books.needsPerson()) {
            return Message.of("job.resolve-command-brings-end", run.state());
        }
        if (!Objects.requireNonNull(run.finishedAt()).isBefore(now.minus(longest))) {
            return Message.of("job.numbers-not-called-within-needs-numbers", NumberSettings.inWords(longest));
        }
        return all.stream()
                .filter(other -> !other.intakeDone() && other.cancelled() == null && followsUpon(other, run, all))
                .findFirst()
                .map(other -> Message.of("job.run-still-reads-rejects", other.id()))
                .orElse(Message.NONE);
    }

    /** Whether the run retries the rejects of the earlier one, or of one that does so itself. */
    private static boolean followsUpon(Run run, Run earlier, List<Run> all) {
        Map<String, Run> byId = all.stream().collect(Collectors.toMap(Run::id, Function.identity()));
        for (String one = run.retryOf(); one != null; ) {
            if (one.equals(earlier.id())) {
                return true;
            }
            Run before = byId.get(one);
            one = before == null ? null : before.retryOf();
        }
        return false;
    }

    /**
     * Purges one of {@link #verdicts} that is kept for nothing.
     *
     * @throws io.qianhu.ledger.LeaseRefused when another process works on it
     */
    public void purge(Run run, Instant at) {
        try (RunLease lease = leases.take(run.id())) {
            reports.delete(lease.run());
            store.purge(lease.run(), at);
        }
        reports.write(run.id());
    }
}
