package io.qianhu.number;

import java.util.Locale;

/** Why a row or a number is not called; each constant carries one sentence for the person who repairs the file. */
public enum RejectReason {
    EMPTY("The cell holds no digit."),
    TOO_SHORT("The number has too few digits."),
    TOO_LONG("The number has too many digits."),
    CELL_TOO_LONG("The cell has more than " + NumberReader.MAX_CELL_LENGTH + " characters, which no number needs."),
    LETTERS("The cell holds letters or other characters that do not belong to a number."),
    MASKED("Digits of the number are hidden, as in 138****0000; export the numbers in full."),
    SPREADSHEET_ERROR("The cell holds a spreadsheet's error value, such as #N/A; repair the formula behind it."),
    LOST_DIGITS("The number was turned into scientific notation and has lost digits; take it from the original file."),
    FRACTION("The cell is a decimal fraction, not a number that can be called."),
    SEVERAL_NUMBERS("The cell holds several numbers; write one number in a row."),
    OTHER_COUNTRY("The number belongs to another country or region than mainland China."),
    SERVICE_NUMBER("The number is a short code or a service number such as 400, 800 or 95xxx."),
    IOT_NUMBER("The number belongs to a machine (Internet of Things); nobody answers it."),
    UNASSIGNED_PREFIX("No subscriber of mainland China has a number that begins like this."),
    NO_AREA_CODE("The number is no mobile and lacks the area code with its leading 0."),
    LANDLINE_NOT_ACCEPTED("The number is a landline, and the campaign does not accept landlines."),
    MOBILE_NOT_ACCEPTED("The number is a mobile, and the campaign does not accept mobiles."),
    MISSING_CELL("The row ends before the phone column."),
    MISALIGNED(
            "The row does not line up with the header, so the cell marked ? may be another column's; put each in its place."),
    COVERED_BY_QUOTE(
            "The line stands within quotes that cover several rows; remove the quote that does not belong there."),
    NO_PERSON("The row is a sum, a signature or an example, and no person."),
    NOT_TO_BE_CALLED("The row says itself that this person must not be called."),
    MALFORMED("The row is no valid CSV or has too many columns."),
    UNDECODABLE("The row holds bytes that are not valid in the file's encoding.");

    private static final RejectReason[] ALL = values();

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String explanation;

    RejectReason(String explanation) {
        this.explanation = explanation;
    }

    /** Stable name for files and programs, such as {@code too-short}. */
    public String code() {
        return code;
    }

    /** One sentence in English, without the number. */
    public String explanation() {
        return explanation;
    }

    /** This reason as a reading of {@link NumberReader}: negative, valid within one process only. */
    @SuppressWarnings("EnumOrdinal")
    long asReading() {
        return -1L - ordinal();
    }

    static RejectReason ofReading(long reading) {
        if (reading >= 0 || reading < -ALL.length) {
            throw new IllegalArgumentException("this reading is a number, not a reject");
        }
        return ALL[(int) (-1L - reading)];
    }
}
