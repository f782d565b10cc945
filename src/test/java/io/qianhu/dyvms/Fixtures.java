package io.qianhu.dyvms;

import io.qianhu.campaign.RecallSettings;
import io.qianhu.campaign.TaskSettings;
import io.qianhu.number.Callees;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Invented settings, keys and tasks. */
final class Fixtures {
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    static final AccessKey KEY = new AccessKey("testid", "testsecret", null);
    static final String CREATED =
            "{\"Data\":\"4001112222\",\"Message\":\"OK\",\"RequestId\":\"D9CB3933\",\"Code\":\"OK\"}";

    private Fixtures() {}

    static DyvmsSettings settings(URI endpoint) {
        return settings(endpoint, ParametersIn.BODY);
    }

    static DyvmsSettings settings(URI endpoint, ParametersIn place) {
        return new DyvmsSettings(
                endpoint, Duration.ofSeconds(5), Duration.ofSeconds(20), place, null, null, null, null, 1 << 20);
    }

    /** Gives up on an exchange soon. */
    static DyvmsSettings hasty(URI endpoint) {
        return limited(endpoint, Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    /** Gives up on a connection soon. */
    static DyvmsSettings hastyToConnect(URI endpoint) {
        return limited(endpoint, Duration.ofMillis(300), Duration.ofSeconds(20));
    }

    private static DyvmsSettings limited(URI endpoint, Duration connect, Duration request) {
        return new DyvmsSettings(endpoint, connect, request, ParametersIn.BODY, null, null, null, null, 1 << 20);
    }

    static DyvmsGateway gateway(DyvmsSettings settings) {
        return new DyvmsGateway(settings, () -> KEY, InstantSource.fixed(NOW));
    }

    static Answer answerTo(DyvmsSettings settings) {
        return gateway(settings).prepare(task("千呼-1", 2)).send().join();
    }

    static RobotTask task(String name, int callees) {
        long[] numbers = LongStream.range(0, callees).map(i -> 13800138000L + i).toArray();
        return new RobotTask(name, taskSettings(null), Callees.of(numbers));
    }

    static TaskSettings taskSettings(@Nullable RecallSettings recall) {
        return new TaskSettings("春季回访", 1234567, "某某公司", true, false, recall);
    }

    static RecallSettings recall() {
        return new RecallSettings(2, Duration.ofMinutes(5), List.of(200010, 200011));
    }
}
