package io.qianhu.process;

import java.util.Locale;

/**
 * What happens to a process, and when: at the first moment at which so much has happened since it was started.
 *
 * @param amount milliseconds, rows, creates or lookups
 * @param millis how long it lasts; 0 where that has no meaning
 */
record Disturbance(When when, int amount, What what, int millis) {
    enum When {
        MILLISECONDS,
        ROWS_READ,
        CREATES,
        LOOKUPS
    }

    enum What {
        /** {@code kill -9}. */
        KILL,
        /** SIGTERM; it may finish what is in flight. */
        TERMINATE,
        /** SIGSTOP, and SIGCONT later. */
        FREEZE,
        /** As before, and the same command is started once more while it stands still. */
        FREEZE_AND_SECOND_PROCESS,
        /** The same command is started once more. */
        SECOND_PROCESS,
        /** The API is closed, its requests under way with it, and started again later. */
        API_AWAY
    }

    @Override
    public String toString() {
        String name = what.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return "after " + amount + " " + when.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + name
                + (millis > 0 ? " for " + millis + " ms" : "");
    }
}
