package io.qianhu.ledger;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionTest {
    /** It would be kept for good, and nobody could read it. */
    @ParameterizedTest
    @CsvSource({"\uFFFD\uFFFD, wrong script, --by", "wang.li, \uFFFD\uFFFD\uFFFD, --reason"})
    void aTextThatTheLocaleHasLostIsRefused(String by, String reason, String option) {
        assertThatThrownBy(() -> new Decision(Resolution.ABANDON, null, by, reason, Instant.EPOCH))
                .isInstanceOf(DecisionRefused.class)
                .hasMessageContaining("the text of " + option)
                .hasMessageContaining("LC_ALL=C.UTF-8");
        assertThatThrownBy(() -> new Cancellation(by, reason, Instant.EPOCH)).isInstanceOf(DecisionRefused.class);
    }
}
