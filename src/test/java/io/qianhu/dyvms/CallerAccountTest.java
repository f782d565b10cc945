package io.qianhu.dyvms;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.qianhu.ledger.Account;
import io.qianhu.sandbox.Sandbox;
import io.qianhu.sandbox.SandboxSettings;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Whose a temporary key is, asked over HTTP. */
class CallerAccountTest {
    private static final String ONE = "1234567890123456";
    private static final String OTHER = "5000000000000001";

    private AccessKey key = temporary("first");

    @ParameterizedTest
    @EnumSource(ParametersIn.class)
    void theSandboxTakesTheQuestionAndAnswersIt(ParametersIn place) {
        key = new AccessKey("sandbox", "sandbox-secret", "token");
        try (Sandbox api = Sandbox.start(SandboxSettings.defaults())) {
            DyvmsGateway gateway =
                    new DyvmsGateway(Fixtures.settings(api.endpoint(), place), () -> key, InstantSource.system());

            assertThat(gateway.account())
                    .isEqualTo(api.endpoint().getAuthority() + " key temporary of 1234567890123456");
        }
    }

    @Test
    void keysOfOneAccountAreOneAndThoseOfAnotherAreTold() throws IOException {
        try (RawServer sts = new RawServer(saying(ONE), saying(ONE), saying(OTHER))) {
            DyvmsGateway gateway = gateway(sts, null);
            String first = gateway.account();
            key = temporary("rotated");
            String rotated = gateway.account();
            key = temporary("another account's");
            String other = gateway.account();

            assertThat(first).isEqualTo("127.0.0.1:" + sts.port() + " key temporary of " + ONE);
            assertThat(rotated).isEqualTo(first);
            assertThat(other).isEqualTo("127.0.0.1:" + sts.port() + " key temporary of " + OTHER);
            assertThat(Account.mayBeSame(first, other)).isFalse();
        }
    }

    @Test
    void theQuestionIsThatOfStsAndIsAskedOnceBeforeAnythingIsSubmitted() throws IOException {
        try (RawServer sts = new RawServer(saying(ONE))) {
            DyvmsGateway gateway = gateway(sts, null);
            gateway.requireCredentials();
            assertThat(sts.received()).hasSize(1);

            gateway.account();
            gateway.account();

            assertThat(sts.received()).singleElement().satisfies(request -> {
                assertThat(request.line()).startsWith("POST / ");
                assertThat(request.body()).isEmpty();
                assertThat(request.headers())
                        .containsEntry("x-acs-action", "GetCallerIdentity")
                        .containsEntry("x-acs-version", "2015-04-01")
                        .containsEntry("x-acs-accesskey-id", "first")
                        .containsEntry("x-acs-security-token", "token of first");
            });
        }
    }

