package io.qianhu.number;

/** Why a row or a number is not called; each constant carries one sentence for the person who repairs the file. */
public enum RejectReason {
    EMPTY("The cell is empty."),
    TOO_SHORT("The number has too few digits."),
    MISSING_CELL("The row ends before the phone column."),
    UNDECODABLE("The row holds bytes that are not valid in the file's encoding.");

    private final String explanation;

    RejectReason(String explanation) {
        this.explanation = explanation;
    }

    /** One sentence in English, without the number. */
    public String explanation() {
        return explanation;
    }
}
