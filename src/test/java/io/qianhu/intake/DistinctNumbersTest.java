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

    @Test
    void knowsTheNumbersOfARestoredList() {
        DistinctNumbers numbers = new DistinctNumbers();
        numbers.addAll(new long[] {13_800_000_001L, 13_800_000_002L, 13_800_000_001L});
        assertThat(numbers.size()).isEqualTo(2);
        assertThat(numbers.add(13_800_000_002L)).isFalse();
    }
}
