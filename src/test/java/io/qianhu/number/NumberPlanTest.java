package io.qianhu.number;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.EnumSet;
import java.util.function.LongPredicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables say what libphonenumber says. A new version of the library that breaks their assumptions fails here. */
class NumberPlanTest {
    private static final long SEED = 20_261_122L;
    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
    private static final NumberReader READER = new NumberReader(EnumSet.allOf(NumberKind.class));
    private static final int[] POWERS_OF_TEN = {1, 10, 100, 1_000, 10_000, 100_000};

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

    @Test
    @Tag("heavy")
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

    /**
     * Area codes are two digits that begin with 1 or 2, or three that begin with 3 to 9, whether any exists or not. Of
     * their subscriber numbers the first digits are gone through, so that six digits of each national number are.
     */
    @ParameterizedTest
    @Tag("heavy")
    @ValueSource(ints = {7, 8})
    void callsLandlineWhatTheLibraryCallsLandlineForEveryAreaCodeAndSubscriberNumbersOf(int digits) {
        int landlines = 0;
        for (long area = 10; area < 1_000; area = area == 29 ? 300 : area + 1) {
            int areaDigits = area < 100 ? 2 : 3;
            long prefixes = POWERS_OF_TEN[6 - areaDigits];
            long numbers = POWERS_OF_TEN[digits - (6 - areaDigits)];
            for (long prefix = area * prefixes; prefix < (area + 1) * prefixes; prefix++) {
                long first = prefix * numbers;
                landlines += sameAsLibrary(first, areaDigits + digits) ? 1 : 0;
                sameAsLibrary(first + numbers - 1, areaDigits + digits);
                sameAsLibrary(first + random.nextLong(1, numbers - 1), areaDigits + digits);
            }
        }
        assertThat(landlines).as("assigned prefixes of six digits").isBetween(50_000, 600_000);
    }

    /** The made-up plans are such as a table can hold: of each prefix of four digits they leave out the beginning. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 11})
    void holdsWhatItsLibrarySaysAndNothingOfItsOwn(int leftOut) {
        LongPredicate library = national -> national / 1_000_000 % 10 >= national / 10_000_000 % leftOut;
        PrefixTable table = PrefixTable.derive(library, 11, 1, 9);
        for (long national = 10_000_004_321L; national < 100_000_000_000L; national += 1_000_000) {
            if (table.isAssigned(national) != library.test(national)) {
                throw new AssertionError("prefix " + national / 1_000_000);
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

    /**
     * Returns whether the number is assigned; fails where table or reader disagree with the library. No AssertJ inside:
     * it runs millions of times.
     */
    private static boolean sameAsLibrary(long national, int digits) {
        PhoneNumberType type = LIBRARY.getNumberType(
                new Phonenumber.PhoneNumber().setCountryCode(86).setNationalNumber(national));
        boolean mobile = digits == 11 && national / 10_000_000_000L == 1;
        boolean byLibrary = type == (mobile ? PhoneNumberType.MOBILE : PhoneNumberType.FIXED_LINE);
        boolean byTable = mobile ? NumberPlan.isMobile(national) : NumberPlan.isLandline(national, digits);
        boolean byReader = !NumberReader.isReject(READER.read((mobile ? "" : "0") + national));
        boolean byReaderWithCountry = !NumberReader.isReject(READER.read("+86" + national));
        if (byTable != byLibrary || byReader != byLibrary || byReaderWithCountry != byLibrary) {
            throw new AssertionError("prefix " + national / 10_000 + " of " + digits + " digits: library " + type
                    + ", table " + byTable + ", reader " + byReader + " and " + byReaderWithCountry + ", seed " + SEED);
        }
        return byTable;
    }
}
