package io.qianhu.campaign;

import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * What every robot task of the campaign has in common.
 *
 * @param name title shown in the vendor's console, 1 to 30 visible characters; cut to fit into 30 characters with the
 *     list's unique part. Required
 * @param dialogId the approved script (DialogId), greater than 0. Required
 * @param corpName company name exactly as on the qualification page, at most 100 characters (our limit: the page states
 *     none). Default null: not sent
 * @param numberStatusIdent whether the reason of an unanswered call is recorded. Default
 *     {@link #DEFAULT_NUMBER_STATUS_IDENT}, as the vendor has it
 * @param selfLine whether own lines are used (IsSelfLine). Default {@link #DEFAULT_SELF_LINE}, as the vendor has it
 * @param recall null = no recall (RetryType 0), which is the default
 */
public record TaskSettings(
        String name,
        long dialogId,
        @Nullable String corpName,
        boolean numberStatusIdent,
        boolean selfLine,
        @Nullable RecallSettings recall) {
    public static final boolean DEFAULT_NUMBER_STATUS_IDENT = false;
    public static final boolean DEFAULT_SELF_LINE = false;

    /** From the vendor's CreateRobotTask page. */
    static final int LONGEST_NAME = 30;

    static final int LONGEST_CORP_NAME = 100;

    public TaskSettings {
        Text.line(LONGEST_NAME, name);
        requireDialogId(dialogId);
        if (corpName != null) {
            Text.line(LONGEST_CORP_NAME, corpName);
        }
    }

    static long requireDialogId(long dialogId) {
        if (dialogId < 1) {
            throw new InvalidValue(Message.of("campaign.no-script-write-number-console", dialogId));
        }
        return dialogId;
    }
}