    @Test
    void whatTheSettingsSayIsNotAskedFor() throws IOException {
        try (RawServer sts = new RawServer(saying(ONE))) {
            assertThat(gateway(sts, OTHER).account()).endsWith(" key temporary of " + OTHER);
            assertThat(sts.received()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", OTHER})
    void nothingIsAskedOrSaidOfAPermanentKey(String configured) throws IOException {
        key = Fixtures.KEY;
        try (RawServer sts = new RawServer(saying(ONE))) {
            DyvmsGateway gateway = gateway(sts, configured);
            gateway.requireCredentials();

            assertThat(gateway.account()).matches("127\\.0\\.0\\.1:[0-9]+ key [0-9a-f]{12}");
            assertThat(sts.received()).isEmpty();
        }
    }

    static Stream<Named<RawServer.Play>> away() {
        return Stream.of(
                Named.of("hangs up", RawServer.hangUp()),
                Named.of("says nothing", RawServer.silence()),
                Named.of("refuses", RawServer.json(403, "{\"Code\":\"NoPermission\",\"AccountId\":\"1\"}")),
                Named.of("fails", RawServer.json(500, "{\"Code\":\"InternalError\"}")),
                Named.of("names nobody", RawServer.json(200, "{\"RequestId\":\"1\"}")),
                Named.of("names no account", RawServer.json(200, "{\"AccountId\":\"196813200012****\"}")),
                Named.of("is no API", RawServer.answer(200, "Content-Type: text/html\r\n", "<html></html>")));
    }

    @ParameterizedTest
    @MethodSource("away")
    void withoutAnAnswerItHasTheNameThatOlderVersionsGaveThemAll(RawServer.Play away) throws IOException {
        try (RawServer sts = new RawServer(away, saying(ONE))) {
            DyvmsGateway gateway = gateway(sts, null);
            assertThatNoException().isThrownBy(gateway::requireCredentials);

            String unknown = gateway.account();

            assertThat(unknown).isEqualTo("127.0.0.1:" + sts.port() + " key temporary");
            assertThat(Account.isUnknown(unknown)).isTrue();
            assertThat(sts.received()).as("asked once for a key").hasSize(1);

            key = temporary("rotated");
            assertThat(gateway.account())
                    .isEqualTo(unknown + " of " + ONE)
                    .satisfies(known ->
                            assertThat(Account.mayBeSame(unknown, known)).isTrue());
        }
    }

    @Test
    void saysOnceThatItIsNotKnown() throws IOException {
        try (RawServer sts = new RawServer(RawServer.json(500, "{\"Code\":\"InternalError\",\"Message\":\"later\"}"))) {
            DyvmsGateway gateway = gateway(sts, null);
            List<String> log = logged(() -> {
                gateway.account();
                key = temporary("rotated");
                gateway.account();
            });

            assertThat(sts.received()).hasSize(2);
            assertThat(log)
                    .singleElement(as(InstanceOfAssertFactories.STRING))
                    .contains("InternalError: later", "set qianhu.dyvms.account-id")
                    .doesNotContain("secret", "token of");
        }
    }

    @Test
    void whoeverInterruptsTheWaitIsHeardAndTheQuestionIsAskedAgain() throws IOException {
        try (RawServer sts = new RawServer(saying(ONE))) {
            DyvmsGateway gateway = gateway(sts, null);
            Thread.currentThread().interrupt();

            assertThat(gateway.account()).endsWith(" key temporary");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(gateway.account()).endsWith(" key temporary of " + ONE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://dyvmsapi.aliyuncs.com, https://sts.aliyuncs.com",
        "https://gateway.example.com:8443, https://sts.aliyuncs.com",
        "https://127.0.0.1:8443, https://127.0.0.1:8443",
        "http://localhost:8080, http://localhost:8080"
    })
    void stsHasItsOwnAddressButOnThisMachine(URI endpoint, URI asked) {
        DyvmsSettings settings = Fixtures.settings(endpoint, ParametersIn.QUERY);
        assertThat(CallerAccount.sts(settings)).isEqualTo(Fixtures.settings(asked, ParametersIn.QUERY));
    }

    private static List<String> logged(Runnable what) {
        Logger logger = (Logger) LoggerFactory.getLogger(CallerAccount.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try {
            what.run();
        } finally {
            logger.detachAppender(lines);
        }
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private DyvmsGateway gateway(RawServer sts, @Nullable String accountId) {
        DyvmsSettings hasty = Fixtures.hasty(sts.uri());
        DyvmsSettings settings = new DyvmsSettings(
                hasty.endpoint(),
                hasty.connectTimeout(),
                hasty.requestTimeout(),
                hasty.parametersIn(),
                null,
                null,
                null,
                accountId,
                hasty.maxAnswerBytes());
        return new DyvmsGateway(settings, () -> key, InstantSource.system());
    }

    private static AccessKey temporary(String id) {
        return new AccessKey(id, "secret of " + id, "token of " + id);
    }

    private static RawServer.Play saying(String account) {
        return RawServer.json(
                200,
                "{\"IdentityType\":\"AssumedRoleUser\",\"AccountId\":\"" + account
                        + "\",\"RequestId\":\"3C87BF47-3724-5443-ADC1-5AEAD9A03EB1\"}");
    }
}
