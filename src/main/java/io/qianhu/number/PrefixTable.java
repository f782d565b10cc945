package io.qianhu.number;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * Which numbers of one type and length libphonenumber calls valid, by their first five digits.
 *
 * <p>A question to the library takes microseconds, a look-up here nanoseconds. The table is built from few questions:
 *
 * <ol>
 *   <li>For every prefix of {@value #ASKED_FROM} digits ask about its lowest and its highest number.
 *   <li>Where both answers agree, they hold for the whole prefix.
 *   <li>Where they differ, ask again for each of the ten prefixes that are one digit longer, down to five digits.
 * </ol>
 *
 * <p>That is sound as long as the metadata decides by the first five digits and has no hole that begins and ends inside
 * a prefix of {@value #ASKED_FROM}. NumberPlanTest proves both for the version in use, over the whole prefix space.
 *
 * <p>Nothing of the plan is written down here: another version of the library makes another table.
 */
final class PrefixTable {
    static final int CHINA = 86;
    private static final int PREFIX_DIGITS = 5;
    private static final int ASKED_FROM = 4;

    private final LongPredicate library;
    private final long firstOfPrefix;
    private final boolean[] assigned = new boolean[pow10(PREFIX_DIGITS)];

    private PrefixTable(LongPredicate library, int length) {
        this.library = library;
        this.firstOfPrefix = (long) Math.pow(10, length - PREFIX_DIGITS);
    }

    /** Asks the library about all national numbers of a length that begin with one of the digits from 1 to the last. */
    static PrefixTable derive(PhoneNumberType type, int length, int firstDigit, int lastDigit) {
        return derive(national -> typeOf(national) == type, length, firstDigit, lastDigit);
    }

    /** As above, from whoever knows whether a national number is one of the type. */
    static PrefixTable derive(LongPredicate library, int length, int firstDigit, int lastDigit) {
        PrefixTable table = new PrefixTable(library, length);
        int scale = pow10(ASKED_FROM - 1);
        for (int prefix = firstDigit * scale; prefix < (lastDigit + 1) * scale; prefix++) {
            table.fill(prefix, ASKED_FROM);
        }
        return table;
    }

    /** For a national number of the length that the table was made for. */
    boolean isAssigned(long national) {
        return assigned[(int) (national / firstOfPrefix)];
    }

    private void fill(int prefix, int digits) {
        int width = pow10(PREFIX_DIGITS - digits);
        int from = prefix * width;
        boolean lowest = library.test(from * firstOfPrefix);
        boolean highest = library.test((from + width) * firstOfPrefix - 1);
        if (lowest == highest || digits == PREFIX_DIGITS) {
            Arrays.fill(assigned, from, from + width, lowest);
            return;
        }
        for (int digit = 0; digit < 10; digit++) {
            fill(prefix * 10 + digit, digits + 1);
        }
    }

    private static PhoneNumberType typeOf(long national) {
        return PhoneNumberUtil.getInstance()
                .getNumberType(
                        new Phonenumber.PhoneNumber().setCountryCode(CHINA).setNationalNumber(national));
    }

    private static int pow10(int exponent) {
        int power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }
}
