package io.qianhu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in and how everybody else is refused; the clock stands at 03:04:05. */
class AuthenticationTest {
    private final HandMovedClock clock = new HandMovedClock("2026-01-02T03:04:05Z");
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.defaults(), clock);

    @AfterEach
    void close() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource({"-PT15M,OK", "PT15M,OK", "-PT15M1S,InvalidTimeStamp.Expired", "PT15M1S,InvalidTimeStamp.Expired"})
    void letsTimestampsBeFifteenMinutesOff(Duration off, String code) {
        String timestamp = clock.instant().plus(off).toString();
        assertThat(v3(request -> request.timestamp = timestamp)).isEqualTo(code);
        assertThat(v1(request -> request.timestamp = timestamp)).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-02 03:04:05", "2026-01-02T03:04:05.000Z", "2026-02-30T03:04:05Z", "now"})
    void refusesTimestampsInAnotherForm(String timestamp) {
        assertThat(v3(request -> request.timestamp = timestamp)).isEqualTo("InvalidTimeStamp.Format");
        assertThat(v1(request -> request.timestamp = timestamp)).isEqualTo("InvalidTimeStamp.Format");
    }

    @Test
    void refusesANonceThatWasUsedInEitherScheme() {
        assertThat(v3(request -> request.nonce = "n")).isEqualTo("OK");
        assertThat(v3(request -> request.nonce = "n")).isEqualTo("SignatureNonceUsed");
        assertThat(v1(request -> request.nonce = "n")).isEqualTo("SignatureNonceUsed");
        assertThat(sandbox.taskCount()).isEqualTo(1);
    }

    @Test
    void remembersANonceForAsLongAsItsTimestampIsValid() {
        String latest = clock.instant().plus(Duration.ofMinutes(15)).toString();
        assertThat(v3(request -> nonceAt(request, latest))).isEqualTo("OK");
        clock.move(Duration.ofMinutes(30));
        assertThat(v3(request -> nonceAt(request, latest))).isEqualTo("SignatureNonceUsed");
        clock.move(Duration.ofSeconds(1));
        assertThat(v3(request -> nonceAt(request, latest))).isEqualTo("InvalidTimeStamp.Expired");
        assertThat(v3(request -> request.nonce = "n")).isEqualTo("OK");
    }

    @Test
    void doesNotUseUpTheNonceOfARequestThatItRefuses() {
        assertThat(v3(request -> {
                    request.nonce = "n";
                    request.secret = "wrong";
                }))
                .isEqualTo("SignatureDoesNotMatch");
        assertThat(v3(request -> request.nonce = "n")).isEqualTo("OK");
    }

    @Test
    void refusesAnUnknownKeyWith404() {
        Reply reply = Reply.to(changed(request -> request.accessKeyId = "other").v3(sandbox.endpoint()));
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo("InvalidAccessKeyId.NotFound");
        assertThat(v1(request -> request.accessKeyId = "other")).isEqualTo("InvalidAccessKeyId.NotFound");
    }

    @Test
    void refusesAWrongSecretWithoutQuotingTheNumbers() {
        Reply reply = Reply.to(changed(request -> request.secret = "other").v3(sandbox.endpoint()));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("SignatureDoesNotMatch");
        assertThat(reply.body()).doesNotContain("1370000");
        assertThat(v1(request -> request.secret = "other")).isEqualTo("SignatureDoesNotMatch");
    }

    @ParameterizedTest
    @CsvSource({
        "x-acs-action, CreateRobotTasks, SignatureDoesNotMatch",
        "x-acs-signature-nonce, another, SignatureDoesNotMatch",
        "x-acs-content-sha256, e3b0c442, SignatureDoesNotMatch",
        "x-acs-content-sha256, '', IncompleteSignature",
        "x-acs-action, '', IncompleteSignature",
        "x-acs-date, '', IncompleteSignature",
        "x-acs-signature-nonce, '', IncompleteSignature",
        "authorization, '', IncompleteSignature",
        "authorization, ACS3-HMAC-SHA256, IncompleteSignature",
        "authorization, 'ACS3-HMAC-SHA256 Credential=sandbox,Signature=00', IncompleteSignature",
        "authorization, 'ACS3-HMAC-SHA256 Credential=sandbox,SignedHeaders=host,Signature=00', IncompleteSignature",
        "authorization, 'ACS3-HMAC-SM3 Credential=sandbox,SignedHeaders=host,Signature=00', InvalidSignatureMethod",
    })
    void refusesHeadersThatChangeAfterSigning(String header, String value, String code) {
        assertThat(v3(request -> request.afterSigning.put(header, value))).isEqualTo(code);
        assertThat(sandbox.taskCount()).isZero();
    }

    @Test
    void refusesABodyThatChangesAfterSigning() {
        java.net.http.HttpRequest signed = changed(made -> {}).v3(sandbox.endpoint());
        Reply reply = Reply.to(java.net.http.HttpRequest.newBuilder(signed, (name, value) -> true)
                .POST(BodyPublishers.ofString("DialogId=1234567&Caller=13700000002"))
                .build());
        assertThat(reply.code()).isEqualTo("SignatureDoesNotMatch");
        assertThat(sandbox.taskCount()).isZero();
    }

    @Test
    void refusesABodyWhoseContentTypeIsNotSigned() {
        SignedRequest request = changed(made -> {});
        java.net.http.HttpRequest signed = request.v3(sandbox.endpoint());
        String authorization = request.headers.getOrDefault("authorization", "").replace("content-type;", "");
        assertThat(Reply.to(java.net.http.HttpRequest.newBuilder(signed, (name, value) -> true)
                                .setHeader("authorization", authorization)
                                .build())
                        .code())
                .isEqualTo("IncompleteSignature");
    }

    @ParameterizedTest
    @CsvSource({
        "Action, MissingAction",
        "Version, MissingVersion",
        "AccessKeyId, MissingAccessKeyId",
        "Timestamp, MissingTimestamp",
        "SignatureMethod, MissingSignatureMethod",
        "SignatureVersion, MissingSignatureVersion",
        "SignatureNonce, MissingSignatureNonce",
    })
    void namesTheCommonParameterThatIsMissing(String parameter, String code) {
        assertThat(v1(request -> request.with(parameter, ""))).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"SignatureMethod, HMAC-SHA256", "SignatureVersion, 2.0"})
    void refusesOtherMethodsOfSigning(String parameter, String value) {
        assertThat(v1(request -> request.with(parameter, value))).isEqualTo("InvalidSignatureMethod");
    }

    @Test
    void refusesAnUnknownFormat() {
        Reply reply =
                Reply.to(changed(request -> request.with("Format", "YAML")).v1(sandbox.endpoint()));
        assertThat(reply.code()).isEqualTo("InvalidParameter.Format");
    }

    @ParameterizedTest
    @CsvSource({
        "SendSms, 2017-05-25, 404, InvalidAction.NotFound",
        "CreateRobotTask, 2019-10-15, 400, NoSuchVersion",
        "GetCallerIdentity, 2017-05-25, 400, NoSuchVersion"
    })
    void refusesWhatItDoesNotOffer(String action, String version, int status, String code) {
        Reply reply = Reply.to(changed(request -> {
                    request.action = action;
                    request.version = version;
                })
                .v3(sandbox.endpoint()));
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
    }

    @Test
    void refusesOtherMethodsAndPaths() {
        assertThat(v3(request -> request.method = "PUT")).isEqualTo("UnsupportedHTTPMethod");
        Reply reply = Reply.to(changed(request -> {}).v3(sandbox.endpoint().resolve("/other")));
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo("InvalidApi.NotFound");
    }

    @Test
    void refusesAParameterThatIsGivenTwice() {
        assertThat(Reply.to(java.net.http.HttpRequest.newBuilder(
                                        sandbox.endpoint().resolve("/?Format=JSON&Format=XML"))
                                .build())
                        .code())
                .isEqualTo("InvalidParameter");
    }

    private static void nonceAt(SignedRequest request, String timestamp) {
        request.nonce = "n";
        request.timestamp = timestamp;
    }

    private String v3(Consumer<SignedRequest> changes) {
        return Reply.to(changed(changes).v3(sandbox.endpoint())).code();
    }

    private String v1(Consumer<SignedRequest> changes) {
        return Reply.to(changed(changes).with("Format", "JSON").v1(sandbox.endpoint()))
                .code();
    }

    private SignedRequest changed(Consumer<SignedRequest> changes) {
        SignedRequest request = SignedRequest.create(clock.instant());
        changes.accept(request);
        return request;
    }
}
