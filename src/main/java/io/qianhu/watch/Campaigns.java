package io.qianhu.watch;

import io.qianhu.campaign.Campaign;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunCounts;
import io.qianhu.ledger.RunFigures;
import io.qianhu.ledger.RunStore;
import io.qianhu.ledger.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The campaigns that are watched, and how their latest runs stand. What was read is kept for a few seconds, so that it
 * costs a run nothing how often somebody looks. Safe for use by several threads.
 */
public final class Campaigns {
    /** So many have figures of their own, in the order of their files: each is some thirty lines for Prometheus. */
    static final int MOST = 100;

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Supplier<List<Campaign>> campaigns;
    private final RunStore runs;
    private final RunCounts counts;
    private final Target target;
    private final LongSupplier nanos;
    private List<Standing> known = List.of();
    private @Nullable Long readAt;

    public Campaigns(Supplier<List<Campaign>> campaigns, RunStore runs, RunCounts counts, Target target) {
        this(campaigns, runs, counts, target, System::nanoTime);
    }

    Campaigns(Supplier<List<Campaign>> campaigns, RunStore runs, RunCounts counts, Target target, LongSupplier nanos) {
        this.campaigns = campaigns;
        this.runs = runs;
        this.counts = counts;
        this.target = target;
        this.nanos = nanos;
    }

    /**
     * A campaign with its runs, the latest first.
     *
     * @param latest figures of the latest run; null when there is none
     */
    record Standing(
            Campaign campaign, List<Run> runs, @Nullable RunFigures latest) {
        Optional<Run> latestRun() {
            return runs.stream().findFirst();
        }
    }

    synchronized List<Standing> all() {
        long now = nanos.getAsLong();
        if (readAt == null || now - readAt >= FRESH.toNanos()) {
            known = read();
            readAt = now;
        }
        return known;
    }

    private List<Standing> read() {
        Map<String, List<Run>> byCampaign = new HashMap<>();
        for (Run run : runs.all()) {
            if (run.target() == target) {
                byCampaign
                        .computeIfAbsent(run.campaign(), name -> new ArrayList<>())
                        .add(run);
            }
        }
        return campaigns.get().stream()
                .limit(MOST)
                .map(campaign -> standing(campaign, byCampaign.getOrDefault(campaign.name(), List.of())))
                .toList();
    }

    private Standing standing(Campaign campaign, List<Run> its) {
        return new Standing(
                campaign,
                List.copyOf(its),
                its.isEmpty() ? null : counts.of(its.get(0).id()).orElse(null));
    }

    Optional<Campaign> find(String name) {
        return campaigns.get().stream()
                .filter(campaign -> campaign.name().equals(name))
                .findFirst();
    }

    Optional<RunFigures> figures(String run) {
        return counts.of(run);
    }

    Optional<Run> run(String id) {
        return runs.find(id);
    }

    /** The campaign's run before this one that came to its end. */
    Optional<Run> completedBefore(Run run) {
        return runs.all().stream()
                .filter(other -> other.target() == run.target()
                        && other.campaign().equals(run.campaign())
                        && !other.id().equals(run.id())
                        && !other.state().unfinished()
                        && other.startedAt().isBefore(run.startedAt()))
                .findFirst();
    }
}
