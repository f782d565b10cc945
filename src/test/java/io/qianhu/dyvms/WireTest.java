package io.qianhu.dyvms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class WireTest {
    /** It may come after the request, also on the first connection of all. */
    @Test
    void anAlertOfTheServerProvesNothing() {
        assertThat(Wire.handshakeFailed(new SSLHandshakeException("Received fatal alert: bad_certificate")))
                .isFalse();
    }

    @Test
    void aCertificateThatWeRefuseLetsNothingOut() {
        assertThat(Wire.handshakeFailed(new SSLHandshakeException("PKIX path building failed")))
                .isTrue();
        assertThat(Wire.handshakeFailed(new IOException("reset"))).isFalse();
    }
}
