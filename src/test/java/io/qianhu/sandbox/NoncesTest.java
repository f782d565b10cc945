package io.qianhu.sandbox;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NoncesTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private final Nonces nonces = new Nonces(Duration.ofMinutes(15), 2);

    @Test
    void remembersAsManyAsItsLimitAndForgetsNoneThatIsStillValid() throws Refused {
        nonces.use("key", "a", START);
        nonces.use("key", "b", START.plusSeconds(1));
        assertThatThrownBy(() -> nonces.use("key", "c", START.plusSeconds(2))).hasMessage("ServiceUnavailable");
        assertThatThrownBy(() -> nonces.use("key", "a", START.plus(Duration.ofMinutes(30))))
                .hasMessage("SignatureNonceUsed");
    }

    @Test
    void makesRoomWhenTheOldestIsNoLongerValid() throws Refused {
        nonces.use("key", "a", START);
        nonces.use("key", "b", START.plusSeconds(1));
        assertThatCode(() -> nonces.use(
                        "key", "c", START.plus(Duration.ofMinutes(30)).plusMillis(1)))
                .doesNotThrowAnyException();
    }

    @Test
    void keepsTheNoncesOfTwoKeysApart() throws Refused {
        nonces.use("key", "a", START);
        assertThatCode(() -> nonces.use("other", "a", START)).doesNotThrowAnyException();
    }
}
