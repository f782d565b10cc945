package io.qianhu.campaign;

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
        throw new IllegalArgumentException(Violation.quoted(text) + " is no scope; allowed are campaign and any");
    }

    /** As it is written in a campaign file. */
    @Override
    public String toString() {
        return this == CAMPAIGN ? "campaign" : "any";
    }
}
