package io.qianhu.watch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one webhook, and when it goes. Computes, never waits. Moments are nanoseconds of one monotonic clock.
 *
 * <ol>
 *   <li>At most 100 alerts wait; one more pushes the oldest out, which is counted.
 *   <li>They go in their order, one message each. One that fails is tried again after 1, 5 and 15 minutes, and the others
 *       wait behind it; then it is given up and the next goes.
 *   <li>No sliding minute has more than 20 messages, repetitions among them: a DingTalk robot that is sent more is deaf for
 *       ten minutes. The last of a minute takes all that wait with it, as a number.
 * </ol>
 *
 * Safe for use by several threads.
 */
final class HookQueue {
    static final int MOST_WAITING = 100;
    static final int MOST_A_MINUTE = 20;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final List<Duration> AGAIN_AFTER =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15));

    /** What became of a message. */
    enum Fate {
        TRIED_AGAIN,
        GIVEN_UP
    }

    private final Deque<Alert> waiting = new ArrayDeque<>();
    private final Deque<Long> sentAt = new ArrayDeque<>();
    private @Nullable Notice current;
    private int failures;
    private long notBefore;
    private long dropped;

    synchronized void add(Alert alert) {
        if (waiting.size() == MOST_WAITING) {
            waiting.removeFirst();
            dropped++;
        }
        waiting.addLast(alert);
    }

    /** How long until {@link #next} has something; null when nothing waits. */
    synchronized @Nullable Duration dueIn(long now) {
        if (current == null && waiting.isEmpty()) {
            return null;
        }
        long wait = current == null ? 0 : notBefore - now;
        if (sentInTheMinuteBefore(now) >= MOST_A_MINUTE) {
            wait = Math.max(wait, sentAt.getFirst() + MINUTE - now);
        }
        return Duration.ofNanos(Math.max(0, wait));
    }

    /** The message that goes now, null when none does; {@link #succeeded} or {@link #failed} says what became of it. */
    synchronized @Nullable Notice next(long now) {
        Duration wait = dueIn(now);
        if (wait == null || !wait.isZero()) {
            return null;
        }
        boolean lastOfTheMinute = sentInTheMinuteBefore(now) == MOST_A_MINUTE - 1;
        sentAt.addLast(now);
        if (current == null) {
            Alert first = waiting.removeFirst();
            int more = lastOfTheMinute ? waiting.size() : 0;
            if (lastOfTheMinute) {
                waiting.clear();
            }
            current = new Notice(first, more);
        }
        return current;
    }

    private int sentInTheMinuteBefore(long now) {
        while (!sentAt.isEmpty() && now - sentAt.getFirst() >= MINUTE) {
            sentAt.removeFirst();
        }
        return sentAt.size();
    }

    synchronized void succeeded() {
        current = null;
        failures = 0;
    }

    synchronized Fate failed(long now) {
        if (failures == AGAIN_AFTER.size()) {
            succeeded();
            return Fate.GIVEN_UP;
        }
        notBefore = now + AGAIN_AFTER.get(failures).toNanos();
        failures++;
        return Fate.TRIED_AGAIN;
    }

    /** How many alerts were pushed out by later ones. */
    synchronized long dropped() {
        return dropped;
    }

    /** What was not taken, in its order. */
    synchronized List<Notice> left() {
        List<Notice> left = new ArrayList<>();
        if (current != null) {
            left.add(current);
        }
        waiting.forEach(alert -> left.add(new Notice(alert, 0)));
        return left;
    }

    /** Whether nothing waits to be sent for the first time. */
    synchronized boolean idle() {
        return waiting.isEmpty() && (current == null || failures > 0);
    }
}
