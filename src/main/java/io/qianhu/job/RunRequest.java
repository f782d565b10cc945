package io.qianhu.job;

import io.qianhu.campaign.Campaign;
import io.qianhu.ledger.Target;
import io.qianhu.message.Message;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator asks for.
 *
 * @param files the input files, sorted
 * @param label empty, or the name of a repetition on purpose: letters, digits, dot, dash and underscore, at most 100
 * @param prepareOnly store the lists and submit nothing
 * @param waitToSettle wait for proof about unconfirmed lists instead of leaving that to the next start
 * @param retryOf the run whose repaired rejects the files are, and nobody whom it has stored is called again; or null
 */
public record RunRequest(
        Campaign campaign,
        List<Path> files,
        Target target,
        String label,
        boolean prepareOnly,
        boolean waitToSettle,
        @Nullable String retryOf) {
    public RunRequest {
        files = List.copyOf(files);
        if (files.isEmpty()) {
            throw RunRefused.withoutInput(campaign.name());
        }
        if (!label.matches("[A-Za-z0-9._-]{0,100}")) {
            throw new RunRefused(Message.of("job.label-not-allowed", label));
        }
    }

    /** A request for files that are not rejects of a run. */
    public RunRequest(
            Campaign campaign,
            List<Path> files,
            Target target,
            String label,
            boolean prepareOnly,
            boolean waitToSettle) {
        this(campaign, files, target, label, prepareOnly, waitToSettle, null);
    }

    /** The same request for the repaired rejects of a run. */
    public RunRequest asRetryOf(String run) {
        return new RunRequest(campaign.forRejects(), files, target, label, prepareOnly, waitToSettle, run);
    }
}
