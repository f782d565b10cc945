package io.qianhu.number;

/**
 * A mainland number.
 *
 * <p>The constructor checks the shape, not the number plan: a number that was stored stays a number when a later plan
 * takes its prefix away. Whether the prefix is assigned is {@link NumberReader}'s question.
 *
 * @param national the number without the leading 0 of a landline: 13800138000, 57188888888
 */
public record PhoneNumber(long national) {
    private static final long MOBILE_FROM = 13_000_000_000L;
    private static final long MOBILE_TO = 19_999_999_999L;
    /** Beijing's area code 10 and eight digits; no landline is smaller. */
    private static final long LANDLINE_FROM = 1_000_000_000L;

    private static final long TWO_DIGIT_AREAS_FROM = 2_000_000_000L;
    private static final long THREE_DIGIT_AREAS_FROM = 3_000_000_000L;
    private static final long ELEVEN_DIGITS_FROM = 10_000_000_000L;
    private static final long LANDLINE_TO = 99_999_999_999L;
    private static final int SHOWN_AT_END = 10_000;

    public PhoneNumber {
        if (!hasShape(national)) {
            throw new IllegalArgumentException("not the shape of a mainland number: "
                    + Long.toString(national).length() + " characters");
        }
    }

    /** Whether the value has the length and the beginning of a mobile or a landline number. */
    static boolean hasShape(long national) {
        if (national >= ELEVEN_DIGITS_FROM && national < 2 * ELEVEN_DIGITS_FROM) {
            return national >= MOBILE_FROM && national <= MOBILE_TO;
        }
        boolean beijing = national >= LANDLINE_FROM && national < LANDLINE_FROM + LANDLINE_FROM / 10;
        boolean twoDigitArea = national >= TWO_DIGIT_AREAS_FROM && national < THREE_DIGIT_AREAS_FROM;
        boolean threeDigitArea = (national >= THREE_DIGIT_AREAS_FROM && national < ELEVEN_DIGITS_FROM)
                || (national >= 3 * ELEVEN_DIGITS_FROM && national <= LANDLINE_TO);
        return beijing || twoDigitArea || threeDigitArea;
    }

    public NumberKind kind() {
        return national >= MOBILE_FROM && national <= MOBILE_TO ? NumberKind.MOBILE : NumberKind.LANDLINE;
    }

    /** The whole number as it is submitted: a mobile's eleven digits, a landline with its leading 0. */
    public String digits() {
        return kind() == NumberKind.MOBILE ? Long.toString(national) : "0" + national;
    }

    /** {@code 138****0000}, {@code 0571****8888}. */
    @Override
    public String toString() {
        String digits = digits();
        int shown = kind() == NumberKind.MOBILE || national < THREE_DIGIT_AREAS_FROM ? 3 : 4;
        String end = Long.toString(SHOWN_AT_END + national % SHOWN_AT_END).substring(1);
        return digits.substring(0, shown) + "****" + end;
    }
}
