package io.qianhu.dyvms;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.dyvms.TransportOutcome.Answered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedMessageTest {
    @ParameterizedTest
    @CsvSource({
        "13800138000 is bad, 138****8000 is bad",
        "8613800138000, 138****8000",
        "Caller=13800138000%2C13900139000, Caller=138****8000%2C139****9000",
        "057112345678, 0571****5678",
        "task 4001112222, task 4001112222",
        "1234567890123456, 1234567890123456"
    })
    void masksPhoneNumbers(String text, String masked) {
        assertThat(MaskedMessage.of(text)).isEqualTo(masked);
    }

    @Test
    void isOneLineOfPrintableCharacters() {
        assertThat(MaskedMessage.of(" a\r\nb\u0000\u001b[31m\u2028c\u202e\u009b "))
                .isEqualTo("a b [31m c");
    }

    @Test
    void isCutAtThreeHundredCharactersButNotInsideOfOne() {
        assertThat(MaskedMessage.of("x".repeat(300))).hasSize(300).doesNotContain("…");
        assertThat(MaskedMessage.of("x".repeat(301))).hasSize(300).endsWith("x…");
        assertThat(MaskedMessage.of("x".repeat(298) + "😀😀")).isEqualTo("x".repeat(298) + "…");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SignatureDoesNotMatch", "IncompleteSignature"})
    void theServersStringToSignIsNotKept(String code) {
        String body = "{\"Code\":\"" + code + "\",\"Message\":\"server string to sign is: POST&Caller%3D0571-1234\"}";

        assertThat(DyvmsSubmission.answer(new Answered(400, new Text(body), null))
                        .reply()
                        .message())
                .asString()
                .doesNotContain("POST", "1234");
    }

    @Test
    void codeAndRequestIdOfAnAnswerAreMadeFitToo() {
        String body = "{\"Code\":\"isv.13800138000\\n" + "x".repeat(200) + "\",\"RequestId\":\"13800138000 x\"}";
        Reply reply =
                DyvmsSubmission.answer(new Answered(400, new Text(body), null)).reply();

        assertThat(reply.code()).startsWith("isv.138****8000 xxx").hasSize(100);
        assertThat(reply.requestId()).isNull();
    }
}
