package io.qianhu.cli;

import io.qianhu.job.Progress;
import io.qianhu.report.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** One line about how far a run has come, how fast it goes and how long it still takes. */
final class ProgressLine {
    private static final int BAR = 30;

    private final Progress progress;
    private final Words words;
    private final boolean bar;

    ProgressLine(Progress progress, Words words, boolean bar) {
        this.progress = progress;
        this.words = words;
        this.bar = bar;
    }

    /** The line at this moment of {@link System#nanoTime()}. */
    String text(long nanos) {
        Progress.Phase phase = progress.phase();
        double seconds = Math.max((nanos - progress.phaseBeganNanos()) / 1e9, 1e-3);
        return switch (phase) {
            case PREPARE -> words.get("progress.prepare");
            case INTAKE -> intake(seconds);
            case DISPATCH -> dispatch(seconds);
            case SETTLE -> settle();
            case REPORT -> words.get("progress.end", progress.listsDone(), progress.listsTotal());
        };
    }

    private String intake(double seconds) {
        double share = share(progress.bytesRead(), progress.bytesTotal());
        double bytesPerSecond = (progress.bytesRead() - progress.bytesAtBegin()) / seconds;
        return words.get(
                "progress.intake",
                bar(share),
                progress.rows(),
                progress.rows() / seconds,
                left(progress.bytesTotal() - progress.bytesRead(), bytesPerSecond));
    }

    private String dispatch(double seconds) {
        Optional<Instant> canary = progress.canaryUntil();
        if (canary.isPresent()) {
            return words.get("progress.canary", Span.text(Duration.between(Instant.now(), canary.get())));
        }
        double listsPerSecond = (progress.listsDone() - progress.listsAtBegin()) / seconds;
        return words.get(
                "progress.dispatch",
                bar(share(progress.listsDone(), progress.listsTotal())),
                progress.listsDone(),
                progress.listsTotal(),
                listsPerSecond,
                left(progress.listsTotal() - progress.listsDone(), listsPerSecond));
    }

    private String settle() {
        return words.get("progress.settle")
                + progress.settlesAt()
                        .map(moment -> words.get("progress.proof", Span.text(Duration.between(Instant.now(), moment))))
                        .orElse("");
    }

    private String bar(double share) {
        int filled = (int) Math.round(share * BAR);
        String percent = String.format(Locale.ROOT, "%3.0f %%", share * 100);
        return bar ? "[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] " + percent : percent;
    }

    private static double share(long done, long total) {
        return total == 0 ? 1 : Math.min(1, (double) done / total);
    }

    private String left(long rest, double perSecond) {
        return rest <= 0 || perSecond <= 0
                ? ""
                : words.get("progress.left", Span.text(Duration.ofSeconds((long) Math.ceil(rest / perSecond))));
    }
}
