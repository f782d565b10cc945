package io.qianhu.number;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** The tables say what libphonenumber says. A new version of the library that breaks their assumptions fails here. */
class NumberPlanTest {
    private static final long SEED = 20_261_122L;
    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

    @Test
    void callsMobileWhatTheLibraryCallsMobileForEverySevenDigitPrefix() {
        int mobiles = 0;
        for (long prefix = 1_000_000; prefix < 2_000_000; prefix++) {
            long first = prefix * 10_000;
            mobiles += sameAsLibrary(first, 11) ? 1 : 0;
            sameAsLibrary(first + 9_999, 11);
            sameAsLibrary(first + random.nextInt(1, 9_999), 11);
        }
        assertThat(mobiles).as("assigned prefixes of seven digits").isBetween(300_000, 900_000);
    }

    @Test
    void callsLandlineWhatTheLibraryCallsLandlineForEverySixDigitPrefix() {
        int landlines = 0;
        for (long prefix = 100_000; prefix < 1_000_000; prefix++) {
            landlines += sameAsLibrary(prefix * 10_000 + random.nextInt(10_000), 10) ? 1 : 0;
            if (prefix >= 200_000) {
                landlines += sameAsLibrary(prefix * 100_000 + random.nextInt(100_000), 11) ? 1 : 0;
            }
        }
        assertThat(landlines).as("assigned prefixes of six digits").isBetween(200_000, 1_000_000);
    }

    @Test
    void callsLandlineWhatTheLibraryCallsLandlineAtTheEndsOfEveryFiveDigitPrefix() {
        for (long prefix = 10_000; prefix < 100_000; prefix++) {
            sameAsLibrary(prefix * 100_000, 10);
            sameAsLibrary(prefix * 100_000 + 99_999, 10);
            if (prefix >= 20_000) {
                sameAsLibrary(prefix * 1_000_000, 11);
                sameAsLibrary(prefix * 1_000_000 + 999_999, 11);
            }
        }
    }

    @Test
    void everyLandlineOfTheTablesHasTheShapeOfAPhoneNumber() {
        for (long prefix = 10_000; prefix < 100_000; prefix++) {
            long ten = prefix * 100_000;
            long eleven = prefix * 1_000_000;
            assertThat(!NumberPlan.isLandline(ten, 10) || PhoneNumber.hasShape(ten))
                    .isTrue();
            assertThat(prefix < 20_000 || !NumberPlan.isLandline(eleven, 11) || PhoneNumber.hasShape(eleven))
                    .isTrue();
        }
    }

    @Test
    void noMachineIsAMobile() {
        for (int prefix : new int[] {140, 141, 144, 146, 148}) {
            long national = prefix * 100_000_000L;
            assertThat(NumberPlan.isMachine(national, 11)).isTrue();
            assertThat(NumberPlan.isMobile(national)).isFalse();
        }
    }

    /** Returns whether the number is assigned; fails where the two disagree. No AssertJ inside: it runs millions of times. */
    private static boolean sameAsLibrary(long national, int digits) {
        PhoneNumberType type = LIBRARY.getNumberType(
                new Phonenumber.PhoneNumber().setCountryCode(86).setNationalNumber(national));
        boolean mobile = national / 10_000_000_000L == 1;
        boolean byLibrary = type == (mobile ? PhoneNumberType.MOBILE : PhoneNumberType.FIXED_LINE);
        boolean byTable = mobile ? NumberPlan.isMobile(national) : NumberPlan.isLandline(national, digits);
        if (byTable != byLibrary) {
            throw new AssertionError("prefix " + national / 10_000 + " of " + digits + " digits: library " + type
                    + ", table " + byTable + ", seed " + SEED);
        }
        return byTable;
    }
}
