package io.qianhu.number;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Arrays;

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
 */
final class PrefixTable {
    static final int CHINA = 86;
    private static final int PREFIX_DIGITS = 5;
    private static final int ASKED_FROM = 4;

    private final PhoneNumberType type;
    private final long firstOfPrefix;
    private final boolean[] assigned = new boolean[pow10(PREFIX_DIGITS)];

    private PrefixTable(PhoneNumberType type, int length) {
        this.type = type;
        this.firstOfPrefix = (long) Math.pow(10, length - PREFIX_DIGITS);
    }

    /** Asks the library about all national numbers of a length that begin with one of the digits from 1 to the last. */
    static PrefixTable derive(PhoneNumberType type, int length, int firstDigit, int lastDigit) {
        PrefixTable table = new PrefixTable(type, length);
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
        boolean lowest = ask(from * firstOfPrefix);
        boolean highest = ask((from + width) * firstOfPrefix - 1);
        if (lowest == highest || digits == PREFIX_DIGITS) {
            Arrays.fill(assigned, from, from + width, lowest);
            return;
        }
        for (int digit = 0; digit < 10; digit++) {
            fill(prefix * 10 + digit, digits + 1);
        }
    }

    private boolean ask(long national) {
        Phonenumber.PhoneNumber number =
                new Phonenumber.PhoneNumber().setCountryCode(CHINA).setNationalNumber(national);
        return PhoneNumberUtil.getInstance().getNumberType(number) == type;
    }

    private static int pow10(int exponent) {
        int power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }
}
