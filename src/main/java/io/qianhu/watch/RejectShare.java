package io.qianhu.watch;

import io.qianhu.ledger.RunFigures;
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
    static Optional<String> unusual(RunFigures run, Optional<RunFigures> before, int abovePercent) {
        double share = share(run);
        if (share * 100 > abovePercent) {
            return Optional.of(percent(share) + " of its " + run.rowsRead() + " rows were rejected, more than "
                    + abovePercent + " % (qianhu.alerts.rejects-above-percent)");
        }
        return before.filter(last -> last.rowsRead() > 0)
                .filter(last -> share >= TOO_FEW && share > TIMES * share(last))
                .map(last -> percent(share) + " of its " + run.rowsRead() + " rows were rejected, and "
                        + percent(share(last)) + " in the run before");
    }

    private static double share(RunFigures run) {
        return run.rowsRead() == 0 ? 0 : (double) run.rejected() / run.rowsRead();
    }

    private static String percent(double share) {
        return String.format(java.util.Locale.ROOT, "%.1f %%", share * 100);
    }
}
