package io.qianhu.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Whether the API answers. What the runs hear says it; only when nothing was heard for an hour is it asked, every five
 * minutes at most and only while somebody looks, by a query that changes nothing.
 */
public final class ApiHealth extends AbstractHealthIndicator implements AutoCloseable {
    private static final Duration OLD = Duration.ofHours(1);
    private static final Duration ASK_EVERY = Duration.ofMinutes(5);

    private final ApiFigures api;
    private final Runnable question;
    private final InstantSource clock;
    private final ThreadPoolExecutor asking =
            new ThreadPoolExecutor(0, 1, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(1), task -> {
                Thread thread = new Thread(task, "qianhu-api-health");
                thread.setDaemon(true);
                return thread;
            });
    private @Nullable Instant askedAt;

    /** @param question asks the API something; what it heard is in {@code api} afterwards */
    public ApiHealth(ApiFigures api, Runnable question) {
        this(api, question, InstantSource.system());
    }

    ApiHealth(ApiFigures api, Runnable question, InstantSource clock) {
        super("what was heard from the API cannot be told");
        this.api = api;
        this.question = question;
        this.clock = clock;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        Instant now = clock.instant();
        Optional<Instant> heard = api.lastHeardAt();
        if (heard.isEmpty() || heard.get().isBefore(now.minus(OLD))) {
            ask(now);
        }
        heard.ifPresent(at -> builder.withDetail(
                        "lastAnswerAt", at.truncatedTo(ChronoUnit.SECONDS).toString())
                .withDetail("lastAnswerSecondsAgo", Duration.between(at, now).toSeconds()));
        Optional<String> silence = api.silence();
        if (silence.isPresent()) {
            builder.down().withDetail("failure", silence.get());
        } else if (heard.isPresent()) {
            builder.up();
        } else {
            builder.unknown().withDetail("asked", "just now; nothing was heard yet");
        }
    }

    private synchronized void ask(Instant now) {
        if (askedAt != null && now.isBefore(askedAt.plus(ASK_EVERY)) && !now.isBefore(askedAt)) {
            return;
        }
        askedAt = now;
        try {
            asking.execute(this::askSafely);
        } catch (RejectedExecutionException stillAsking) {
            // The question before has no answer yet, which is soon known as silence.
        }
    }

    private void askSafely() {
        try {
            question.run();
        } catch (RuntimeException e) {
            // The message of missing credentials says what to set; others may quote a request.
            api.notHeard("the API could not be asked (" + e.getClass().getSimpleName() + ")");
        }
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
