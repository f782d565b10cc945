package io.qianhu.watch;

import io.qianhu.dispatch.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One webhook with its queue, and what became of its messages. One thread posts, any may tell. */
final class AlertLine {
    static final Duration IDLE = Duration.ofHours(1);
    private static final Logger log = LoggerFactory.getLogger(Alerts.class);
    private static final int MOST_LOGGED = 10;

    private final int number;
    private final Webhook hook;
    private final Ticker ticker;
    private final HookQueue queue = new HookQueue();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private boolean failing;
    private volatile boolean closing;

    /** @param number which of the settings' webhooks it is, from 1 */
    AlertLine(int number, Webhook hook, Ticker ticker) {
        this.number = number;
        this.hook = hook;
        this.ticker = ticker;
    }

    int number() {
        return number;
    }

    void tell(Alert alert) {
        if (hook.wants(alert.kind())) {
            queue.add(alert);
            ticker.signal();
        }
    }

    /** Posts what is told until this ends and all was tried once, or the thread is interrupted. */
    void post() {
        while (!closing || !queue.idle()) {
            try {
                ticker.awaitUntil(ticker.nanos() + postDue().toNanos());
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                log.warn("An alert could not be posted: {}", e.getClass().getSimpleName());
            }
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    /** Posts everything that is due and gives how long there is nothing more to do. */
    Duration postDue() throws InterruptedException {
        Notice notice = queue.next(ticker.nanos());
        while (notice != null) {
            post(notice);
            notice = queue.next(ticker.nanos());
        }
        Duration due = queue.dueIn(ticker.nanos());
        return due != null && due.compareTo(IDLE) < 0 ? due : IDLE;
    }

    /** What goes wrong within this program counts as a failure too, or the same notice would be tried without end. */
    private Optional<String> posted(Notice notice) throws InterruptedException {
        try {
            return hook.post(notice);
        } catch (RuntimeException e) {
            return Optional.of(e.getClass().getSimpleName());
        }
    }

    private void post(Notice notice) throws InterruptedException {
        Optional<String> failure = posted(notice);
        if (failure.isEmpty()) {
            queue.succeeded();
            sent.addAndGet(1L + notice.more());
            if (failing) {
                failing = false;
                log.info("webhook {} ({}) takes alerts again", number, hook);
            }
            return;
        }
        HookQueue.Fate fate = queue.failed(ticker.nanos());
        if (fate == HookQueue.Fate.GIVEN_UP) {
            failed.addAndGet(1L + notice.more());
            log.warn(
                    "Webhook {} ({}) was not told: {}",
                    number,
                    hook,
                    notice.alert().text());
        }
        if (!failing) {
            failing = true;
            log.warn(
                    "Webhook {} ({}) does not take alerts ({}); each is tried again for 21 minutes. Check"
                            + " qianhu.alerts.webhooks.",
                    number,
                    hook,
                    failure.get());
        } else {
            log.info("webhook {} ({}) does not take alerts ({}): {}", number, hook, failure.get(), fate);
        }
    }

    /** What was told goes once more, and nothing is waited for. */
    void ends() {
        closing = true;
        ticker.signal();
    }

    /** Masked as they would have been sent. */
    void logWhatIsLeft() {
        List<Notice> left = queue.left();
        left.stream()
                .limit(MOST_LOGGED)
                .forEach(notice -> log.warn(
                        "Webhook {} ({}) was not told: {}",
                        number,
                        hook,
                        notice.alert().text()));
        if (left.size() > MOST_LOGGED) {
            log.warn("Webhook {} ({}) was not told {} more.", number, hook, left.size() - MOST_LOGGED);
        }
    }

    long sent() {
        return sent.get();
    }

    long failed() {
        return failed.get();
    }

    long dropped() {
        return queue.dropped();
    }
}
