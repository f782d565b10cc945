package io.qianhu.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.dispatch.HandTicker;
import io.qianhu.dyvms.Meaning;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.RunState;
import io.qianhu.report.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresTest {
    /** Half past eight in Shanghai; the window opens at nine. */
    private static final Instant NOW = Instant.parse("2026-03-02T00:30:00Z");

    @TempDir
    private Path folder;

    private final ApiFigures api = new ApiFigures();
    private final Alerts alerts =
            new Alerts(List.of(), Words.of(Locale.ENGLISH), HandTicker::new, Duration.ofSeconds(1));

    @Test
    void showsWhereEveryCampaignStands() {
        try (WatchedLedger watched = new WatchedLedger(folder)) {
            watched.run("r1", RunState.COMPLETED, 10);
            api.came(Meaning.ACCEPTED);
            assertThat(lines(watched))
                    .contains(
                            "qianhu_rows{campaign=\"spring-renewal\",result=\"read\"} 100.0",
                            "qianhu_rows{campaign=\"spring-renewal\",result=\"accepted\"} 50.0",
                            "qianhu_rows{campaign=\"spring-renewal\",result=\"rejected\"} 10.0",
                            "qianhu_rows{campaign=\"spring-renewal\",result=\"duplicate\"} 40.0",
                            "qianhu_rows_rejected{campaign=\"spring-renewal\",reason=\"too-short\"} 9.0",
                            "qianhu_rows_rejected{campaign=\"spring-renewal\",reason=\"other\"} 1.0",
                            "qianhu_lists{campaign=\"spring-renewal\",state=\"pending\"} 2.0",
                            "qianhu_lists{campaign=\"spring-renewal\",state=\"held\"} 0.0",
                            "qianhu_callees_unconfirmed{campaign=\"spring-renewal\"} 0.0",
                            "qianhu_rate_limit{campaign=\"spring-renewal\"} 30.0",
                            "qianhu_window_wait_seconds{campaign=\"spring-renewal\"} 1800.0",
                            "qianhu_run_working{campaign=\"spring-renewal\"} 0.0",
                            "qianhu_run_ended_timestamp_seconds{campaign=\"spring-renewal\",state=\"completed\"} 1.77241326E9",
                            "qianhu_submissions_total{outcome=\"accepted\"} 1.0",
                            "qianhu_submissions_total{outcome=\"unconfirmed\"} 0.0",
                            "qianhu_rate_reached 0.0",
                            "qianhu_alerts_total{outcome=\"dropped\"} 0.0");
        }
    }

    @Test
    void countsListsInDoubtAndTheRunThatIsWorkedOn() {
        try (WatchedLedger watched = new WatchedLedger(folder)) {
            watched.run("r1", RunState.RUNNING, 10);
            watched.ledger.sql("update call_list set state = 'UNCONFIRMED' where list_no = 2");
            assertThat(lines(watched))
                    .contains(
                            "qianhu_lists{campaign=\"spring-renewal\",state=\"unconfirmed\"} 1.0",
                            "qianhu_callees_unconfirmed{campaign=\"spring-renewal\"} 20.0",
                            "qianhu_run_working{campaign=\"spring-renewal\"} 1.0");
        }
    }

    @Test
    void namesNoNumberNoTaskAndNoRun() {
        try (WatchedLedger watched = new WatchedLedger(folder)) {
            watched.serve("13800138000", "always");
            watched.run("run4711x", RunState.FAILED, 10);
            String text = new Figures(watched.campaigns, api, alerts).scrape();
            assertThat(text).contains("138****8000").doesNotContain("13800138000", "秘密", "run4711x", "13800000");
        }
    }

    @Test
    void hasNoMoreThanAHundredCampaigns() {
        try (WatchedLedger watched = new WatchedLedger(folder)) {
            watched.served.clear();
            for (int i = 0; i < Campaigns.MOST + 1; i++) {
                watched.serve("c" + i, "always");
            }
            assertThat(lines(watched))
                    .filteredOn(line -> line.startsWith("qianhu_rate_limit{"))
                    .hasSize(100);
        }
    }

    @Test
    void forgetsACampaignThatIsGone() {
        try (WatchedLedger watched = new WatchedLedger(folder)) {
            Figures figures = new Figures(watched.campaigns, api, alerts);
            assertThat(figures.scrape()).contains("campaign=\"spring-renewal\"");
            watched.served.clear();
            watched.later();
            assertThat(figures.scrape()).doesNotContain("campaign=\"spring-renewal\"");
        }
    }

    @Test
    void readsTheLedgerAgainOnlyAfterAFewSeconds() {
        try (WatchedLedger watched = new WatchedLedger(folder)) {
            watched.run("r1", RunState.FAILED, 10);
            Figures figures = new Figures(watched.campaigns, api, alerts);
            assertThat(figures.scrape()).contains("result=\"read\"} 100.0");
            watched.ledger.sql("update run set rows_read = 4711");
            watched.nanos += Duration.ofSeconds(5).toNanos() - 1;
            assertThat(figures.scrape()).contains("result=\"read\"} 100.0");
            watched.nanos++;
            assertThat(figures.scrape()).contains("result=\"read\"} 4711.0");
        }
    }

    @Test
    void areWhatTheDashboardShowsAndTheDocumentsExplain() throws IOException {
        try (WatchedLedger watched = new WatchedLedger(folder)) {
            watched.run("r1", RunState.COMPLETED, 10);
            Set<String> figures = new Figures(watched.campaigns, api, alerts)
                    .scrape()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("[{ ]", 2)[0])
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(named("config/grafana-dashboard.json")).isEqualTo(figures);
            assertThat(named("docs/operating.md")).isEqualTo(figures);
            assertThat(figures).hasSize(11);
        }
    }

    private static Set<String> named(String file) throws IOException {
        return Pattern.compile("qianhu_[a-z_]+")
                .matcher(Files.readString(Path.of(file)))
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> lines(WatchedLedger watched) {
        assertThat(ListState.values()).hasSize(7);
        return new Figures(watched.campaigns, api, alerts, InstantSource.fixed(NOW))
                .scrape()
                .lines()
                .toList();
    }
}
