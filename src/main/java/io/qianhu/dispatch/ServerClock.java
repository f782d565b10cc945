package io.qianhu.dispatch;

import io.qianhu.dyvms.Lookup;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the service's clock shows, from its last answer on carried by monotonic time. It tells when to ask again and
 * proves nothing: a proof takes the time of its own answer. Used by one thread.
 */
final class ServerClock {
    private static final Logger log = LoggerFactory.getLogger(ServerClock.class);
    private static final Duration WORTH_A_WARNING = Duration.ofMinutes(1);

    /** A date is cut to the second: an answer may still show the second before. */
    private static final Duration RESOLUTION = Duration.ofSeconds(1);

    /** One moment on both clocks of this machine. */
    record Moment(Instant wall, long nanos) {}

    private final Ticker ticker;
    private @Nullable Instant reading;
    private long readAt;
    private boolean warned;

    ServerClock(Ticker ticker) {
        this.ticker = ticker;
    }

    Moment moment() {
        return new Moment(ticker.now(), ticker.nanos());
    }

    /** Takes what an answer tells about the moment at which it was asked for. */
    void read(Lookup.Listed listed, Moment askedAt) {
        reading = listed.serverTime();
        readAt = askedAt.nanos();
        if (listed.dated() && !warned) {
            warn(Duration.between(listed.serverTime(), askedAt.wall()), ticker.nanos() - askedAt.nanos());
        }
    }

    /** The time on this machine's clock at which an answer will show that moment of the service's; may be past. */
    Instant whenItShows(Instant serverMoment) {
        Instant known = reading;
        if (known == null) {
            return serverMoment;
        }
        Instant serverNow = known.plusNanos(ticker.nanos() - readAt);
        return ticker.now().plus(Duration.between(serverNow, serverMoment)).plus(RESOLUTION);
    }

    /** A slow answer may have been dated anywhere in the time that it took. */
    private void warn(Duration ahead, long tookNanos) {
        if (ahead.abs().minusNanos(tookNanos).compareTo(WORTH_A_WARNING) > 0) {
            warned = true;
            log.warn(
                    "This machine's clock is {} s {} the API's; set it: the API refuses requests when it is 15 minutes off.",
                    ahead.abs().toSeconds(),
                    ahead.isNegative() ? "behind" : "ahead of");
        }
    }
}
