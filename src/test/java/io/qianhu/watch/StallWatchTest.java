package io.qianhu.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.ledger.ListState;
import io.qianhu.ledger.RunFigures;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StallWatchTest {
    private static final RunFigures READING = figures(500, false, 0, 0);
    private static final RunFigures PENDING = figures(1000, true, 3, 0);
    private static final RunFigures FURTHER = figures(1000, true, 2, 1);
    private static final RunFigures SETTLING = figures(1000, true, 0, 3);

    private final StallWatch watch = new StallWatch(Duration.ofMinutes(15));

    @Test
    void tellsOnceAfterTheTimeAndAgainOnlyAfterItMoved() {
        assertThat(look(PENDING, true, 0)).isFalse();
        assertThat(look(PENDING, true, 14)).isFalse();
        assertThat(look(PENDING, true, 15)).isTrue();
        assertThat(look(PENDING, true, 300)).isFalse();
        assertThat(look(FURTHER, true, 301)).isFalse();
        assertThat(look(FURTHER, true, 315)).isFalse();
        assertThat(look(FURTHER, true, 316)).isTrue();
    }

    @Test
    void takesAnIntakeThatStandsForAStallToo() {
        assertThat(look(READING, true, 0)).isFalse();
        assertThat(look(READING, true, 15)).isTrue();
    }

    @Test
    void countsFromWhenTheWindowOpens() {
        assertThat(look(PENDING, false, 0)).isFalse();
        assertThat(look(PENDING, false, 600)).isFalse();
        assertThat(look(PENDING, true, 601)).isFalse();
        assertThat(look(PENDING, true, 614)).isFalse();
        assertThat(look(PENDING, true, 615)).isTrue();
    }

    @Test
    void leavesARunAloneThatOnlyWaitsForProof() {
        assertThat(look(SETTLING, true, 0)).isFalse();
        assertThat(look(SETTLING, true, 60)).isFalse();
    }

    @Test
    void beginsAnewWithAnotherRun() {
        assertThat(look(PENDING, true, 0)).isFalse();
        assertThat(watch.standsStill("r2", PENDING, true, minutes(20))).isFalse();
        assertThat(watch.standsStill("r2", PENDING, true, minutes(35))).isTrue();
        watch.rests();
        assertThat(watch.standsStill("r2", PENDING, true, minutes(60))).isFalse();
    }

    private boolean look(RunFigures figures, boolean open, int minute) {
        return watch.standsStill("r1", figures, open, minutes(minute));
    }

    private static long minutes(int minutes) {
        return Duration.ofMinutes(minutes).toNanos();
    }

    private static RunFigures figures(long rows, boolean done, long pending, long unconfirmed) {
        return new RunFigures(
                rows,
                new TreeMap<>(),
                0,
                0,
                rows,
                done,
                Map.of(ListState.PENDING, pending, ListState.UNCONFIRMED, unconfirmed),
                0);
    }
}
