package io.qianhu.watch;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.qianhu.dyvms.Meaning;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunFigures;
import io.qianhu.ledger.RunState;
import io.qianhu.number.RejectReason;
import io.qianhu.number.Shown;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The figures as Prometheus reads them. A label is a campaign's name, or a word of ours: there are never more than a
 * hundred campaigns, and no number, task or run is named.
 */
public final class Figures {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Campaigns campaigns;
    private final InstantSource clock;
    private final MultiGauge rows;
    private final MultiGauge rejected;
    private final MultiGauge lists;
    private final MultiGauge unconfirmed;
    private final MultiGauge limit;
    private final MultiGauge windowWait;
    private final MultiGauge runEnded;
    private final MultiGauge working;

    public Figures(Campaigns campaigns, ApiFigures api, Alerts alerts) {
        this(campaigns, api, alerts, InstantSource.system());
    }

    Figures(Campaigns campaigns, ApiFigures api, Alerts alerts, InstantSource clock) {
        this.campaigns = campaigns;
        this.clock = clock;
        rows = gauge("qianhu.rows", "Rows of the campaign's latest run, by what became of them", null);
        rejected = gauge("qianhu.rows.rejected", "Rejected rows of the campaign's latest run, by reason", null);
        lists = gauge("qianhu.lists", "Call lists of the campaign's latest run, by state", null);
        unconfirmed = gauge(
                "qianhu.callees.unconfirmed",
                "Callees of the campaign's latest run whose request's fate nobody knows now",
                null);
        limit = gauge("qianhu.rate.limit", "Submissions per second that the campaign allows", null);
        windowWait =
                gauge("qianhu.window.wait", "Time until the campaign's window opens, 0 while it is open", "seconds");
        runEnded = gauge(
                "qianhu.run.ended", "When the campaign's last run that ended so came to its end", "timestamp_seconds");
        working = gauge("qianhu.run.working", "Whether the campaign's latest run is worked on", null);
        for (Meaning outcome : Meaning.values()) {
            FunctionCounter.builder("qianhu.submissions", api, from -> from.submissions(outcome))
                    .description("Submissions of this process, by what they came to")
                    .tag("outcome", word(outcome.name()))
                    .register(registry);
        }
        Gauge.builder("qianhu.rate.reached", api, ApiFigures::rate)
                .description("Submissions per second of this process over the last ten seconds")
                .register(registry);
        alerts("sent", alerts, Alerts::sent);
        alerts("failed", alerts, Alerts::failed);
        alerts("dropped", alerts, Alerts::dropped);
    }

    private MultiGauge gauge(String name, String description, @Nullable String unit) {
        MultiGauge.Builder builder = MultiGauge.builder(name).description(description);
        return (unit == null ? builder : builder.baseUnit(unit)).register(registry);
    }

    private void alerts(String outcome, Alerts from, java.util.function.ToDoubleFunction<Alerts> count) {
        FunctionCounter.builder("qianhu.alerts", from, count)
                .description("Alerts of this process, by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }

    /** The text that Prometheus scrapes. */
    public synchronized String scrape() {
        List<Campaigns.Standing> all = campaigns.all();
        Instant now = clock.instant();
        fill(all, now);
        return registry.scrape();
    }

    private void fill(List<Campaigns.Standing> all, Instant now) {
        List<MultiGauge.Row<?>> ofRows = new ArrayList<>();
        List<MultiGauge.Row<?>> ofRejected = new ArrayList<>();
        List<MultiGauge.Row<?>> ofLists = new ArrayList<>();
        List<MultiGauge.Row<?>> ofUnconfirmed = new ArrayList<>();
        List<MultiGauge.Row<?>> ofLimit = new ArrayList<>();
        List<MultiGauge.Row<?>> ofWait = new ArrayList<>();
        List<MultiGauge.Row<?>> ofEnded = new ArrayList<>();
        List<MultiGauge.Row<?>> ofWorking = new ArrayList<>();
        for (Campaigns.Standing one : all) {
            Tags name = Tags.of("campaign", Shown.line(one.campaign().name()));
            ofLimit.add(MultiGauge.Row.of(name, one.campaign().dispatch().rate().perSecond()));
            ofWait.add(MultiGauge.Row.of(name, untilOpen(one, now).toMillis() / 1e3));
            boolean works = one.latestRun()
                    .map(Run::state)
                    .filter(RunState.RUNNING::equals)
                    .isPresent();
            ofWorking.add(MultiGauge.Row.of(name, works ? 1 : 0));
            lastEnds(one)
                    .forEach((state, at) ->
                            ofEnded.add(MultiGauge.Row.of(name.and("state", word(state.name())), at.getEpochSecond())));
            RunFigures latest = one.latest();
            if (latest != null) {
                ofRows.addAll(rows(name, latest));
                ofRejected.addAll(rejected(name, latest));
                for (ListState state : ListState.values()) {
                    ofLists.add(MultiGauge.Row.of(name.and("state", word(state.name())), latest.lists(state)));
                }
                ofUnconfirmed.add(MultiGauge.Row.of(name, latest.calleesInDoubt()));
            }
        }
        rows.register(ofRows, true);
        rejected.register(ofRejected, true);
        lists.register(ofLists, true);
        unconfirmed.register(ofUnconfirmed, true);
        limit.register(ofLimit, true);
        windowWait.register(ofWait, true);
        runEnded.register(ofEnded, true);
        working.register(ofWorking, true);
    }

    private static List<MultiGauge.Row<?>> rows(Tags name, RunFigures run) {
        return List.of(
                MultiGauge.Row.of(name.and("result", "read"), run.rowsRead()),
                MultiGauge.Row.of(name.and("result", "accepted"), run.callees()),
                MultiGauge.Row.of(name.and("result", "rejected"), run.rejected()),
                MultiGauge.Row.of(name.and("result", "duplicate"), run.duplicates()),
                MultiGauge.Row.of(name.and("result", "suppressed"), run.suppressed()));
    }

    /** What an older version counted under a name that is gone is one reason together, so that they stay few. */
    private static List<MultiGauge.Row<?>> rejected(Tags name, RunFigures run) {
        Map<String, Long> byReason = new TreeMap<>();
        run.rejectedByReason().forEach((reason, count) -> byReason.merge(reason(reason), count, Long::sum));
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        byReason.forEach((reason, count) -> rows.add(MultiGauge.Row.of(name.and("reason", reason), count)));
        return rows;
    }

    private static String reason(String stored) {
        for (RejectReason reason : RejectReason.values()) {
            if (reason.name().equals(stored)) {
                return reason.code();
            }
        }
        return "other";
    }

    private static Map<RunState, Instant> lastEnds(Campaigns.Standing one) {
        Map<RunState, Instant> ends = new TreeMap<>();
        for (Run run : one.runs()) {
            Instant at = run.finishedAt();
            if (at != null) {
                ends.merge(run.state(), Objects.requireNonNull(at), (a, b) -> a.isAfter(b) ? a : b);
            }
        }
        return ends;
    }

    private static Duration untilOpen(Campaigns.Standing one, Instant now) {
        var dispatch = one.campaign().dispatch();
        return dispatch.callingTimes().isOpen(now, dispatch.zone())
                ? Duration.ZERO
                : Duration.between(now, dispatch.callingTimes().nextOpening(now, dispatch.zone()));
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
