package io.qianhu.cli;

import io.qianhu.message.Message;
import org.jspecify.annotations.Nullable;

/** The message for a run that the ledger does not have. */
final class UnknownRun {
    private UnknownRun() {}

    static Message message(@Nullable String run) {
        return run == null ? Message.of("cli.no-run-yet-qianhu-home") : Message.of("job.no-run-qianhu-home", run);
    }
}
