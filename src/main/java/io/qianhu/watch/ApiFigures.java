package io.qianhu.watch;

import io.qianhu.dyvms.Meaning;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What this process has heard from the API. Costs a submission a few additions. Safe for use by several threads. */
public final class ApiFigures {
    /** The rate is that of the last whole seconds, so many. */
    static final int SECONDS = 10;

    private static final long NANOS = Duration.ofSeconds(1).toNanos();

    private final InstantSource clock;
    private final LongSupplier nanos;
    private final long startNanos;
    private final Map<Meaning, AtomicLong> outcomes = new EnumMap<>(Meaning.class);
    private final long[] sentInSecond = new long[SECONDS + 1];
    private long second;
    private final AtomicReference<@Nullable Instant> heardAt = new AtomicReference<>();
    private final AtomicReference<@Nullable Instant> failedAt = new AtomicReference<>();
    private final AtomicReference<String> failure = new AtomicReference<>("");

    public ApiFigures() {
        this(InstantSource.system(), System::nanoTime);
    }

    ApiFigures(InstantSource clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
        this.startNanos = nanos.getAsLong();
        for (Meaning outcome : Meaning.values()) {
            outcomes.put(outcome, new AtomicLong());
        }
    }

    /** A submission leaves. */
    public synchronized void sent() {
        turn();
        sentInSecond[(int) (second % sentInSecond.length)]++;
    }

    /** What a submission came to. */
    public void came(Meaning outcome) {
        count(outcome).incrementAndGet();
    }

    /** The API answered something, be it a refusal. */
    public void heard() {
        heardAt.set(clock.instant());
    }

    /** No answer came. */
    public void notHeard(String why) {
        failure.set(why);
        failedAt.set(clock.instant());
    }

    long submissions(Meaning outcome) {
        return count(outcome).get();
    }

    private AtomicLong count(Meaning outcome) {
        return java.util.Objects.requireNonNull(outcomes.get(outcome));
    }

    /** Submissions per second on average over the last ten whole seconds. */
    synchronized double rate() {
        turn();
        long sum = 0;
        for (int i = 0; i < sentInSecond.length; i++) {
            sum += i == second % sentInSecond.length ? 0 : sentInSecond[i];
        }
        return (double) sum / SECONDS;
    }

    /** Empties the places of the seconds that have begun since somebody looked last. */
    private void turn() {
        long now = (nanos.getAsLong() - startNanos) / NANOS;
        long passed = Math.min(now - second, sentInSecond.length);
        for (long i = 1; i <= passed; i++) {
            sentInSecond[(int) ((second + i) % sentInSecond.length)] = 0;
        }
        if (passed == sentInSecond.length) {
            java.util.Arrays.fill(sentInSecond, 0);
        }
        second = Math.max(second, now);
    }

    /** When the API answered last. */
    Optional<Instant> lastHeardAt() {
        return Optional.ofNullable(heardAt.get());
    }

    /** Why no answer came, when the last exchange had none. */
    Optional<String> silence() {
        Instant failed = failedAt.get();
        Instant heard = heardAt.get();
        return failed != null && (heard == null || heard.isBefore(failed))
                ? Optional.of(String.valueOf(failure.get()))
                : Optional.empty();
    }
}
