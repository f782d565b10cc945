package io.qianhu.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SuppressedNumbersTest {
    private static final long FIRST = 13_800_000_000L;

    @Test
    void theFirstListThatHoldsANumberCounts() {
        SuppressedNumbers numbers = new SuppressedNumbers();
        numbers.addList(new long[] {FIRST + 7, FIRST + 1, FIRST + 1});
        numbers.addList(new long[] {FIRST + 2, FIRST + 1});
        numbers.addToLast(new long[] {FIRST + 3, FIRST + 2});
        numbers.addToLast(new long[] {FIRST + 4});

        assertThat(numbers.listOf(FIRST + 7)).isZero();
        assertThat(numbers.listOf(FIRST + 1)).isZero();
        assertThat(numbers.listOf(FIRST + 2)).isEqualTo(1);
        assertThat(numbers.listOf(FIRST + 3)).isEqualTo(2);
        assertThat(numbers.listOf(FIRST + 4)).isEqualTo(2);
        assertThat(numbers.listOf(FIRST)).isEqualTo(SuppressedNumbers.NONE);
        assertThat(numbers.size()).isEqualTo(5);
    }

    @Test
    void isEmptyUntilAListHoldsANumber() {
        SuppressedNumbers numbers = new SuppressedNumbers();
        numbers.addList(new long[0]);
        assertThat(numbers.isEmpty()).isTrue();
        assertThat(numbers.listOf(FIRST)).isEqualTo(SuppressedNumbers.NONE);

        numbers.addToLast(new long[] {FIRST});
        assertThat(numbers.isEmpty()).isFalse();
        assertThat(numbers.listOf(FIRST)).isEqualTo(1);
    }
}
