package io.qianhu.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RejectReasonTest {
    /** Reject files and summaries carry these names; changing one breaks what others build on them. */
    @Test
    void codesAreStable() {
        assertThat(Stream.of(RejectReason.values()).map(RejectReason::code))
                .containsExactly(
                        "empty",
                        "too-short",
                        "too-long",
                        "cell-too-long",
                        "letters",
                        "masked",
                        "spreadsheet-error",
                        "lost-digits",
                        "fraction",
                        "several-numbers",
                        "other-country",
                        "service-number",
                        "iot-number",
                        "unassigned-prefix",
                        "no-area-code",
                        "landline-not-accepted",
                        "mobile-not-accepted",
                        "missing-cell",
                        "misaligned",
                        "covered-by-quote",
                        "no-person",
                        "not-to-be-called",
                        "malformed",
                        "undecodable");
    }

    @ParameterizedTest
    @EnumSource
    void explainsItselfInOneSentence(RejectReason reason) {
        assertThat(reason.explanation()).matches("[A-Z][^.]*\\.");
    }

    @ParameterizedTest
    @EnumSource
    void isFoundAgainInItsReading(RejectReason reason) {
        assertThat(NumberReader.isReject(reason.asReading())).isTrue();
        assertThat(NumberReader.reasonOf(reason.asReading())).isEqualTo(reason);
    }

    @Test
    void aNumberHasNoReason() {
        assertThatIllegalArgumentException().isThrownBy(() -> NumberReader.reasonOf(13_800_138_000L));
        assertThatIllegalArgumentException().isThrownBy(() -> NumberReader.reasonOf(-1_000));
    }
}
