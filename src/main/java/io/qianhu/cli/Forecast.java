package io.qianhu.cli;

import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.NumberSettings;
import io.qianhu.dispatch.TaskNames;
import io.qianhu.dyvms.AccessKeys;
import io.qianhu.dyvms.DyvmsGateway;
import io.qianhu.dyvms.RobotTask;
import io.qianhu.intake.SuppressionFiles;
import io.qianhu.job.EmptyRun;
import io.qianhu.job.IntakeBrakes;
import io.qianhu.job.Rehearsal;
import io.qianhu.ledger.ListRef;
import io.qianhu.number.RejectReason;
import io.qianhu.pace.CallingWindow;
import io.qianhu.report.Width;
import io.qianhu.report.Words;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** What a dry run has to say about the run that it stands for. */
final class Forecast {
    /** Stands in for the run's id, which only a real run has. */
    private static final String NO_RUN = "xxxxxxxx";

    private static final int NAME_CELLS = 12;
    private static final int EXAMPLE_INDENT = 20;

    private final PrintWriter out;
    private final Words words;
    private final Campaign campaign;
    private final Rehearsal.Result result;

    Forecast(PrintWriter out, Words words, Campaign campaign, Rehearsal.Result result) {
        this.out = out;
        this.words = words;
        this.campaign = campaign;
        this.result = result;
    }

    void show(Path campaignFile, QianhuSettings settings) {
        out.println(words.get(verdict(), campaign.name(), campaignFile));
        Opening files = new Opening(out, words);
        result.files().forEach(files::show);
        files.show(result.suppression(), campaign, SuppressionFiles.MOST_SHOWN);
        books();
        calledBefore();
        brakes();
        canary();
        request(settings);
        if (result.lists() > 0) {
            duration();
        }
        out.println(words.get("check.end"));
    }

    private String verdict() {
        if (result.callees() == 0) {
            return "check.nobody";
        }
        boolean refused = campaign.numbers()
                .suppressUnreadable()
                .isExceededBy(result.suppression().unreadable());
        return refused ? "check.live-refused" : "check.in-order";
    }

    private void books() {
        out.println();
        line("rows-read", result.rows());
        if (result.moreNumbers() + result.passedOver() > 0) {
            line("more-numbers", result.moreNumbers());
            String multiple = campaign.numbers().multiple().key();
            below(result.passedOver(), words.get("check.passed-over", multiple));
        }
        line("rejected", sum(result.rejectedByReason().values()));
        result.rejectedByReason().forEach((name, rows) -> {
            RejectReason reason = RejectReason.valueOf(name);
            String explanation = words.orElse("reject." + reason.code(), reason.explanation());
            below(rows, reason.code() + words.get("colon") + explanation);
            result.misplaced().stream()
                    .filter(row -> row.reason().equals(name))
                    .forEach(row ->
                            out.println(" ".repeat(EXAMPLE_INDENT) + words.get("example", row.file(), row.line())));
        });
        line("duplicates", result.duplicates());
        line("suppressed", sum(result.suppressed()));
        for (int list = 0; list < result.suppression().files().size(); list++) {
            below(
                    result.suppressed().get(list),
                    result.suppression().files().get(list).path().toString());
        }
        line("callees", result.callees());
        line("check.lists", result.lists());
    }

    private void line(String name, long count) {
        out.println("  " + Width.padded(words.get(name), NAME_CELLS) + String.format(Locale.ROOT, " %,12d", count));
    }

    private void below(long count, String what) {
        out.println(String.format(Locale.ROOT, "      %,12d  %s", count, what));
    }

    private static long sum(Collection<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    private void calledBefore() {
        Duration within = campaign.numbers().notCalledWithin();
        if (within != null) {
            out.println("  " + words.get("check.called-before", NumberSettings.inWords(within)));
        }
    }

    /** Growth cannot be compared: a dry run opens no ledger. */
    private void brakes() {
        IntakeBrakes.exceeded(
                        campaign.limits(),
                        new IntakeBrakes.Figures(
                                result.rows(), sum(result.rejectedByReason().values()), result.callees()),
                        Optional.empty())
                .values()
                .forEach(figures -> out.println("  " + words.get("check.would-pause", words.said(figures))));
        EmptyRun.message(result.rows(), result.rejectedByReason(), result.callees())
                .filter(nobody -> !campaign.limits().emptyRun())
                .ifPresent(nobody -> out.println("  " + words.get("check.would-need-person", words.said(nobody))));
    }

    private void canary() {
        if (campaign.limits().canary() != null && result.lists() > 1) {
            Duration wait = campaign.limits().canaryWait();
            String others = wait == null
                    ? words.get("check.canary.resume")
                    : words.get("check.canary.wait", NumberSettings.inWords(wait));
            out.println("  " + words.get("check.canary", result.firstList().size(), others));
        }
    }

    private void request(QianhuSettings settings) {
        if (result.lists() == 0) {
            out.println("  " + words.get("check.no-number"));
            return;
        }
        String name = TaskNames.of(
                campaign.task().name(),
                new ListRef(NO_RUN, 1, 1, result.firstList().size()));
        out.println();
        out.println(words.get("check.request", NO_RUN));
        new DyvmsGateway(settings.dyvms(), AccessKeys.of(settings.dyvms()), Clock.systemUTC())
                .preview(new RobotTask(name, campaign.task(), result.firstList()))
                .lines()
                .forEach(text -> out.println("  " + text));
    }

    private void duration() {
        CallingWindow window = campaign.dispatch().callingTimes();
        ZoneId zone = campaign.dispatch().zone();
        Duration work = Duration.ofMillis(
                Math.round(result.lists() * 1000.0 / campaign.dispatch().rate().perSecond()));
        Instant start = window.nextOpening(Instant.now(), zone);
        Instant end = window.finishOf(start, work, zone);
        String about = end.equals(Instant.MAX)
                ? words.get("check.end-unknown")
                : words.get("check.end-at", end.atZone(zone).toLocalDateTime().truncatedTo(ChronoUnit.SECONDS), zone);
        String within = window.equals(CallingWindow.ALWAYS) ? "" : words.get("check.within", words.said(window), zone);
        out.println();
        out.println(words.get(
                "check.duration", campaign.dispatch().rate(), Span.text(work.plusMillis(999)), within, about));
    }
}
