package io.qianhu.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeveralNumbersTest {
    @ParameterizedTest(name = "{1}")
    @CsvFileSource(resources = "several.csv", useHeadersInDisplayName = false, numLinesToSkip = 3)
    void takesTheFirstOrAll(String accept, String cell, String first, int firstOver, String all, int allOver) {
        assertThat(shown(accept, Multiple.TAKE_FIRST, cell)).isEqualTo(first + ", " + firstOver + " over");
        assertThat(shown(accept, Multiple.TAKE_ALL, cell)).isEqualTo(all + ", " + allOver + " over");
    }

    @ParameterizedTest(name = "{1}")
    @CsvFileSource(resources = "several.csv", useHeadersInDisplayName = false, numLinesToSkip = 3)
    void takesNoneUnlessTheCampaignSaysSo(String accept, String cell) {
        NumberReader reader = new NumberReader(Cells.kinds(accept));

        assertThat(NumberReader.reasonOf(reader.read(Cells.unescaped(cell)))).isEqualTo(RejectReason.SEVERAL_NUMBERS);
        SeveralNumbers several = reader.several(Cells.unescaped(cell));
        if (several.reason() == null) {
            assertThat(Set.copyOf(new NumberReader(Cells.kinds(accept), Multiple.TAKE_ALL)
                            .several(Cells.unescaped(cell))
                            .taken()))
                    .hasSize(1);
        } else {
            assertThat(several).isEqualTo(new SeveralNumbers(List.of(), 0, RejectReason.SEVERAL_NUMBERS));
            assertThat(reader.finds(Cells.unescaped(cell))).isFalse();
        }
    }

    /** One number of an accepted kind is no choice; behind one that others share, an extension is to be dialled. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "13800138000/13800138000 = 1,1",
                "0571-88888888/13800138000 = 1,1",
                "13800138000;+8613800138000 = 1,1",
                "13800138000/13900139000 = 0,1",
                "13800138000/1380013800 = 0,1",
                "13800138000/95588 = 0,0",
                "13800138000,1234 = 0,0",
                "1234,13800138000 = 0,0",
                "13800138000,,1234# = 0,0",
                "13800138000/1 = 0,0",
                "13800138000/1380013 = 0,1"
            })
    void oneNumberIsTakenAndNoneWithAnExtension(String cell, String taken) {
        assertThat(Stream.of(Multiple.values())
                        .limit(2)
                        .map(multiple -> new NumberReader(Set.of(NumberKind.MOBILE), multiple)
                                .several(cell)
                                .taken()
                                .size())
                        .map(String::valueOf)
                        .collect(Collectors.joining(",")))
                .isEqualTo(taken);
    }

    @Test
    void givesThePartsAsTheyAreWritten() {
        NumberReader reader = new NumberReader(Set.of(NumberKind.MOBILE));

        assertThat(reader.parts("138-0013-8000 / -;139 0013 9000 13700137000"))
                .map(CharSequence::toString)
                .containsExactly("138-0013-8000 ", "139 0013 9000", "13700137000");
        assertThat(reader.parts("13800138000")).map(CharSequence::toString).containsExactly("13800138000");
        assertThat(reader.parts("- / -")).isEmpty();
    }

    @Test
    void findsANumberInACellOfWhichSomethingIsTaken() {
        NumberReader reader = new NumberReader(Set.of(NumberKind.MOBILE), Multiple.TAKE_FIRST);

        assertThat(reader.finds("13800138000")).isTrue();
        assertThat(reader.finds("0571-88888888/13800138000")).isTrue();
        assertThat(reader.finds("6222 0213 0400 1234 567")).isFalse();
        assertThat(reader.finds("1380013800")).isFalse();
    }

    /** Whatever was joined comes apart again: in plain digits by any divider or gap, in groups by any divider. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void takesApartWhatWasPutTogether(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        NumberReader reader = new NumberReader(EnumSet.allOf(NumberKind.class), Multiple.TAKE_ALL);
        String[] dividers = {",", ";", "/", "\\", "|", "\u3001", "\n", "\uFF0C", " / ", "\r\n"};
        String[] gaps = {" ", "-", "\u3000", "  ", ".-", ") ("};
        for (int i = 0; i < 20_000; i++) {
            boolean grouped = random.nextBoolean();
            List<Long> numbers = new ArrayList<>();
            StringBuilder cell = new StringBuilder();
            for (int n = 2 + random.nextInt(2); n > 0; n--) {
                String digits = "138" + random.nextLong(10_000_000, 100_000_000);
                numbers.add(Long.parseLong(digits));
                String[] between = grouped || random.nextBoolean() ? dividers : gaps;
                cell.append(numbers.size() == 1 ? "" : between[random.nextInt(between.length)])
                        .append(grouped ? digits.replaceFirst("(...)(....)", "$1 $2-") : digits);
            }
            List<Long> taken = reader.several(cell).taken().stream()
                    .map(PhoneNumber::national)
                    .toList();
            assertThat(taken).as("seed %d, cell %d", seed, i).isEqualTo(numbers);
        }
    }

    /** A divider parts whole runs of digits: what is taken is what each of them is alone, and never a part of one. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void noDividerMakesANumberOfAPart(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        NumberReader reader = new NumberReader(EnumSet.allOf(NumberKind.class), Multiple.TAKE_ALL);
        String[] dividers = {",", ";", "/", "\\", "|", "&", "~", "\u3001", "\u3002", "\u6216", "<br>", ":::", "\uFF0C"};
        for (int i = 0; i < 50_000; i++) {
            String whole =
                    (random.nextBoolean() ? "1" : "") + random.nextLong(100_000_000_000L, 1_000_000_000_000_000L);
            int at = 1 + random.nextInt(whole.length() - 1);
            String left = whole.substring(0, at);
            String right = whole.substring(at);
            String cell = left + dividers[random.nextInt(dividers.length)] + right;
            List<Long> alone = Stream.of(left, right)
                    .filter(part -> Math.min(left.length(), right.length()) > 6)
                    .map(reader::read)
                    .filter(reading -> !NumberReader.isReject(reading))
                    .toList();
            long reading = reader.read(cell);
            assertThat(NumberReader.isReject(reading))
                    .as("seed %d, cell %d", seed, i)
                    .isTrue();
            if (NumberReader.reasonOf(reading) == RejectReason.SEVERAL_NUMBERS) {
                assertThat(reader.several(cell).taken().stream().map(PhoneNumber::national))
                        .as("seed %d, cell %d", seed, i)
                        .containsExactlyElementsOf(alone);
            }
        }
    }

    @Test
    void namesNoNumberAndHasEitherNumbersOrAReason() {
        SeveralNumbers taken = new SeveralNumbers(List.of(new PhoneNumber(13_800_138_000L)), 1, null);

        assertThat(taken.toString()).contains("138****8000").doesNotContain("13800138000");
        assertThatIllegalArgumentException().isThrownBy(() -> new SeveralNumbers(List.of(), 0, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SeveralNumbers(taken.taken(), 0, RejectReason.SEVERAL_NUMBERS));
    }

    private static String shown(String accept, Multiple multiple, String cell) {
        NumberReader reader = new NumberReader(Cells.kinds(accept), multiple);
        SeveralNumbers several = reader.several(Cells.unescaped(cell));
        String taken = several.taken().stream()
                .map(number -> Long.toString(number.national()))
                .collect(Collectors.joining(" "));
        RejectReason reason = several.reason();
        return (reason == null ? taken : reason.code()) + ", " + several.passedOver() + " over";
    }
}
