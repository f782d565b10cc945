package io.qianhu.dyvms;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    private final AtomicLong nanos = new AtomicLong(-5);

    @Test
    void areKeptWhileInUseAndReplacedAfterAPause() {
        Connections connections = connections("http://localhost:1");
        HttpClient first = connections.client();
        pass(Connections.IDLE_AT_MOST.toNanos());
        assertThat(connections.client()).isSameAs(first);

        pass(Connections.IDLE_AT_MOST.toNanos());
        connections.used();
        pass(Connections.IDLE_AT_MOST.toNanos());
        assertThat(connections.client()).isSameAs(first);

        pass(Connections.IDLE_AT_MOST.toNanos() + 1);
        assertThat(connections.client()).isNotSameAs(first);
    }

    @Test
    void goPastAnyProxyToThisMachine() {
        assertThat(connections("http://127.0.0.1:1").client().proxy()).contains(HttpClient.Builder.NO_PROXY);
        assertThat(connections("https://dyvmsapi.aliyuncs.com").client().proxy())
                .isEmpty();
    }

    @Test
    void followNoRedirectAndSpeakHttp11() {
        HttpClient client = connections("https://dyvmsapi.aliyuncs.com").client();

        assertThat(client.followRedirects()).isEqualTo(HttpClient.Redirect.NEVER);
        assertThat(client.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(client.connectTimeout()).isPresent();
        assertThat(client.authenticator()).isEmpty();
    }

    /** A request timeout that somebody has shortened is no reason to refuse the other one's default. */
    @Test
    void takeNoLongerToConnectThanTheWholeExchangeMay() {
        DyvmsSettings shortened = new DyvmsSettings(
                URI.create("https://dyvmsapi.aliyuncs.com"),
                Duration.ofSeconds(5),
                Duration.ofSeconds(3),
                ParametersIn.BODY,
                null,
                null,
                null,
                null,
                1 << 20);

        assertThat(shortened.connectTimeoutIsCut()).isTrue();
        assertThat(new Connections(shortened, Workers.named("test"), nanos::get)
                        .client()
                        .connectTimeout())
                .contains(Duration.ofSeconds(3));
        assertThat(Fixtures.hastyToConnect(URI.create("https://dyvmsapi.aliyuncs.com"))
                        .connectTimeoutIsCut())
                .isFalse();
    }

    private Connections connections(String endpoint) {
        return new Connections(Fixtures.settings(URI.create(endpoint)), Workers.named("test"), nanos::get);
    }

    private void pass(long time) {
        nanos.addAndGet(time);
    }
}
