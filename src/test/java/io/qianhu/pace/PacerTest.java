package io.qianhu.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Submissions are sent as soon as the pacer allows and the sender wakes; moments are moved by hand. */
class PacerTest {
    private static final long MILLISECOND = 1_000_000;
    private static final long SECOND = 1_000 * MILLISECOND;
    private static final int SEEDS = 60;

    @ParameterizedTest
    @ValueSource(strings = {"1/s", "20/s", "50/s", "100/s", "30/min", "1/min", "6000/min"})
    void noSlidingPeriodHoldsMoreThanTheRateHoweverLateTheSenderWakes(String text) {
        Rate rate = Rate.parse(text);
        for (int seed = 1; seed <= SEEDS; seed++) {
            Random random = new Random(seed);
            long start = seed % 2 == 0 ? nearOverflow(random, rate) : random.nextLong();
            List<Long> sent = send(new Pacer(rate), start, 4 * rate.permits() + 50, () -> lateness(random, rate));

            assertNoPeriodHoldsMoreThan(rate, sent, seed);
        }
    }

    /** Not for 6000/min: a rate per minute never catches up, so the lateness must be small beside its interval. */
    @ParameterizedTest
    @ValueSource(strings = {"1/s", "20/s", "50/s", "100/s", "30/min", "1/min"})
    void ninetyNinePerCentOfTheRateAreReachedByASenderThatIsALittleLate(String text) {
        Rate rate = Rate.parse(text);
        int periods = 20;
        for (int seed = 1; seed <= SEEDS; seed++) {
            Random random = new Random(seed);
            List<Long> sent = send(
                    new Pacer(rate),
                    nearOverflow(random, rate),
                    periods * rate.permits() + 1,
                    () -> random.nextLong(2 * MILLISECOND));

            long took = sent.get(sent.size() - 1) - sent.get(0);
            assertThat(took / (double) (periods * rate.period().toNanos()))
                    .as("seed %d: time taken for %d periods' worth", seed, periods)
                    .isLessThan(1 / 0.99);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1/s", "20/s", "50/s", "100/s", "30/min"})
    void theFirstOnesAreSpreadAndNotABurst(String text) {
        Rate rate = Rate.parse(text);
        List<Long> sent = send(new Pacer(rate), 0, rate.permits(), () -> 0);

        long even = rate.period().toNanos() / rate.permits();
        for (int i = 1; i < sent.size(); i++) {
            assertThat(sent.get(i) - sent.get(i - 1)).isGreaterThanOrEqualTo(even / 2);
        }
    }

    @Test
    void afterAStallTheGapsAreHalfTheEvenOnesAndNoLess() {
        Pacer pacer = new Pacer(Rate.parse("20/s"));
        long stalled = send(pacer, 0, 30, () -> 0).get(29) + 10 * SECOND;

        assertThat(pacer.nextAt(stalled)).isEqualTo(stalled);
        pacer.sent(stalled);

        assertThat(pacer.nextAt(stalled) - stalled).isBetween(25 * MILLISECOND, 26 * MILLISECOND);
    }

    @Test
    void aThrottlingAnswerPausesForASecondAndHalvesTheRate() {
        Rate rate = Rate.parse("20/s");
        Pacer pacer = new Pacer(rate);
        long last = send(pacer, 0, 50, () -> 0).get(49);

        pacer.throttled(last);

        assertThat(pacer.slowedBy(last)).isEqualTo(2);
        assertThat(pacer.nextAt(last)).isEqualTo(last + SECOND);
        List<Long> after = send(pacer, last + SECOND, 21, () -> 0);
        assertThat(after.get(20) - after.get(0)).isBetween(1_930 * MILLISECOND, 1_990 * MILLISECOND);
    }

    @Test
    void theRateIsHalvedAtMostOnceASecond() {
        Pacer pacer = new Pacer(Rate.parse("100/s"));
        pacer.throttled(0);
        for (long answer = 0; answer < 60; answer++) {
            pacer.throttled(answer * 10 * MILLISECOND);
        }
        assertThat(pacer.slowedBy(SECOND))
                .as("a wave of answers to what left before the pause")
                .isEqualTo(2);

        pacer.throttled(SECOND);

        assertThat(pacer.slowedBy(SECOND)).isEqualTo(4);
    }

    @Test
    void everySecondSinceThePauseTakesThreePerCentOff() {
        Pacer pacer = new Pacer(Rate.parse("100/s"));
        pacer.throttled(0);
        pacer.throttled(SECOND / 2);

        assertThat(pacer.slowedBy(SECOND + SECOND / 2))
                .as("until the pause ends")
                .isEqualTo(2);
        assertThat(pacer.slowedBy(2 * SECOND + SECOND / 2)).isCloseTo(2 * 0.97, within(1e-9));
        assertThat(pacer.slowedBy(12 * SECOND)).isGreaterThan(1.4);
        assertThat(pacer.slowedBy(25 * SECOND)).isEqualTo(1);

        pacer.throttled(60 * SECOND);
        assertThat(pacer.slowedBy(60 * SECOND)).as("begins anew").isEqualTo(2);
    }

    /** At 1/s the slowest gap is a minute, and there are not enough lists to tell by them that all is well. */
    @ParameterizedTest
    @ValueSource(strings = {"100/s", "5/s", "3/s", "1/s", "30/min"})
    void afterAStormTheRateIsBackWithinTwoMinutesAndAHalf(String text) {
        Rate rate = Rate.parse(text);
        Pacer pacer = storm(rate);
        long calm = 100 * SECOND;
        List<Long> sent = new ArrayList<>();
        for (long now = calm; now < calm + 200 * SECOND; now = pacer.nextAt(now)) {
            pacer.answered(pacer.sent(now), now + 5 * MILLISECOND, true);
            sent.add(now);
        }

        assertThat(pacer.slowedBy(calm + 130 * SECOND)).isGreaterThan(1.1);
        assertThat(pacer.slowedBy(calm + 140 * SECOND)).isEqualTo(1);
        assertThat(sent.get(1) - calm).as("the longest gap").isLessThan(40 * SECOND);
        long inTheLastFifty =
                sent.stream().filter(at -> at >= calm + 150 * SECOND).count();
        assertThat(inTheLastFifty / (50 * rate.perSecond())).isBetween(0.95, 1.05);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100/s", "1/s", "30/min", "1/min"})
    void slowingHasAnEnd(String text) {
        Pacer pacer = storm(Rate.parse(text));
        long last = 100 * SECOND;
        pacer.sent(last);

        assertThat(pacer.slowedBy(last)).isEqualTo(64);
        assertThat(pacer.nextAt(last) - last).isBetween(630 * MILLISECOND, 61 * SECOND);
    }

    /** A hundred seconds of nothing but throttling answers; the pause after the last one ends with them. */
    private static Pacer storm(Rate rate) {
        Pacer pacer = new Pacer(rate);
        pacer.sent(0);
        for (int answer = 0; answer < 100; answer++) {
            pacer.throttled(answer * SECOND);
        }
        return pacer;
    }

    /** Ten minutes; the server counts what it refuses, too, or it does not. */
    @ParameterizedTest
    @CsvSource({
        "5/s, 50, false",
        "5/s, 200, true",
        "20/s, 50, false",
        "20/s, 200, true",
        "50/s, 5, true",
        "50/s, 200, false",
        "50/s, 200, true",
        "100/s, 5, true",
        "100/s, 200, false",
        "100/s, 200, true",
        "100/s, 1000, false"
    })
    void aServerThatAllowsHalfTheRateThrottlesFewAndIsUsedWell(
            String text, int latencyMillis, boolean refusedCountToo) {
        Rate rate = Rate.parse(text);
        Pacer pacer = new Pacer(rate);
        HalfServer server = new HalfServer(rate.permits() / 2, refusedCountToo);
        PriorityQueue<long[]> answers = new PriorityQueue<>(Comparator.comparingLong(answer -> answer[0]));
        long now = 0;
        while (now < 600 * SECOND) {
            for (long next = pacer.nextAt(now); next > now; next = pacer.nextAt(now)) {
                long[] first = answers.peek();
                if (first != null && first[0] <= next) {
                    answers.poll();
                    now = Math.max(now, first[0]);
                    pacer.answered(first[1], now, first[2] == 1);
                    if (first[2] == 0) {
                        pacer.throttled(now);
                    }
                } else {
                    now = next;
                }
            }
            long worked = server.takes(now) ? 1 : 0;
            answers.add(new long[] {now + latencyMillis * MILLISECOND, pacer.sent(now), worked});
        }

        assertThat(server.refused / (double) (server.refused + server.accepted))
                .as("share that is throttled")
                .isBetween(0.0001, 0.035);
        assertThat(server.accepted / (600.0 * server.allowed))
                .as("share of what the server allows")
                .isGreaterThan(0.65);
    }

    private static final class HalfServer {
        final int allowed;
        final boolean refusedCountToo;
        final Deque<Long> lastSecond = new ArrayDeque<>();
        int accepted;
        int refused;

        HalfServer(int allowed, boolean refusedCountToo) {
            this.allowed = allowed;
            this.refusedCountToo = refusedCountToo;
        }

        boolean takes(long now) {
            while (!lastSecond.isEmpty() && now - lastSecond.peek() >= SECOND) {
                lastSecond.poll();
            }
            boolean takes = lastSecond.size() < allowed;
            if (takes || refusedCountToo) {
                lastSecond.add(now);
            }
            accepted += takes ? 1 : 0;
            refused += takes ? 0 : 1;
            return takes;
        }
    }

    @Test
    void nothingLeavesBeforeAHoldIsOver() {
        Pacer pacer = new Pacer(Rate.parse("20/s"));
        pacer.holdUntil(60 * SECOND);
        pacer.holdUntil(5 * SECOND);

        assertThat(pacer.nextAt(0)).isEqualTo(60 * SECOND);
        assertThat(pacer.nextAt(61 * SECOND)).isEqualTo(61 * SECOND);
    }

    /** The answer arrives on another thread between asking for leave and leaving. */
    @Test
    void aHoldThatComesWhileOneIsLeavingCountsForTheNext() {
        Pacer pacer = new Pacer(Rate.parse("20/s"));
        pacer.holdUntil(60 * SECOND);
        pacer.sent(1);

        assertThat(pacer.nextAt(2)).isEqualTo(60 * SECOND);

        pacer.sent(60 * SECOND);
        assertThat(pacer.nextAt(60 * SECOND)).isLessThan(61 * SECOND);
    }

    @Test
    void aHoldReachesOverTheEndOfTheMonotonicClock() {
        Pacer pacer = new Pacer(Rate.parse("20/s"));
        long now = Long.MAX_VALUE - SECOND;
        pacer.holdUntil(now + 3 * SECOND);

        assertThat(pacer.nextAt(now) - now).isEqualTo(3 * SECOND);
        assertThat(pacer.nextAt(now + 4 * SECOND)).isEqualTo(now + 4 * SECOND);
    }

    /** New connections and busy machines hold requests up on the way: what counts is when they arrive. */
    @ParameterizedTest
    @ValueSource(strings = {"1/s", "20/s", "50/s", "100/s", "30/min"})
    void requestsThatAreHeldUpOnTheWayDoNotArriveAsABurst(String text) {
        Rate rate = Rate.parse(text);
        for (int seed = 1; seed <= SEEDS; seed++) {
            Random random = new Random(seed);
            Pacer pacer = new Pacer(rate);
            List<Long> arrived = new ArrayList<>();
            PriorityQueue<long[]> answers = new PriorityQueue<>(Comparator.comparingLong(answer -> answer[0]));
            long now = 0;
            for (int i = 0; i < 5 * rate.permits() + 50; i++) {
                for (long next = pacer.nextAt(now); next > now; next = pacer.nextAt(now)) {
                    long[] first = answers.peek();
                    now = first != null && first[0] < next ? first[0] : next;
                    if (first != null && first[0] <= now) {
                        answers.poll();
                        pacer.answered(first[1], first[0], true);
                    }
                }
                long way = 5 * MILLISECOND + (random.nextInt(10) == 0 ? random.nextLong(400 * MILLISECOND) : 0);
                arrived.add(now + way);
                answers.add(new long[] {now + way + 50 * MILLISECOND, pacer.sent(now)});
            }

            arrived.sort(null);
            assertNoPeriodHoldsMoreThan(rate, arrived, seed);
        }
    }

    /** All of the spread on the way there, which is the worst for the bound. */
    @ParameterizedTest
    @CsvSource({
        "20/s, 5, 0, 0.99",
        "50/s, 5, 0, 0.99",
        "100/s, 5, 0, 0.99",
        "20/s, 200, 0, 0.99",
        "50/s, 200, 0, 0.99",
        "100/s, 200, 0, 0.99",
        "20/s, 100, 200, 0.88",
        "50/s, 100, 200, 0.88",
        "100/s, 100, 200, 0.88",
        "100/s, 5, 10, 0.985"
    })
    void atTheServerNoSecondHoldsMoreThanTheRateAndSteadyLatencyCostsNothing(
            String text, int fastestMillis, int spreadMillis, double share) {
        Rate rate = Rate.parse(text);
        for (int seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            LongSupplier way = () -> fastestMillis * MILLISECOND / 2
                    + (spreadMillis == 0 ? 0 : random.nextLong(spreadMillis * MILLISECOND));
            List<Long> arrived =
                    arrivals(new Pacer(rate), 30 * rate.permits(), way, fastestMillis * MILLISECOND / 2, random);

            assertNoPeriodHoldsMoreThan(rate, arrived, seed);
            // The first second, in which nothing is known of the latency yet, is left out.
            int from = 2 * rate.permits();
            double seconds = (arrived.get(arrived.size() - 1) - arrived.get(from)) / (double) SECOND;
            assertThat((arrived.size() - 1 - from) / seconds / rate.permits())
                    .as("seed %d: share of the rate", seed)
                    .isGreaterThanOrEqualTo(share);
        }
    }

    /** When each request arrives, sorted; the sender wakes up to half a millisecond late. */
    private static List<Long> arrivals(Pacer pacer, int count, LongSupplier wayThere, long wayBack, Random random) {
        List<Long> arrived = new ArrayList<>();
        PriorityQueue<long[]> answers = new PriorityQueue<>(Comparator.comparingLong(answer -> answer[0]));
        long now = 0;
        for (int i = 0; i < count; i++) {
            for (long next = pacer.nextAt(now); next > now; next = pacer.nextAt(now)) {
                long[] first = answers.peek();
                boolean answerFirst = first != null && first[0] < next;
                now = answerFirst ? Math.max(now, first[0]) : next + random.nextLong(MILLISECOND / 2);
                for (; first != null && first[0] <= now; first = answers.peek()) {
                    answers.poll();
                    pacer.answered(first[1], first[0], true);
                }
            }
            long arrivesAt = now + wayThere.getAsLong();
            arrived.add(arrivesAt);
            answers.add(new long[] {arrivesAt + wayBack, pacer.sent(now)});
        }
        arrived.sort(null);
        return arrived;
    }

    @Test
    void anAnswerThatNeverComesDelaysTheQueueByHalfASecondAndNoMore() {
        Pacer pacer = new Pacer(Rate.parse("1/s"));
        pacer.answered(pacer.sent(0), 20 * MILLISECOND, true);
        long lost = 2 * SECOND;
        pacer.sent(lost);

        assertThat(pacer.nextAt(lost + 3 * SECOND)).isEqualTo(lost + 3 * SECOND);
        assertThat(pacer.nextAt(lost + SECOND + 5 * MILLISECOND) - lost).isEqualTo(1_505 * MILLISECOND);
    }

    /** Quick refusals are no measure, and a server that has become slower is measured by what it does now. */
    @Test
    void theFastestRecentAnswerIsTheMeasure() {
        Pacer pacer = new Pacer(Rate.parse("1/s"));
        pacer.answered(pacer.sent(0), MILLISECOND, false);

        assertThat(millisecondsUntilNext(pacer, 2, 20)).as("no measure yet").isEqualTo(1_025);
        for (int second = 4; second < 12; second += 2) {
            millisecondsUntilNext(pacer, second, 20);
        }
        assertThat(millisecondsUntilNext(pacer, 20, 20)).isEqualTo(1_005);
        assertThat(millisecondsUntilNext(pacer, 22, 220)).as("slower by 200").isEqualTo(1_205);
        for (int second = 24; second < 224; second += 2) {
            millisecondsUntilNext(pacer, second, 220);
        }
        assertThat(millisecondsUntilNext(pacer, 300, 220)).isEqualTo(1_005);
    }

    private static long millisecondsUntilNext(Pacer pacer, long second, long latency) {
        long now = second * SECOND;
        pacer.answered(pacer.sent(now), now + latency * MILLISECOND, true);
        return (pacer.nextAt(now) - now) / MILLISECOND;
    }

    private static List<Long> send(Pacer pacer, long start, int count, LongSupplier lateness) {
        List<Long> sent = new ArrayList<>();
        long now = start;
        for (int i = 0; i < count; i++) {
            long next = pacer.nextAt(now);
            assertThat(next - now).as("never in the past").isNotNegative();
            now = next + lateness.getAsLong();
            pacer.answered(pacer.sent(now), now + 5 * MILLISECOND, true);
            sent.add(now);
        }
        return sent;
    }

    /** Mostly punctual, sometimes late by up to the interval, seldom stalled for seconds. */
    private static long lateness(Random random, Rate rate) {
        int kind = random.nextInt(100);
        if (kind < 60) {
            return 0;
        }
        long interval = rate.period().toNanos() / rate.permits();
        return kind < 97
                ? random.nextLong(2 * interval)
                : random.nextLong(3 * rate.period().toNanos());
    }

    private static long nearOverflow(Random random, Rate rate) {
        return Long.MAX_VALUE - random.nextLong(3 * rate.period().toNanos());
    }

    private static void assertNoPeriodHoldsMoreThan(Rate rate, List<Long> sent, int seed) {
        for (int i = rate.permits(); i < sent.size(); i++) {
            assertThat(Duration.ofNanos(sent.get(i) - sent.get(i - rate.permits())))
                    .as("seed %d: from submission %d to %d", seed, i - rate.permits(), i)
                    .isGreaterThan(rate.period());
        }
    }
}
