package io.qianhu.dyvms;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.message.Message;
import io.qianhu.sandbox.Sandbox;
import io.qianhu.sandbox.SandboxSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The harmless question of {@code doctor}, to the sandbox. */
class ApiProbeTest {
    private static ApiProbe ask(Sandbox api, String secret, Duration ahead) {
        DyvmsSettings settings = new DyvmsSettings(
                api.endpoint(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                ParametersIn.BODY,
                "sandbox",
                secret,
                null,
                null,
                1 << 20);
        return ApiProbe.ask(settings, AccessKeys.of(settings), Clock.offset(Clock.systemUTC(), ahead));
    }

    @Test
    void worksWithTheRightKeyAndMakesNothing() {
        try (Sandbox api = Sandbox.start(SandboxSettings.of(Map.of()))) {
            ApiProbe probe = ask(api, "sandbox-secret", Duration.ZERO);
            assertThat(probe.works()).as(probe.message().english()).isTrue();
            assertThat(probe.clockAhead().orElseThrow().abs()).isLessThan(Duration.ofSeconds(5));
            assertThat(api.taskCount()).isZero();
        }
    }

    @Test
    void saysWhatTheApiAnswersToAWrongKey() {
        try (Sandbox api = Sandbox.start(SandboxSettings.of(Map.of()))) {
            ApiProbe probe = ask(api, "another-secret", Duration.ZERO);
            assertThat(probe.works()).isFalse();
            assertThat(probe.message())
                    .asString()
                    .contains("SignatureDoesNotMatch")
                    .doesNotContain("another-secret");
            assertThat(probe.clockAhead()).isPresent();
        }
    }

    /** The API refuses such a signature, and still dates its answer. */
    @Test
    void measuresAClockThatIsWrongByAnHour() {
        try (Sandbox api = Sandbox.start(SandboxSettings.of(Map.of()))) {
            ApiProbe probe = ask(api, "sandbox-secret", Duration.ofHours(1));
            assertThat(probe.works()).isFalse();
            assertThat(probe.clockAhead().orElseThrow()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
        }
    }

    @Test
    void knowsNoClockWhereNobodyAnswers() {
        ApiProbe probe = ApiProbe.of(
                new TransportOutcome.Failed(CodeTable.CONNECTION_REFUSED, Message.text("nobody listens")),
                Instant.EPOCH);
        assertThat(probe.works()).isFalse();
        assertThat(probe.message()).asString().contains("nobody listens");
        assertThat(probe.clockAhead()).isEmpty();
    }
}
