package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.job.Progress;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final Progress progress = new Progress();
    private final ProgressLine plain = new ProgressLine(progress, Language.EN.words(), false);

    @Test
    void showsRowsASecondAndTheTimeLeftDuringIntake() {
        progress.enter(Progress.Phase.INTAKE);
        progress.expectBytes(4_000, 0);
        progress.readBytes(1_000);
        progress.readRows(50);

        assertThat(plain.text(after(10))).isEqualTo("intake     25 % 50 rows, 5 rows/s, 0:00:30 left");
    }

    @Test
    void countsOnlyWhatThisProcessReadIntoItsSpeed() {
        progress.enter(Progress.Phase.INTAKE);
        progress.expectBytes(4_000, 2_000);
        progress.readBytes(1_000);

        assertThat(plain.text(after(10))).startsWith("intake     75 %").endsWith("0:00:10 left");
    }

    @Test
    void countsDownWhileTheFirstListFliesAlone() {
        progress.enter(Progress.Phase.DISPATCH);
        progress.canaryUntil(Optional.of(Instant.now().minusSeconds(5)));
        assertThat(plain.text(after(1)))
                .isEqualTo("dispatch  the first list was accepted; the others follow in 0:00:00 (limits.canary-wait)");
        progress.canaryUntil(Optional.empty());
        assertThat(plain.text(after(1))).startsWith("dispatch  100 %");
    }

    @Test
    void showsListsASecondDuringDispatch() {
        progress.enter(Progress.Phase.DISPATCH);
        progress.expectLists(1_000, 400);
        for (int i = 0; i < 100; i++) {
            progress.listDone();
        }

        assertThat(plain.text(after(5))).isEqualTo("dispatch   50 % 500 of 1,000 lists, 20.0 lists/s, 0:00:25 left");
    }

    @Test
    void drawsABarOnATerminal() {
        progress.enter(Progress.Phase.DISPATCH);
        progress.expectLists(2, 1);

        assertThat(new ProgressLine(progress, Language.EN.words(), true).text(after(1)))
                .contains("[###############...............]  50 %");
    }

    @Test
    void countsDownToTheProofWhileSettling() {
        progress.enter(Progress.Phase.SETTLE);
        assertThat(plain.text(after(1))).isEqualTo("settle    unconfirmed lists are looked up");

        progress.settlesAt(Optional.of(Instant.now().plusSeconds(1_830)));
        assertThat(plain.text(after(1))).contains("; proof of absence in 0:30:");
    }

    @Test
    void doesNotDivideByNothing() {
        progress.enter(Progress.Phase.DISPATCH);
        progress.expectLists(0, 0);

        assertThat(plain.text(progress.phaseBeganNanos())).isEqualTo("dispatch  100 % 0 of 0 lists, 0.0 lists/s");
    }

    private long after(int seconds) {
        return progress.phaseBeganNanos() + TimeUnit.SECONDS.toNanos(seconds);
    }
}
