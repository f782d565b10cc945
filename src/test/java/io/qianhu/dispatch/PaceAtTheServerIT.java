package io.qianhu.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.campaign.Campaign;
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
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The bound where it counts: real requests, real time, counted where they arrive. On a machine that is busy with other
 * things the server's threads come late and count in bunches what came evenly; so it is run on purpose, on a quiet one.
 * {@link io.qianhu.pace.PacerTest} proves the bound with time moved by hand.
 */
@Tag("measured")
class PaceAtTheServerIT {
    private static final String RUN = "k3f9x2mq";
    private static final int LISTS = 140;

    @ParameterizedTest
    @ValueSource(ints = {5, 200})
    void noSecondAtTheServerHoldsMoreThanTheRate(int latencyMillis) {
        SandboxSettings settings = SandboxSettings.of(Map.of("faults.latency", latencyMillis + "ms"));
        try (Sandbox sandbox = Sandbox.start(settings)) {
            MemoryListStore lists = new MemoryListStore();
            lists.store(RUN, IntStream.generate(() -> 2).limit(LISTS).toArray());
            StopSignal stop = new StopSignal();
            Campaign campaign = Campaigns.of("50/s", 64);
            Submitter submitter = new Submitter(
                    campaign,
                    new DispatcherSettings(
                            Duration.ofMinutes(31),
                            Duration.ofMinutes(5),
                            5,
                            5,
                            Duration.ofSeconds(5),
                            Duration.ofMinutes(2)),
                    lists,
                    gateway(sandbox, settings),
                    stop,
                    new SystemTicker(),
                    (list, state) -> {});
            for (ListRef list : lists.pending(RUN, LISTS)) {
                assertThat(submitter.submit(list)).isTrue();
            }
            submitter.awaitIdle();

            assertThat(stop.get()).isEmpty();
            assertThat(sandbox.taskCount()).isEqualTo(LISTS);
            assertThat(sandbox.mostCreatesInOneSecond()).isBetween(1, 50);
        }
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
                1 << 20);
        return new DyvmsGateway(client, AccessKeys.of(client), InstantSource.system());
    }
}
