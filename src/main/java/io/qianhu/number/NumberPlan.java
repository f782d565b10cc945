package io.qianhu.number;

import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;

/**
 * The number plan of mainland China: which numbers can have a subscriber. What is a mobile and what a landline is
 * libphonenumber's to say; the tables are built from it at first use and shared.
 */
final class NumberPlan {
    static final int MOBILE_DIGITS = 11;
    private static final int LONG_LANDLINE_DIGITS = 11;
    private static final int SHORT_LANDLINE_DIGITS = 10;
    private static final int MACHINE_DIGITS = 13;

    private NumberPlan() {}

    /** Whether a number of eleven digits is a mobile. */
    static boolean isMobile(long national) {
        return Mobiles.TABLE.isAssigned(national);
    }

    /** Whether a number of ten or eleven digits, without the leading 0, is a landline. */
    static boolean isLandline(long national, int digits) {
        return switch (digits) {
            case SHORT_LANDLINE_DIGITS -> Landlines.OF_TEN_DIGITS.isAssigned(national);
            case LONG_LANDLINE_DIGITS -> Landlines.OF_ELEVEN_DIGITS.isAssigned(national);
            default -> false;
        };
    }

    /**
     * Whether the number belongs to a machine. libphonenumber has no such type and calls these numbers invalid, so this
     * only decides which reason is given, never whether a number is called.
     *
     * <p>Ranges as of November 2026, from China's Telecommunications Network Numbering Plan (电信网编号计划) as commonly
     * listed for the carriers: 140, 141, 144, 146 and 148 with eleven or thirteen digits, 1064 with thirteen.
     */
    static boolean isMachine(long national, int digits) {
        if (digits != MOBILE_DIGITS && digits != MACHINE_DIGITS) {
            return false;
        }
        int beginning = Digits.first(4, national, digits);
        return switch (beginning / 10) {
            case 140, 141, 144, 146, 148 -> true;
            default -> beginning == 1064 && digits == MACHINE_DIGITS;
        };
    }

    /** Built when the first number is read. */
    private static final class Mobiles {
        private static final PrefixTable TABLE = PrefixTable.derive(PhoneNumberType.MOBILE, MOBILE_DIGITS, 1, 1);
    }

    /** Built only when a campaign accepts landlines. */
    private static final class Landlines {
        private static final PrefixTable OF_TEN_DIGITS =
                PrefixTable.derive(PhoneNumberType.FIXED_LINE, SHORT_LANDLINE_DIGITS, 1, 9);
        private static final PrefixTable OF_ELEVEN_DIGITS =
                PrefixTable.derive(PhoneNumberType.FIXED_LINE, LONG_LANDLINE_DIGITS, 2, 9);
    }
}
