package io.qianhu.dispatch;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.qianhu.dyvms.Reply;
import io.qianhu.message.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the API can be reached. A circuit breaker lets one list go first and the others only after it was answered;
 * failures in a row open it, and after a wait one list probes again. So an API that is down, or a wrong endpoint, costs
 * a few lists in doubt and not all that fit in flight.
 */
final class ApiHealth {
    private static final Logger log = LoggerFactory.getLogger(ApiHealth.class);

    /** An endpoint that has never answered is more often wrong than down, so it is given up sooner. */
    private static final Duration PATIENCE_WITH_STRANGERS = Duration.ofSeconds(15);

    private final CircuitBreaker breaker;
    private final Ticker ticker;
    private final StopSignal stopSignal;
    private final Duration giveUpAfter;

    private Optional<Instant> failingSince = Optional.empty();
    private long failingSinceNanos;
    private boolean everAnswered;

    ApiHealth(DispatcherSettings settings, Ticker ticker, StopSignal stopSignal) {
        this.ticker = ticker;
        this.stopSignal = stopSignal;
        this.giveUpAfter = settings.giveUpAfter();
        this.breaker = CircuitBreaker.of(
                "dyvms",
                CircuitBreakerConfig.custom()
                        .slidingWindow(
                                settings.breakerFailures(),
                                settings.breakerFailures(),
                                CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(100)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .initialState(CircuitBreaker.State.HALF_OPEN)
                        .waitDurationInOpenState(settings.breakerWait())
                        .clock(new TickerClock(ticker))
                        .build());
    }

    /** How long an endpoint is waited for that has never answered. */
    static Duration withStrangers(Duration giveUpAfter) {
        return giveUpAfter.compareTo(PATIENCE_WITH_STRANGERS) < 0 ? giveUpAfter : PATIENCE_WITH_STRANGERS;
    }

    /** Asks leave for one submission; each permission is given back by exactly one of the other three methods. */
    boolean tryAcquire() {
        return breaker.tryAcquirePermission();
    }

    /** Nothing was sent after all. */
    void release() {
        breaker.releasePermission();
    }

    /** The API answered something that was understood, be it a refusal. */
    synchronized void answered() {
        breaker.onSuccess(0, java.util.concurrent.TimeUnit.NANOSECONDS);
        everAnswered = true;
        failingSince = Optional.empty();
    }

    /** No answer, or none that makes sense. */
    synchronized void failed(Reply reply) {
        CircuitBreaker.State before = breaker.getState();
        breaker.onError(0, java.util.concurrent.TimeUnit.NANOSECONDS, new ApiFailure(reply.code()));
        if (failingSince.isEmpty()) {
            failingSince = Optional.of(ticker.now());
            failingSinceNanos = ticker.nanos();
        }
        Duration patience = everAnswered ? giveUpAfter : withStrangers(giveUpAfter);
        if (ticker.nanos() - failingSinceNanos >= patience.toNanos()) {
            stopSignal.stop(
                    StopSignal.Cause.FAILURE,
                    Message.of(
                            "dispatch.api-not-answered-since",
                            failingSince.get().truncatedTo(ChronoUnit.SECONDS),
                            Duration.ofNanos(ticker.nanos() - failingSinceNanos).toSeconds(),
                            reply.code(),
                            reply.message()));
        } else if (before != CircuitBreaker.State.OPEN && breaker.getState() == CircuitBreaker.State.OPEN) {
            log.warn(
                    "The API does not answer ({}: {}); submitting pauses and one list probes at a time.",
                    reply.code(),
                    reply.message());
        }
    }

    private static final class ApiFailure extends Exception {
        ApiFailure(String code) {
            super(code, null, false, false);
        }
    }

    /** The breaker measures a wait, so its clock follows the monotonic time: a clock set back must not prolong it. */
    private static final class TickerClock extends Clock {
        private final Ticker ticker;
        private final long startNanos;

        TickerClock(Ticker ticker) {
            this.ticker = ticker;
            this.startNanos = ticker.nanos();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("the breaker needs no zone");
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plusNanos(ticker.nanos() - startNanos);
        }
    }
}
