package io.qianhu.job;

import io.qianhu.campaign.Campaign;
import io.qianhu.ledger.Target;
import java.nio.file.Path;
import java.util.List;

/**
 * What an operator asks for.
 *
 * @param files the input files, sorted
 * @param label empty, or the name of a repetition on purpose: letters, digits, dot, dash and underscore, at most 100
 * @param prepareOnly store the lists and submit nothing
 * @param waitToSettle wait for proof about unconfirmed lists instead of leaving that to the next start
 */
public record RunRequest(
        Campaign campaign, List<Path> files, Target target, String label, boolean prepareOnly, boolean waitToSettle) {
    public RunRequest {
        files = List.copyOf(files);
        if (files.isEmpty()) {
            throw RunRefused.withoutInput(campaign.name());
        }
        if (!label.matches("[A-Za-z0-9._-]{0,100}")) {
            throw new RunRefused("the label \"" + label
                    + "\" is not allowed: letters, digits, dot, dash and underscore, at most 100");
        }
    }
}
