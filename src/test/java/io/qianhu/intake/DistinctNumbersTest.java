package io.qianhu.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctNumbersTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 0xff_ffff, 0x100_0000, 0xffff_ffffL, 0x1_0000_0000L, 13_800_000_001L, 99_999_999_999L})
    void addsANumberOnce(long national) {
        DistinctNumbers numbers = new DistinctNumbers();
        assertThat(numbers.add(national)).isTrue();
        assertThat(numbers.add(national)).isFalse();
        assertThat(numbers.size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 100_000_000_000L})
    void refusesWhatIsNoNationalNumberWithoutShowingIt(long number) {
        assertThatThrownBy(() -> new DistinctNumbers().add(number))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(Long.toString(number));
    }

    @Test
    void agreesWithASetOfNumbers() {
        Random random = new Random(11);
        DistinctNumbers numbers = new DistinctNumbers();
        Set<Long> expected = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            long national = random.nextInt(4) * 0x1_0000_0000L + random.nextInt(100_000) - 50_000 + 0x8000_0000L;
            assertThat(numbers.add(national)).as("seed 11, number %d", i).isEqualTo(expected.add(national));
        }
        assertThat(numbers.size()).isEqualTo(expected.size());
    }

    /** Sparse, dense and full buckets, several batches, and the same number twice in one batch and in two. */
    @ParameterizedTest
    @ValueSource(longs = {10_000L, 70_000L, 1_000_000L, 40_000_000_000L})
    void manyAtOnceAreMarkedAsOneByOne(long range) {
        Random random = new Random(range);
        DistinctNumbers numbers = new DistinctNumbers();
        Set<Long> expected = new HashSet<>();
        for (int count : new int[] {0, 1, 300_000, 1_000, 270_000}) {
            long[] some = random.longs(count, 13_800_000_000L, 13_800_000_000L + range)
                    .toArray();
            boolean[] isNew = new boolean[count];
            numbers.addAll(some, count, isNew);
            for (int i = 0; i < count; i++) {
                assertThat(isNew[i]).as("range %d, number %d", range, i).isEqualTo(expected.add(some[i]));
            }
        }
        assertThat(numbers.size()).isEqualTo(expected.size());
        for (long near = 13_799_990_000L; near < 13_800_010_000L; near++) {
            assertThat(numbers.contains(near)).isEqualTo(expected.contains(near));
        }
    }

    @Test
    void everyNumberOfABucketHasAPlace() {
        DistinctNumbers numbers = new DistinctNumbers();
        for (long national = 0; national < 0x2_0000; national++) {
            assertThat(numbers.contains(national)).isFalse();
            assertThat(numbers.add(national)).isTrue();
        }
        for (long national = 0; national < 0x2_0000; national++) {
            assertThat(numbers.contains(national)).isTrue();
            assertThat(numbers.add(national)).isFalse();
        }
        assertThat(numbers.size()).isEqualTo(0x2_0000);
    }

    @Test
    void knowsTheNumbersOfARestoredList() {
        DistinctNumbers numbers = new DistinctNumbers();
        numbers.addAll(new long[] {13_800_000_001L, 13_800_000_002L, 13_800_000_001L}, 3, new boolean[3]);
        assertThat(numbers.size()).isEqualTo(2);
        assertThat(numbers.add(13_800_000_002L)).isFalse();
    }
}
