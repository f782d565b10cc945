package io.qianhu.campaign;

import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;

/** Whose earlier calls count. */
public enum CalledScope {
    /** Those of the same campaign. */
    CAMPAIGN,
    /** Those of every campaign in the ledger. */
    ANY;

    static CalledScope of(String text) {
        if (text.equals("campaign")) {
            return CAMPAIGN;
        }
        if (text.equals("any")) {
            return ANY;
        }
        throw new InvalidValue(Message.of("campaign.no-scope-allowed-campaign", Violation.quoted(text)));
    }

    /** As it is written in a campaign file. */
    @Override
    public String toString() {
        return this == CAMPAIGN ? "campaign" : "any";
    }
}
