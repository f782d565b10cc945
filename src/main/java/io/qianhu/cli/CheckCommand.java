package io.qianhu.cli;

import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.CampaignReader;
import io.qianhu.campaign.NumberSettings;
import io.qianhu.dispatch.TaskNames;
import io.qianhu.dyvms.AccessKeys;
import io.qianhu.dyvms.DyvmsGateway;
import io.qianhu.dyvms.RobotTask;
import io.qianhu.intake.SuppressionFile;
import io.qianhu.job.IntakeBrakes;
import io.qianhu.job.PlannedFile;
import io.qianhu.job.Rehearsal;
import io.qianhu.job.RunRefused;
import io.qianhu.ledger.ListRef;
import io.qianhu.number.RejectReason;
import io.qianhu.pace.CallingWindow;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code qianhu check}: the dry run. */
@Command(
        name = "check",
        description = {
            "The dry run: reads campaign and files to their end, stores nothing, submits nothing."
                    + " Shows what was detected, the rejects by reason, the first request with masked numbers,"
                    + " and how long submitting would take."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  qianhu check sample-data/campaign.yml",
            "  qianhu check spring.yml exports/2026-11-22.csv",
            "",
            "Exit codes: 0 in order; 2 campaign, file or setting refused."
        })
final class CheckCommand implements Callable<Integer> {
    /** Stands in for the run's id, which only a real run has. */
    private static final String NO_RUN = "xxxxxxxx";

    private final List<String> settings;

    @Parameters(index = "0", paramLabel = "CAMPAIGN.yml", description = "The campaign file.")
    @SuppressWarnings("NullAway.Init")
    private Path campaignFile;

    @Parameters(
            index = "1..*",
            paramLabel = "FILE",
            description = "Input files or globs, or - for standard input, in place of input.files.")
    private List<String> files = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    CheckCommand(List<String> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        QianhuSettings loaded = SettingsLoader.load(settings).settings();
        Campaign campaign = new CampaignReader().read(campaignFile);
        List<Path> paths = InputPaths.of(campaign, files);
        if (paths.isEmpty()) {
            throw RunRefused.withoutInput(campaign.name());
        }
        PrintWriter out = spec.commandLine().getOut();
        Rehearsal.Result result = Rehearsal.of(campaign, paths, loaded.intake(), () -> System.in);
        out.println("Campaign " + campaign.name() + " (" + campaignFile + "): "
                + (result.callees() == 0 ? "NOBODY WOULD BE CALLED" : "in order"));
        for (PlannedFile file : result.files()) {
            Opening.show(out, file);
        }
        for (SuppressionFile list : result.suppression()) {
            Opening.show(out, list);
        }
        books(out, campaign, result);
        calledBefore(out, campaign);
        brakes(out, campaign, result);
        canary(out, campaign, result);
        request(out, campaign, result, loaded);
        if (result.lists() > 0) {
            duration(out, campaign, result.lists());
        }
        out.println("Nothing was stored and nothing was submitted.");
        out.flush();
        return ExitCode.COMPLETED.number();
    }

    private static void books(PrintWriter out, Campaign campaign, Rehearsal.Result result) {
        long rejected = result.rejectedByReason().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        out.println();
        line(out, "rows read", result.rows());
        if (result.moreNumbers() + result.passedOver() > 0) {
            line(out, "more numbers", result.moreNumbers());
            out.println(String.format(
                    "      %,12d  numbers passed over in cells that hold several (numbers.multiple %s)",
                    result.passedOver(), campaign.numbers().multiple().key()));
        }
        line(out, "rejected", rejected);
        result.rejectedByReason().forEach((name, rows) -> {
            RejectReason reason = RejectReason.valueOf(name);
            out.println(String.format("      %,12d  %s: %s", rows, reason.code(), reason.explanation()));
        });
        line(out, "duplicates", result.duplicates());
        line(
                out,
                "suppressed",
                result.suppressed().stream().mapToLong(Long::longValue).sum());
        for (int list = 0; list < result.suppression().size(); list++) {
            out.println(String.format(
                    "      %,12d  %s",
                    result.suppressed().get(list),
                    result.suppression().get(list).path()));
        }
        line(out, "callees", result.callees());
        line(out, "call lists", result.lists());
    }

    private static void calledBefore(PrintWriter out, Campaign campaign) {
        Duration within = campaign.numbers().notCalledWithin();
        if (within != null) {
            out.println("  A run would also suppress who may have been called within " + NumberSettings.inWords(within)
                    + "; a dry run opens no ledger and cannot say whom.");
        }
    }

    /** Growth cannot be compared: a dry run opens no ledger. */
    private static void brakes(PrintWriter out, Campaign campaign, Rehearsal.Result result) {
        long rejected = result.rejectedByReason().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        IntakeBrakes.exceeded(
                        campaign.limits(),
                        new IntakeBrakes.Figures(result.rows(), rejected, result.callees()),
                        Optional.empty())
                .values()
                .forEach(figures -> out.println("  A RUN WOULD PAUSE: " + figures + "."));
    }

    private static void canary(PrintWriter out, Campaign campaign, Rehearsal.Result result) {
        Duration wait = campaign.limits().canaryWait();
        if (campaign.limits().canary() != null && result.lists() > 1) {
            out.println("  The first list has " + result.firstList().size() + " callees; the others follow "
                    + (wait == null
                            ? "after `qianhu resume RUN`."
                            : Span.text(wait) + " (h:mm:ss) after it was accepted, or after `qianhu resume RUN`."));
        }
    }

    private static void line(PrintWriter out, String name, long count) {
        out.println(String.format("  %-12s %,12d", name, count));
    }

    private static void request(PrintWriter out, Campaign campaign, Rehearsal.Result result, QianhuSettings loaded) {
        if (result.lists() == 0) {
            out.println("  No number is left to be called.");
            return;
        }
        String name = TaskNames.of(
                campaign.task().name(),
                new ListRef(NO_RUN, 1, 1, result.firstList().size()));
        out.println();
        out.println("The first request (" + NO_RUN + " stands for the run's id):");
        new DyvmsGateway(loaded.dyvms(), AccessKeys.of(loaded.dyvms()), Clock.systemUTC())
                .preview(new RobotTask(name, campaign.task(), result.firstList()))
                .lines()
                .forEach(text -> out.println("  " + text));
    }

    private static void duration(PrintWriter out, Campaign campaign, long lists) {
        CallingWindow window = campaign.dispatch().callingTimes();
        ZoneId zone = campaign.dispatch().zone();
        Duration work = Duration.ofMillis(
                Math.round(lists * 1000.0 / campaign.dispatch().rate().perSecond()));
        Instant now = Instant.now();
        Instant start = window.nextOpening(now, zone);
        Instant end = window.finishOf(start, work, zone);
        String about = end.equals(Instant.MAX)
                ? "on a day that is not known, since the file of holidays covers no later year"
                : "about " + end.atZone(zone).toLocalDateTime().truncatedTo(ChronoUnit.SECONDS) + " " + zone;
        out.println();
        out.println("At " + campaign.dispatch().rate() + " submitting takes " + Span.text(work.plusMillis(999))
                + " (h:mm:ss); started now, "
                + (window.equals(CallingWindow.ALWAYS) ? "" : "within the window " + window + " (" + zone + "), ")
                + "the last list leaves " + about + ".");
    }
}
