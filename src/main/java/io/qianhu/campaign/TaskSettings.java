package io.qianhu.campaign;

import org.jspecify.annotations.Nullable;

/**
 * What every robot task of the campaign has in common.
 *
 * @param name title shown in the vendor's console; cut to fit into 30 characters with the list's unique part
 * @param dialogId the approved script (DialogId)
 * @param corpName company name exactly as on the qualification page
 * @param numberStatusIdent whether the reason of an unanswered call is recorded
 * @param selfLine whether own lines are used (IsSelfLine)
 * @param recall null = no recall (RetryType 0)
 */
public record TaskSettings(
        String name,
        long dialogId,
        @Nullable String corpName,
        boolean numberStatusIdent,
        boolean selfLine,
        @Nullable RecallSettings recall) {}
