package io.qianhu.dyvms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class WireTest {
    /** The runtime gives both cases the same exception. */
    @Test
    void anAlertOnAConnectionThatMayBeInUseProvesNothing() {
        SSLHandshakeException alert = new SSLHandshakeException("Received fatal alert: handshake_failure");

        assertThat(Wire.handshakeFailed(alert, false)).isTrue();
        assertThat(Wire.handshakeFailed(alert, true)).isFalse();
    }

    @Test
    void aCertificateThatWeRefuseLetsNothingOut() {
        assertThat(Wire.handshakeFailed(new SSLHandshakeException("PKIX path building failed"), true)).isTrue();
        assertThat(Wire.handshakeFailed(new IOException("reset"), false)).isFalse();
    }
}
