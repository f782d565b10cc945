package io.qianhu.watch;

import io.qianhu.ledger.RunFigures;
import io.qianhu.message.Message;
import java.util.Optional;

/** Whether a run has rejected more of its rows than usual. */
final class RejectShare {
    private static final int TIMES = 3;
    /** Three of a million rows are three times one of a million, and nothing to wake anybody for. */
    private static final double TOO_FEW = 0.01;

    private RejectShare() {}

    /**
     * Gives what is unusual, a half-sentence.
     *
     * @param before figures of the campaign's run before, when it came to its end
     */
    static Optional<Message> unusual(RunFigures run, Optional<RunFigures> before, int abovePercent) {
        double share = share(run);
        if (share * 100 > abovePercent) {
            return Optional.of(Message.of(
                    "watch.rows-rejected-more-qianhu-alerts-rejects-above-percent",
                    percent(share),
                    run.rowsRead(),
                    abovePercent));
        }
        return before.filter(last -> last.rowsRead() > 0)
                .filter(last -> share >= TOO_FEW && share > TIMES * share(last))
                .map(last -> Message.of(
                        "watch.rows-rejected-run-before", percent(share), run.rowsRead(), percent(share(last))));
    }

    private static double share(RunFigures run) {
        return run.rowsRead() == 0 ? 0 : (double) run.rejected() / run.rowsRead();
    }

    private static String percent(double share) {
        return String.format(java.util.Locale.ROOT, "%.1f %%", share * 100);
    }
}
