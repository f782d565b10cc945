package io.qianhu.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.dyvms.AccessKeys;
import io.qianhu.dyvms.DyvmsGateway;
import io.qianhu.dyvms.DyvmsSettings;
import io.qianhu.dyvms.ParametersIn;
import io.qianhu.ledger.ListRef;
import io.qianhu.ledger.MemoryListStore;
import io.qianhu.sandbox.Sandbox;
import io.qianhu.sandbox.SandboxSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The bound where it counts: real requests, real time, counted where they arrive. On a machine that is busy with other
 * things the server's threads come late and count in bunches what came evenly; so it is run on purpose, on a quiet one.
 * {@link io.qianhu.pace.PacerTest} proves the bound with time moved by hand.
 */
@Tag("measured")
class PaceAtTheServerIT {
    private static final String RUN = "k3f9x2mq";
    private static final int SECONDS = 8;

    /** Steady latency, long or short, costs nothing; what jitter costs is told and depends on the machine. */
    @ParameterizedTest(name = "{0}/s, {1} ms and up to {2} ms more")
    @CsvSource({
        "20, 5, 0",
        "50, 5, 0",
        "100, 5, 0",
        "20, 200, 0",
        "50, 200, 0",
        "100, 200, 0",
        "20, 200, 100",
        "50, 200, 100",
        "100, 200, 100"
    })
    void noSecondAtTheServerHoldsMoreThanTheRate(int rate, int latencyMillis, int jitterMillis) {
        SandboxSettings settings = SandboxSettings.of(
                Map.of("faults.latency", latencyMillis + "ms", "faults.latency-jitter", jitterMillis + "ms"));
        int count = rate * SECONDS;
        try (Sandbox sandbox = Sandbox.start(settings)) {
            MemoryListStore lists = new MemoryListStore();
            lists.store(RUN, IntStream.generate(() -> 2).limit(count).toArray());
            StopSignal stop = new StopSignal();
            Submitter submitter = new Submitter(
                    Campaigns.of(rate + "/s", rate),
                    new DispatcherSettings(
                            Duration.ofMinutes(31),
                            Duration.ofMinutes(5),
                            5,
                            5,
                            Duration.ofSeconds(5),
                            Duration.ofMinutes(2),
                            Duration.ofMinutes(1)),
                    lists,
                    gateway(sandbox, settings),
                    stop,
                    new SystemTicker(),
                    (list, state) -> {});
            List<Long> left = new ArrayList<>();
            for (ListRef list : lists.pending(RUN, count)) {
                assertThat(submitter.submit(list)).isTrue();
                left.add(System.nanoTime());
            }
            submitter.awaitIdle();

            double share = shareOf(rate, left);
            System.out.printf(
                    "%3d/s, %3d ms + 0 to %3d ms: at most %3d in a second, %5.1f %% of the rate%n",
                    rate, latencyMillis, jitterMillis, sandbox.mostCreatesInOneSecond(), 100 * share);
            assertThat(stop.get()).isEmpty();
            assertThat(sandbox.taskCount()).isEqualTo(count);
            assertThat(sandbox.mostCreatesInOneSecond()).isBetween(1, rate);
            assertThat(share).isGreaterThanOrEqualTo(jitterMillis == 0 ? 0.99 : 0.5);
        }
    }

    /** Whole periods from the first second on: what one of them begins with, another one ends with. */
    private static double shareOf(int rate, List<Long> left) {
        int from = left.size() % rate + rate;
        int periods = (left.size() - 1 - from) / rate;
        return periods * 1e9 / (left.get(from + periods * rate) - left.get(from));
    }

    private static DyvmsGateway gateway(Sandbox sandbox, SandboxSettings settings) {
        DyvmsSettings client = new DyvmsSettings(
                sandbox.endpoint(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                ParametersIn.BODY,
                settings.accessKeyId(),
                settings.accessKeySecret(),
                null,
                null,
                1 << 20);
        return new DyvmsGateway(client, AccessKeys.of(client), InstantSource.system());
    }
}
