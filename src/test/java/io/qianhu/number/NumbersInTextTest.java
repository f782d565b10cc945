package io.qianhu.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersInTextTest {
    private final NumbersInText line = new NumbersInText();

    private void read(String text) {
        char[] padded = ("9" + text + "9").toCharArray();
        line.read(padded, 1, padded.length - 1);
    }

    private String numbers() {
        String all = IntStream.range(0, line.count())
                .mapToObj(i -> Long.toString(line.number(i)))
                .distinct()
                .collect(Collectors.joining(" "));
        return all.isEmpty() ? "-" : all;
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(
            resources = "lines.csv",
            delimiterString = " => ",
            quoteCharacter = '`',
            numLinesToSkip = 3,
            ignoreLeadingAndTrailingWhitespace = false)
    void readsWhatAPersonReads(String text, String numbers, String unreadable) {
        read(Cells.unescaped(text).replace("\\t", "\t"));
        assertThat(numbers()).isEqualTo(numbers);
        assertThat(line.isUnreadable() ? line.unreadableCell() : "-").isEqualTo(unreadable);
    }

    @Test
    void forgetsTheLineBefore() {
        read("13800138000,139****0001");
        read("nothing");
        assertThat(line.count()).isZero();
        assertThat(line.isUnreadable()).isFalse();
        assertThatThrownBy(() -> line.number(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void readsALineOfManyNumbersAndOfManyRunsInLinearTime() {
        read("13800138000 ".repeat(50_000) + "1 ".repeat(200_000) + "1380013**** ".repeat(20_000));
        assertThat(numbers()).isEqualTo("13800138000");
    }

    /** One of the numbers of a line may be what was masked; each was looked at for each. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void readsALineOfManyNumbersAndOfManyMaskedOnesInLinearTime() {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < 40_000; i++) {
            row.append(String.format("138001%05d,138****%04d,", i, i % 10_000));
        }
        read(row.toString());
        assertThat(line.isUnreadable()).isFalse();
        read(row + "139****0000");
        assertThat(line.unreadableCell()).isEqualTo("139********");
    }

    @ParameterizedTest
    @CsvSource({
        "'13800138000,138****8000', false",
        "'13800138000,138****8001', true",
        "'13800138000,1380013800080****', true",
        "'13800138000,*', false",
    })
    void isReadableWhereANumberOfTheLineIsWhatWasMasked(String text, boolean unreadable) {
        read(text);
        assertThat(line.isUnreadable()).isEqualTo(unreadable);
    }

    /** A pattern that takes them one by one by calling itself has no room for so many. */
    @ParameterizedTest
    @ValueSource(strings = {"%", "*", "x", "%*", ".", "_", "…", "/1", "0", " ", " 0", "=0"})
    void readsAnyNumberOfSignsBehindABeginning(String signs) {
        for (String beginning : new String[] {"1380000", "138", "13800138000", "13800138000(1"}) {
            read(beginning + signs.repeat(200_000));
            assertThat(line.count()).isLessThanOrEqualTo(1);
        }
        read("1380000" + "%".repeat(200_000));
        assertThat(line.isUnreadable()).isTrue();
    }

    /** Whatever a cell reader takes, these lists take too, wherever it stands in a line. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void takesEveryNumberThatACellHolds(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        NumberReader cells = new NumberReader(Cells.kinds("ML"));
        String characters = "0123456789 1389-().+\u00A0\u200B０１８６'.";
        int found = 0;
        for (int i = 0; i < 300_000; i++) {
            StringBuilder cell = new StringBuilder(random.nextInt(3) == 0 ? "1380013" : "+86 1");
            for (int more = random.nextInt(14); more > 0; more--) {
                cell.append(characters.charAt(random.nextInt(characters.length())));
            }
            long reading = cells.read(cell);
            if (!NumberReader.isReject(reading)) {
                found++;
                read("x," + cell + ",2026-11-30");
                assertThat(numbers().split(" ")).as("%s, seed %d", cell, seed).contains(Long.toString(reading));
            }
        }
        assertThat(found).isGreaterThan(100);
    }
}
