package io.qianhu.job;

import io.qianhu.campaign.Campaign;
import io.qianhu.intake.SuppressionFiles.Suppression;
import io.qianhu.ledger.Run;
import io.qianhu.message.Message;
import java.util.List;

/**
 * A run that is about to begin or to go on.
 *
 * @param suppression the do-not-call lists; none once intake is done
 * @param suppressionNote what the operator should know about lists that are not used any more; empty for nothing
 * @param continued whether an earlier process has worked on it
 * @param prepareOnly whether to stop once the lists are stored
 * @param waitToSettle whether to wait until unconfirmed lists can be proved absent
 */
public record RunPlan(
        Campaign campaign,
        Run run,
        List<PlannedFile> files,
        Suppression suppression,
        Message suppressionNote,
        boolean continued,
        boolean prepareOnly,
        boolean waitToSettle) {
    public RunPlan {
        files = List.copyOf(files);
    }

    /** The same plan for a run that has come further. */
    RunPlan again(Run now) {
        return new RunPlan(campaign, now, files, suppression, suppressionNote, true, prepareOnly, waitToSettle);
    }
}
