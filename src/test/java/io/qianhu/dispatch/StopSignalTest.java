package io.qianhu.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopSignalTest {
    private final StopSignal signal = new StopSignal();

    @Test
    void theFirstToAskIsRememberedAndAFailureReplacesAnOrdinaryStop() {
        signal.stop(StopSignal.Cause.REQUEST, "first");
        signal.stop(StopSignal.Cause.WINDOW, "second");
        assertThat(signal.get()).contains(new StopSignal.Stop(StopSignal.Cause.REQUEST, "first"));

        signal.stop(StopSignal.Cause.FAILURE, "third");
        signal.stop(StopSignal.Cause.FAILURE, "fourth");
        assertThat(signal.get()).contains(new StopSignal.Stop(StopSignal.Cause.FAILURE, "third"));
    }

    @Test
    void whoeverListensFindsTheStopSet() {
        List<Boolean> found = new ArrayList<>();
        signal.listen(() -> found.add(signal.isSet()));

        signal.stop(StopSignal.Cause.REQUEST, "asked for");

        assertThat(found).containsExactly(true);
    }
}
