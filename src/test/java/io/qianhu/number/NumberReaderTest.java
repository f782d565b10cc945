package io.qianhu.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.CharBuffer;
import java.util.EnumSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberReaderTest {
    private static final NumberReader MOBILES = new NumberReader(Set.of(NumberKind.MOBILE));

    @ParameterizedTest(name = "{1} is {2}")
    @CsvFileSource(resources = "cells.csv", useHeadersInDisplayName = false, numLinesToSkip = 3)
    void readsACell(String accept, String cell, String reading) {
        long read = new NumberReader(Cells.kinds(accept)).read(Cells.unescaped(cell));

        assertThat(NumberReader.isReject(read) ? NumberReader.reasonOf(read).code() : Long.toString(read))
                .isEqualTo(reading);
    }

    /** Whatever the campaign says about several numbers: this is about how a file is cut. */
    @ParameterizedTest
    @CsvSource({
        "13800138000, true, 1",
        "'13800138000,13900139000', true, 2",
        "'13800138000;13900139000,1001', true, 1",
        "'1001;13800138000', true, 0",
        "'1;13800138000', false, 0",
        "'0571-88888888/0571-88888889', false, 0",
        "13800138000(家), false, 0",
        "'', false, 0"
    })
    void knowsHowManyNumbersACellHoldsWithWhatElse(String cell, boolean holds, int weight) {
        assertThat(MOBILES.holds(cell)).isEqualTo(holds);
        assertThat(MOBILES.weight(cell)).isEqualTo(weight);
    }

    @Test
    void readsWhatIsNotAString() {
        assertThat(MOBILES.read(CharBuffer.wrap("13800138000"))).isEqualTo(13_800_138_000L);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void answersAnyTextWithANumberOfItsKindOrAReason(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        NumberReader reader = new NumberReader(EnumSet.allOf(NumberKind.class));
        for (int i = 0; i < 200_000; i++) {
            String cell = anyText(random);
            long read = reader.read(cell);
            if (NumberReader.isReject(read)) {
                assertThat(NumberReader.reasonOf(read)).isNotNull();
            } else {
                PhoneNumber number = new PhoneNumber(read);
                assertThat(reader.read(number.digits()))
                        .as("seed %d, cell %d", seed, i)
                        .isEqualTo(read);
            }
        }
    }

    @Test
    void lettersNeverBecomeDigits() {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            boolean digit = (c >= '0' && c <= '9') || (c >= '\uFF10' && c <= '\uFF19');
            long read = MOBILES.read("1380013800" + (char) c);
            assertThat(!NumberReader.isReject(read)).as("U+%04X", c).isEqualTo(digit);
        }
    }

    private static String anyText(RandomGenerator random) {
        String alphabet = "0123456789018613+-. ()'Ee,;/\u200B\uFF11\u5F20\uFEFFtel:";
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(24);
        for (int i = 0; i < length; i++) {
            // Digits more often than the rest, so that a share of the texts are numbers.
            int bound = random.nextInt(4) > 0 ? 16 : alphabet.length();
            text.append(alphabet.charAt(random.nextInt(bound)));
        }
        return text.toString();
    }
}
