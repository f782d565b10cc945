package io.qianhu.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qianhu.report.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class HookQueueTest {
    private static final Words ENGLISH = Words.of(Locale.ENGLISH);

    private static final long START = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();

    private final HookQueue queue = new HookQueue();

    @Test
    void hasNothingWhileNothingWaits() {
        assertThat(queue.dueIn(START)).isNull();
        assertThat(queue.next(START)).isNull();
        assertThat(queue.idle()).isTrue();
    }

    @Test
    void keepsTheOrderAndSaysEachOnce() {
        add(3);
        assertThat(taken(at(0))).containsExactly("alert 1", "alert 2", "alert 3");
        assertThat(queue.next(at(1))).isNull();
    }

    @Test
    void dropsTheOldestWhenOneMoreThanAHundredWaitAndCountsIt() {
        add(HookQueue.MOST_WAITING);
        assertThat(queue.dropped()).isZero();
        queue.add(alert("one more"));
        assertThat(queue.dropped()).isOne();
        assertThat(Objects.requireNonNull(queue.next(at(0))).alert().text()).isEqualTo("alert 2");
    }

    @Test
    void triesAgainAfterOneFiveAndFifteenMinutesAndThenGivesUp() {
        add(2);
        long now = at(0);
        for (int minutes : new int[] {1, 5, 15}) {
            assertThat(Objects.requireNonNull(queue.next(now)).text(ENGLISH)).isEqualTo("alert 1");
            assertThat(queue.failed(now)).isEqualTo(HookQueue.Fate.TRIED_AGAIN);
            assertThat(queue.dueIn(now)).isEqualTo(Duration.ofMinutes(minutes));
            long due = now + Duration.ofMinutes(minutes).toNanos();
            assertThat(queue.next(due - 1)).isNull();
            now = due;
        }
        assertThat(Objects.requireNonNull(queue.next(now)).text(ENGLISH)).isEqualTo("alert 1");
        assertThat(queue.failed(now)).isEqualTo(HookQueue.Fate.GIVEN_UP);
        assertThat(Objects.requireNonNull(queue.next(now)).text(ENGLISH)).isEqualTo("alert 2");
    }

    @Test
    void sendsTwentyAMinuteTheLastWithAllThatWait() {
        add(30);
        List<String> first = taken(at(0));
        assertThat(first).hasSize(HookQueue.MOST_A_MINUTE);
        assertThat(first.get(18)).isEqualTo("alert 19");
        assertThat(first.get(19)).startsWith("alert 20 (and 10 more");
        add(1);
        assertThat(queue.next(at(59))).isNull();
        assertThat(Objects.requireNonNull(queue.dueIn(at(59))).toNanos())
                .isCloseTo(Duration.ofSeconds(1).toNanos(), within(1_000L));
        assertThat(taken(at(60))).containsExactly("alert 1");
    }

    @Test
    void neverSendsMoreThanTwentyInAnySlidingMinute() {
        List<Long> sent = new ArrayList<>();
        for (int second = 0; second < 600; second++) {
            add(second % 7 == 0 ? 9 : 1);
            long now = at(second);
            while (queue.next(now) != null) {
                sent.add(now);
                queue.succeeded();
            }
        }
        for (int i = HookQueue.MOST_A_MINUTE; i < sent.size(); i++) {
            assertThat(sent.get(i) - sent.get(i - HookQueue.MOST_A_MINUTE))
                    .isGreaterThanOrEqualTo(Duration.ofMinutes(1).toNanos());
        }
        assertThat(sent).hasSizeGreaterThan(150);
    }

    @Test
    void isIdleWhileAFailedMessageWaitsAlone() {
        add(1);
        assertThat(queue.idle()).isFalse();
        queue.next(at(0));
        assertThat(queue.idle()).isFalse();
        queue.failed(at(0));
        assertThat(queue.idle()).isTrue();
    }

    private void add(int count) {
        for (int i = 1; i <= count; i++) {
            queue.add(alert("alert " + i));
        }
    }

    private List<String> taken(long now) {
        List<String> taken = new ArrayList<>();
        Notice message = queue.next(now);
        while (message != null) {
            taken.add(message.text(ENGLISH));
            queue.succeeded();
            message = queue.next(now);
        }
        return taken;
    }

    /** Seconds after a start shortly before the nanoseconds overflow. */
    private static long at(int seconds) {
        return START + Duration.ofSeconds(seconds).toNanos();
    }

    private static Alert alert(String text) {
        return new Alert(AlertKind.RUN_FAILED, "spring", "r1", text, Instant.EPOCH.truncatedTo(ChronoUnit.SECONDS));
    }
}
