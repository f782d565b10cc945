package io.qianhu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every key, its default, its range, and the message when it is out of range. */
class SandboxSettingsTest {
    private static final FaultSettings NO_FAULTS = new FaultSettings(
            0,
            Duration.ZERO,
            Duration.ZERO,
            0,
            null,
            null,
            1,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            Duration.ofSeconds(60),
            Duration.ZERO,
            null);

    @Test
    void hasTheseDefaults() {
        assertThat(SandboxSettings.defaults())
                .isEqualTo(
                        new SandboxSettings(0, "sandbox", "sandbox-secret", null, Duration.ofMinutes(15), NO_FAULTS));
    }

    @Test
    void bindsEveryKey() {
        Map<String, String> keys = new HashMap<>(Map.of(
                "port", "8000",
                "access-key-id", "id",
                "access-key-secret", "secret",
                "journal", "data/sandbox.jsonl",
                "timestamp-validity", "31m"));
        keys.putAll(Map.of(
                "faults.seed", "7",
                "faults.latency", "1ms",
                "faults.latency-jitter", "2ms",
                "faults.throttle-per-second", "3",
                "faults.refuse-with", "isv.OUT_OF_SERVICE",
                "faults.refuse-status", "200",
                "faults.refuse-every", "4",
                "faults.slowness", "5s",
                "faults.late-visibility", "6s",
                "faults.listed-total", "9"));
        keys.putAll(Map.of(
                "faults.drop-before-accept", "0.01",
                "faults.drop-after-accept", "0.02",
                "faults.error-before-accept", "0.03",
                "faults.error-after-accept", "0.04",
                "faults.slow-before-accept", "0.05",
                "faults.slow-after-accept", "0.06",
                "faults.garbage-answer", "0.07",
                "faults.half-answer", "0.08"));
        assertThat(SandboxSettings.of(keys))
                .isEqualTo(new SandboxSettings(
                        8000,
                        "id",
                        "secret",
                        Path.of("data/sandbox.jsonl"),
                        Duration.ofMinutes(31),
                        new FaultSettings(
                                7,
                                Duration.ofMillis(1),
                                Duration.ofMillis(2),
                                3,
                                "isv.OUT_OF_SERVICE",
                                200,
                                4,
                                0.01,
                                0.02,
                                0.03,
                                0.04,
                                0.05,
                                0.06,
                                0.07,
                                0.08,
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(6),
                                9)));
        // The group itself is no key.
        int components = SandboxSettings.class.getRecordComponents().length - 1;
        assertThat(keys).hasSize(components + FaultSettings.class.getRecordComponents().length);
    }

    @ParameterizedTest
    @CsvSource({
        "port, -1, 0, 65536, 65535",
        "timestamp-validity, 999ms, 1s, 61m, 60m",
        "faults.latency, -1ms, 0s, 601s, 10m",
        "faults.latency-jitter, -1ms, 0s, 601s, 10m",
        "faults.throttle-per-second, -1, 0, 1000001, 1000000",
        "faults.refuse-every, 0, 1, 1000001, 1000000",
        "faults.drop-before-accept, -0.001, 0, 1.001, 1",
        "faults.drop-after-accept, -0.001, 0, 1.001, 1",
        "faults.error-before-accept, -0.001, 0, 1.001, 1",
        "faults.error-after-accept, -0.001, 0, 1.001, 1",
        "faults.slow-before-accept, -0.001, 0, 1.001, 1",
        "faults.slow-after-accept, -0.001, 0, 1.001, 1",
        "faults.garbage-answer, -0.001, 0, 1.001, 1",
        "faults.half-answer, NaN, 0, 1.001, 1",
        "faults.slowness, -1s, 0s, 601s, 10m",
        "faults.late-visibility, -1s, 0s, 1441m, 24h",
        "faults.listed-total, -1, 0, 1000001, 1000000",
    })
    void takesTheLimitsAndNothingBeyond(String key, String tooLow, String least, String tooHigh, String most) {
        assertThat(SandboxSettings.of(Map.of(key, least))).isNotNull();
        assertThat(SandboxSettings.of(Map.of(key, most))).isNotNull();
        assertRefused(Map.of(key, tooLow), key);
        assertRefused(Map.of(key, tooHigh), key);
    }

    @Test
    void refusesProbabilitiesThatAddUpToMoreThanOne() {
        assertThat(SandboxSettings.of(Map.of("faults.drop-before-accept", "0.9", "faults.half-answer", "0.1")))
                .isNotNull();
        assertRefused(
                Map.of("faults.drop-before-accept", "0.9", "faults.half-answer", "0.11"),
                "the probabilities under qianhu.sandbox.faults must add up to at most 1");
    }

    @Test
    void refusesWhatNoKeyOrCodeCanBe() {
        assertRefused(Map.of("access-key-id", "a b"), "qianhu.sandbox.access-key-id must be 1 to 128 letters");
        assertRefused(Map.of("access-key-secret", " "), "qianhu.sandbox.access-key-secret must be a secret");
        assertRefused(Map.of("faults.refuse-with", "not a code"), "qianhu.sandbox.faults.refuse-with");
        assertRefused(Map.of("faults.refuse-status", "400"), "qianhu.sandbox.faults.refuse-status");
        assertRefused(
                Map.of("faults.refuse-with", "x", "faults.refuse-status", "199"),
                "qianhu.sandbox.faults.refuse-status");
    }

    @Test
    void namesTheKeyTheRangeAndTheValue() {
        assertRefused(
                Map.of("faults.throttle-per-second", "-1"),
                "qianhu.sandbox.faults.throttle-per-second must be 0 to 1000000, was -1");
    }

    @Test
    void hidesTheSecret() {
        assertThat(SandboxSettings.of(Map.of("access-key-secret", "hush")).toString())
                .doesNotContain("hush");
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.of(Map.of("access-key-secret", "hush")))) {
            assertThat(sandbox.describe()).extracting(Object::toString).doesNotContain("hush");
        }
    }

    @Test
    void describesWhatAPersonNeedsToKnow() {
        SandboxSettings settings = SandboxSettings.of(
                Map.of("faults.seed", "7", "faults.drop-after-accept", "0.1", "faults.latency", "5ms"));
        try (Sandbox sandbox = Sandbox.start(settings)) {
            assertThat(sandbox.describe())
                    .extracting(Object::toString)
                    .containsSubsequence(
                            "Sandbox of CreateRobotTask (calls nobody) on " + sandbox.endpoint(),
                            "  access key  sandbox / sandbox-secret",
                            "  faults      latency 5 to 5 ms, DROP_AFTER_ACCEPT 0.1 (seed 7)");
        }
        assertThat(NO_FAULTS.describe()).asString().isEqualTo("none");
    }

    private static void assertRefused(Map<String, String> keys, String message) {
        assertThatThrownBy(() -> SandboxSettings.of(keys))
                .rootCause()
                .satisfies(cause -> assertThat(cause.getMessage()).contains(message));
    }

    @Test
    void saysWhichPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, Loopback.address(1))) {
            String port = Integer.toString(taken.getLocalPort());
            assertThatThrownBy(() -> Sandbox.start(SandboxSettings.of(Map.of("port", port))))
                    .hasMessage("the sandbox cannot listen on 127.0.0.1:" + port
                            + "; choose another qianhu.sandbox.port, or 0 for any free one");
        }
    }
}
