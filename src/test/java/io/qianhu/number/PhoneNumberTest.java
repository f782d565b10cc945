package io.qianhu.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {
    @ParameterizedTest
    @CsvSource({
        "13800130000, MOBILE, 13800130000, 138****0000",
        "19912340007, MOBILE, 19912340007, 199****0007",
        "57188888888, LANDLINE, 057188888888, 0571****8888",
        "7548888001, LANDLINE, 07548888001, 0754****8001",
        "1088880000, LANDLINE, 01088880000, 010****0000",
        "2188888888, LANDLINE, 02188888888, 021****8888",
    })
    void submitsItsDigitsAndShowsThemMasked(long national, NumberKind kind, String digits, String masked) {
        PhoneNumber number = new PhoneNumber(national);

        assertThat(number.kind()).isEqualTo(kind);
        assertThat(number.digits()).isEqualTo(digits);
        assertThat(number).hasToString(masked);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                Long.MIN_VALUE,
                -13_800_138_000L,
                0,
                999_999_999L,
                1_100_000_000L,
                1_999_999_999L,
                10_000_000_000L,
                12_999_999_999L,
                20_000_000_000L,
                29_999_999_999L,
                100_000_000_000L,
                Long.MAX_VALUE
            })
    void refusesWhatCannotBeAMainlandNumberWithoutShowingIt(long national) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PhoneNumber(national))
                .withMessageNotContaining(Long.toString(national));
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                1_000_000_000L,
                1_099_999_999L,
                2_000_000_000L,
                9_999_999_999L,
                13_000_000_000L,
                19_999_999_999L,
                30_000_000_000L,
                99_999_999_999L
            })
    void takesTheEndsOfWhatItAllows(long national) {
        assertThat(new PhoneNumber(national).national()).isEqualTo(national);
    }
}
