package io.qianhu.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.number.RejectReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RejectCodeTest {
    @ParameterizedTest
    @EnumSource(RejectReason.class)
    void everyReasonHasOneCodeByNameAndByCode(RejectReason reason) {
        RejectCode expected = new RejectCode(reason.code(), reason.explanation());

        assertThat(RejectCode.named(reason.name())).isEqualTo(expected);
        assertThat(RejectCode.coded(reason.code())).isEqualTo(expected);
    }

    @Test
    void aReasonOfAnotherVersionIsShownAllTheSame() {
        assertThat(RejectCode.named("SOME_OLD_REASON").code()).isEqualTo("some-old-reason");
        assertThat(RejectCode.named("SOME_OLD_REASON").explanation()).contains("no explanation");
        assertThat(RejectCode.coded("some-old-reason")).isEqualTo(RejectCode.named("SOME_OLD_REASON"));
    }
}
