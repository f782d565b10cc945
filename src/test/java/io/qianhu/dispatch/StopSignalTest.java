package io.qianhu.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.message.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class StopSignalTest {
    private final StopSignal signal = new StopSignal();

    @Test
    void saysFromWhenOnTheRunCanGoOn() {
        Instant opens = Instant.parse("2026-03-02T06:00:00Z");
        StopSignal signal = new StopSignal();
        signal.stop(StopSignal.Cause.WINDOW, Message.text("closed"), opens);
        assertThat(signal.get().flatMap(StopSignal.Stop::goesOn)).contains(opens);

        signal.stop(StopSignal.Cause.FAILURE, Message.text("broken"));
        assertThat(signal.get().flatMap(StopSignal.Stop::goesOn)).isEmpty();
    }

    @Test
    void theFirstToAskIsRememberedAndAFailureReplacesAnOrdinaryStop() {
        signal.stop(StopSignal.Cause.REQUEST, Message.text("first"));
        signal.stop(StopSignal.Cause.WINDOW, Message.text("second"));
        assertThat(signal.get()).contains(new StopSignal.Stop(StopSignal.Cause.REQUEST, Message.text("first")));

        signal.stop(StopSignal.Cause.FAILURE, Message.text("third"));
        signal.stop(StopSignal.Cause.FAILURE, Message.text("fourth"));
        assertThat(signal.get()).contains(new StopSignal.Stop(StopSignal.Cause.FAILURE, Message.text("third")));
    }

    @Test
    void whatIsSetOutsideIsSeenAtTheNextLookAndStays() {
        AtomicReference<Optional<StopSignal.Stop>> outside = new AtomicReference<>(Optional.empty());
        StopSignal watching = new StopSignal(outside::get);
        List<String> heard = new ArrayList<>();
        watching.listen(() -> heard.add("stop"));
        assertThat(watching.isSet()).isFalse();

        StopSignal.Stop killed = new StopSignal.Stop(StopSignal.Cause.REQUEST, Message.text("kill switch"));
        outside.set(Optional.of(killed));
        assertThat(watching.isSet()).isTrue();
        outside.set(Optional.empty());

        assertThat(watching.get()).contains(killed);
        assertThat(heard).containsExactly("stop");
    }

    @Test
    void whoeverListensFindsTheStopSet() {
        List<Boolean> found = new ArrayList<>();
        signal.listen(() -> found.add(signal.isSet()));

        signal.stop(StopSignal.Cause.REQUEST, Message.text("asked for"));

        assertThat(found).containsExactly(true);
    }
}
