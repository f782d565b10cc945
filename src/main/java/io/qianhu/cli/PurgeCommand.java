package io.qianhu.cli;

import io.qianhu.campaign.NumberSettings;
import io.qianhu.job.Home;
import io.qianhu.job.RunOpener;
import io.qianhu.job.RunPurge;
import io.qianhu.message.Message;
import io.qianhu.report.Words;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code qianhu purge}. */
@Command(
        name = "purge",
        description = {
            "Removes the numbers of runs that ended long ago: their callees, rejects, duplicates and reports. The runs, their"
                    + " counts and their tasks stay, and the books still balance.",
            "A run stays as long as it is not COMPLETED, or as the longest numbers.not-called-within that any run has used"
                    + " needs to know whom it called."
        },
        footer = {
            "",
            "Examples:",
            "  qianhu purge --older-than 90d --dry-run",
            "  qianhu purge --older-than 90d",
            "",
            "The ledger's file shrinks little: H2 uses the room again before the file grows.",
            "Exit codes: 0 done, also when there was nothing to do; 1 failed, the same command continues; 2 refused."
        })
final class PurgeCommand extends QianhuCommand {
    private static final Duration SHORTEST = Duration.ofDays(1);

    @Option(
            names = "--older-than",
            paramLabel = "PERIOD",
            required = true,
            description = "Runs that ended so long ago, such as 90d; 1d or more.")
    private String olderThan = "";

    @Option(names = "--dry-run", description = "Say what would go, and remove nothing.")
    private boolean dryRun;

    PurgeCommand(List<String> settings) {
        super(settings);
    }

    @Override
    ExitCode execute() throws IOException {
        Duration period = period();
        SettingsLoader.Loaded loaded = load();
        PrintWriter out = out();
        Path file;
        long before;
        try (Home home = Homes.take(loaded.settings().home());
                ConfigurableApplicationContext application = dryRun
                        ? Application.look(loaded, home, older -> err().println(older))
                        : Application.start(loaded, home)) {
            file = home.ledgerFile();
            before = size(file);
            purge(application, period, out, loaded.words());
        }
        if (!dryRun && Files.exists(file)) {
            out.println(loaded.words().get("purge.file", megabytes(size(file)), megabytes(before)));
        }
        return ExitCode.COMPLETED;
    }

    private Duration period() {
        try {
            Duration period = NumberSettings.period(olderThan);
            if (period.compareTo(SHORTEST) >= 0) {
                return period;
            }
        } catch (IllegalArgumentException e) {
            throw usage(Message.of("message.colon", "--older-than", Message.of(e)));
        }
        throw usage(Message.of("cli.older-than-too-short", olderThan));
    }

    private void purge(ConfigurableApplicationContext application, Duration period, PrintWriter out, Words words) {
        RunPurge purge = application.getBean(RunPurge.class);
        Instant now = Clock.systemUTC().instant();
        int purged = 0;
        for (RunPurge.Verdict verdict : purge.verdicts(period, now)) {
            String run = words.get(
                    "purge.run",
                    verdict.run().id(),
                    verdict.run().campaign(),
                    Objects.requireNonNull(verdict.run().finishedAt()));
            if (!verdict.keptFor().isEmpty()) {
                out.println(words.get("purge.kept", run, words.said(verdict.keptFor())));
                continue;
            }
            if (!dryRun) {
                purge.purge(verdict.run(), now);
            }
            purged++;
            out.println(words.get(dryRun ? "purge.would" : "purge.done", run));
            out.flush();
        }
        if (!dryRun) {
            application.getBean(RunOpener.class).discardCopies();
        }
        out.println(words.get(dryRun ? "purge.sum-would" : "purge.sum", purged));
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    private static String megabytes(long bytes) {
        return String.format("%,.1f MB", bytes / 1e6);
    }
}
