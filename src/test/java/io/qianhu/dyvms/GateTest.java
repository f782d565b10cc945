package io.qianhu.dyvms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class GateTest {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void aClosedGateLetsNothingOntoAnOpenConnection() throws Exception {
        try (RawServer server = new RawServer(RawServer.json(200, "{}"))) {
            Gate gate = new Gate("a=b");
            assertThat(gate.close()).isTrue();

            assertThatThrownBy(() -> post(server, gate)).isInstanceOf(IOException.class);
            assertThat(server.received()).isEmpty();
        }
    }

    /** As the runtime would after a broken connection when it is told to resend POSTs. */
    @Test
    void theSameRequestDoesNotLeaveTwice() throws Exception {
        try (RawServer server = new RawServer(RawServer.json(200, "{}"))) {
            Gate gate = new Gate("a=b");
            post(server, gate);

            assertThatThrownBy(() -> post(server, gate)).isInstanceOf(IOException.class);
            assertThat(gate.close()).isFalse();
            assertThat(server.received())
                    .singleElement()
                    .satisfies(request -> assertThat(request.body()).isEqualTo("a=b"));
        }
    }

    private void post(RawServer server, Gate gate) throws IOException, InterruptedException {
        client.send(HttpRequest.newBuilder(server.uri()).POST(gate).build(), HttpResponse.BodyHandlers.discarding());
    }
}
