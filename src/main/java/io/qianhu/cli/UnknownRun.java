package io.qianhu.cli;

import org.jspecify.annotations.Nullable;

/** The message for a run that the ledger does not have. */
final class UnknownRun {
    private UnknownRun() {}

    static String message(@Nullable String run) {
        return run == null
                ? "there is no run yet in this qianhu.home"
                : "there is no run " + run + " in this qianhu.home; `qianhu runs` lists them";
    }
}
