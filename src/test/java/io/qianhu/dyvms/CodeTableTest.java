package io.qianhu.dyvms;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.dyvms.TransportOutcome.Answered;
import io.qianhu.dyvms.TransportOutcome.Failed;
import io.qianhu.message.Message;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CodeTableTest {
    /** Every code that the vendor documents for this product and its gateway, by what it must mean for a list. */
    static Stream<String> documented() {
        return """
                ACCEPTED OK
                OUTSIDE_PERIOD isv.VOICE_ROBOT_NOT_PERIOD isv.VOICE_CALL_PERIOD_ERROR
                FREQUENCY_LIMITED isv.BUSINESS_LIMIT_CONTROL
                REFUSED isv.VOICE_ROBOT_CALLEE_LIMIT isv.MOBILE_COUNT_OVER_LIMIT isv.MOBILE_NUMBER_ILLEGAL
                REFUSED isv.DISPLAY_NUMBER_ILLEGAL isv.INVALID_PARAMETERS InvalidParameters InvalidParameter.date
                REFUSED isv.INVALID_JSON_PARAM isv.PARAM_LENGTH_LIMIT isv.PARAM_NOT_SUPPORT_URL 100008.0
                REFUSED isv.TEMPLATE_MISSING_PARAMETERS isv.TEMPLATE_PARAMS_ILLEGAL isv.BLACK_KEY_CONTROL_LIMIT
                REFUSED isv.COMPLAINT_REJECT ComplaintReject
                STOP isv.TTS_TEMPLATE_ILLEGAL isv.TEMPLATE_ILLEGAL isv.VOICE_FILE_ILLEGAL isv.ASR_MODEL_ERROR
                STOP isv.BILLID_NOT_EXIST BillidNotExist isv.OUT_OF_SERVICE isv.AMOUNT_NOT_ENOUGH isv.AMOUNT_NOT_ENOUG
                STOP isv.PRODUCT_UN_SUBSCRIPT isv.PRODUCT_UNSUBSCRIBE isv.ACCOUNT_NOT_EXISTS isv.ACCOUNT_ABNORMAL
                STOP isp.RAM_PERMISSION_DENY isp.RES_OWNER_ID_UNKNOWN isp.USER_NOT_EXIST isp.USER_ASSERT_NOT_EXIST
                UNCONFIRMED isv.VOICE_CALL_FAIL isp.SYSTEM_ERROR isp.GATEWAY_ERROR isp.UNKNOWN InternalError
                THROTTLED Throttling.User Throttling.Api Throttling Throttling.Anything
                UNCONFIRMED ServiceUnavailable SignatureNonceUsed
                STOP SignatureDoesNotMatch IncompleteSignature InvalidSignatureMethod InvalidAccessKeyId.NotFound
                STOP InvalidAccessKeyId.Inactive InvalidSecurityToken.Expired InvalidSecurityToken.MismatchWithAccessKey
                STOP InvalidTimeStamp.Format InvalidTimeStamp.Expired MissingTimestamp MissingSignatureNonce
                REFUSED MissingCaller MissingTaskName.X MissingParameter InvalidDialogId InvalidCaller.Malformed
                REFUSED InvalidParameter
                STOP MissingAccessKeyId MissingAction InvalidVersion InvalidParameter.Format UnsupportedHTTPMethod
                STOP InvalidApi.NotFound InvalidAction.NotFound InvalidProduct.NotFound InvalidProtocol.NeedSsl
                STOP NoSuchVersion UnsupportedOperation Forbidden Forbidden.RAM Forbidden.RiskControl NoPermission
                UNRECOGNISED isv.SOMETHING_NEW ok throttling MissingFoo InvalidCallerX Forbiddens
                """.lines().flatMap(line -> {
            List<String> words = List.of(line.split(" ", -1));
            return words.stream().skip(1).map(code -> words.get(0) + " " + code);
        });
    }

    @ParameterizedTest
    @MethodSource("documented")
    void aDocumentedCodeMeansTheSameWith200And400(String meaningAndCode) {
        String[] words = meaningAndCode.split(" ", -1);
        Meaning kind = Meaning.valueOf(words[0]);

        assertThat(answer(400, words[1]).meaning()).isEqualTo(kind == Meaning.ACCEPTED ? Meaning.UNCONFIRMED : kind);
        assertThat(answer(200, words[1]).meaning()).isEqualTo(kind);
    }

    @ParameterizedTest
    @MethodSource("documented")
    void serverErrorsAreDoubtUnlessThrottled(String meaningAndCode) {
        String code = meaningAndCode.split(" ", -1)[1];
        Meaning kind = meaningAndCode.startsWith("THROTTLED") ? Meaning.THROTTLED : Meaning.UNCONFIRMED;

        for (int status : new int[] {408, 500, 502, 503, 504, 599}) {
            assertThat(answer(status, code).meaning()).isEqualTo(kind);
        }
    }

    static Stream<CodeTable.Row> rows() {
        return CodeTable.all().stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyRowGivesItsAnswer(CodeTable.Row row) {
        String code = row.code().replace("*", "X");
        Answer answer = code.startsWith("qianhu.")
                ? DyvmsSubmission.answer(new Failed(code, Message.text("on the way")))
                : answer(200, code);

        assertThat(answer.meaning()).isEqualTo(row.meaning());
        assertThat(answer.reply().code()).isEqualTo(code);
        assertThat(row.advice().isEmpty()).isEqualTo(row.meaning() != Meaning.STOP);
        assertThat(answer.advice()).isEqualTo(row.advice());
        assertThat(answer.advice().english()).matches("|.*\\.");
    }

    /** So that a row cannot be dropped or slip in without its documented meaning. */
    @Test
    void everyRowOfTheVendorIsDocumentedAboveAndNoneIsTwice() {
        List<String> documented =
                documented().map(line -> line.split(" ", -1)[1]).toList();
        Predicate<CodeTable.Row> generated = row -> row.code().matches("(Missing|Invalid)[A-Z][A-Za-z]*(\\.\\*)?");

        assertThat(rows().filter(row -> !row.code().startsWith("qianhu."))
                        .filter(generated.negate())
                        .map(row -> row.code().replace("*", ""))
                        .filter(code -> documented.stream().noneMatch(known -> known.startsWith(code))))
                .isEmpty();
        assertThat(rows().map(CodeTable.Row::code)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "302, OK, qianhu.Redirected",
        "307, isv.OUT_OF_SERVICE, qianhu.Redirected",
        "407, OK, qianhu.ProxyLogin",
    })
    void somebodyElsesAnswerStops(int status, String code, String shown) {
        assertThat(answer(status, code).meaning()).isEqualTo(Meaning.STOP);
        assertThat(answer(status, code).reply().code()).isEqualTo(shown);
    }

    private static Answer answer(int status, String code) {
        String body = "{\"Code\":\"" + code + "\",\"Message\":\"m\",\"Data\":\"4001112222\"}";
        return DyvmsSubmission.answer(new Answered(status, new Text(body), null));
    }
}
