package io.qianhu.watch;

import io.qianhu.dispatch.SystemTicker;
import io.qianhu.dispatch.Ticker;
import io.qianhu.report.Words;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells webhooks what a person should hear of. Telling costs the caller a place in a queue and no more: one thread of its
 * own posts, and what a webhook does not take is tried again and then given up. Safe for use by several threads.
 */
public final class Alerts implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Alerts.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration WHOLE = Duration.ofSeconds(10);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofHours(1);

    /** A webhook with its queue and what became of its messages. */
    private static final class Line {
        private final int number;
        private final Webhook hook;
        private final HookQueue queue = new HookQueue();
        private boolean failing;

        Line(int number, Webhook hook) {
            this.number = number;
            this.hook = hook;
        }
    }

    private final List<Line> lines = new ArrayList<>();
    private final Ticker ticker;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final Thread thread = new Thread(this::post, "qianhu-alerts");
    private volatile boolean closing;

    Alerts(List<WebhookSettings> webhooks, Words words, Ticker ticker, Duration patience) {
        this.ticker = ticker;
        HttpClient client = webhooks.isEmpty()
                ? null
                : HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT)
                        .build();
        for (WebhookSettings webhook : webhooks) {
            if (client != null) {
                lines.add(new Line(lines.size() + 1, new Webhook(webhook, words, client, patience, Clock.systemUTC())));
            }
        }
        thread.setDaemon(true);
    }

    /** Begins to post; without a webhook nothing is started and nothing is told. */
    public static Alerts start(AlertSettings settings, Words words) {
        Alerts alerts = new Alerts(settings.webhooks(), words, new SystemTicker(), WHOLE);
        if (!alerts.lines.isEmpty()) {
            alerts.thread.start();
        }
        return alerts;
    }

    /** Puts the alert into the queue of every webhook that wants it; never waits. */
    public void tell(Alert alert) {
        lines.stream().filter(line -> line.hook.wants(alert.kind())).forEach(line -> line.queue.add(alert));
        ticker.signal();
    }

    private void post() {
        while (!closing || !idle()) {
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

    private boolean idle() {
        return lines.stream().allMatch(line -> line.queue.idle());
    }

    /** Posts everything that is due and gives how long there is nothing more to do. */
    Duration postDue() throws InterruptedException {
        Duration soonest = IDLE;
        for (Line line : lines) {
            Message message = line.queue.next(ticker.nanos());
            while (message != null) {
                post(line, message);
                message = line.queue.next(ticker.nanos());
            }
            Duration due = line.queue.dueIn(ticker.nanos());
            soonest = due != null && due.compareTo(soonest) < 0 ? due : soonest;
        }
        return soonest;
    }

    private void post(Line line, Message message) throws InterruptedException {
        Optional<String> failure = line.hook.post(message);
        if (failure.isEmpty()) {
            line.queue.succeeded();
            sent.addAndGet(1L + message.more());
            if (line.failing) {
                line.failing = false;
                log.info("webhook {} ({}) takes alerts again", line.number, line.hook);
            }
            return;
        }
        HookQueue.Fate fate = line.queue.failed(ticker.nanos());
        if (fate == HookQueue.Fate.GIVEN_UP) {
            failed.addAndGet(1L + message.more());
        }
        if (!line.failing) {
            line.failing = true;
            log.warn(
                    "Webhook {} ({}) does not take alerts ({}); each is tried again for 21 minutes. Check"
                            + " qianhu.alerts.webhooks.",
                    line.number,
                    line.hook,
                    failure.get());
        } else {
            log.info("webhook {} ({}) does not take alerts ({}): {}", line.number, line.hook, failure.get(), fate);
        }
    }

    /** Alerts that a webhook took; one that two took counts twice. */
    public long sent() {
        return sent.get();
    }

    /** Alerts that were given up after their last try. */
    public long failed() {
        return failed.get();
    }

    /** Alerts that later ones pushed out of a full queue. */
    public long dropped() {
        return lines.stream().mapToLong(line -> line.queue.dropped()).sum();
    }

    /** Lets what was just told go once, for five seconds at most; what waits for another try is lost. */
    @Override
    public void close() {
        closing = true;
        ticker.signal();
        try {
            thread.join(LAST_WORDS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
