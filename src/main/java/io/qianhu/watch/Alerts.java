package io.qianhu.watch;

import io.qianhu.dispatch.SystemTicker;
import io.qianhu.dispatch.Ticker;
import io.qianhu.report.Words;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Tells webhooks what a person should hear of. Telling costs the caller a place in a queue for each and no more: every
 * webhook has a thread of its own that posts, so one that is down holds up no other, and what it does not take is tried
 * again and then given up. Safe for use by several threads.
 */
public final class Alerts implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration WHOLE = Duration.ofSeconds(10);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final List<AlertLine> lines = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    Alerts(List<WebhookSettings> webhooks, Words words, Supplier<Ticker> tickers, Duration patience) {
        for (WebhookSettings webhook : webhooks) {
            // A client each: they share a thread for their answers otherwise.
            HttpClient client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT)
                    .build();
            lines.add(new AlertLine(
                    lines.size() + 1, new Webhook(webhook, words, client, patience, Clock.systemUTC()), tickers.get()));
        }
    }

    /** Begins to post; without a webhook nothing is started and nothing is told. */
    public static Alerts start(AlertSettings settings, Words words) {
        Alerts alerts = new Alerts(settings.webhooks(), words, SystemTicker::new, WHOLE);
        for (AlertLine line : alerts.lines) {
            Thread thread = new Thread(line::post, "qianhu-alerts-" + line.number());
            thread.setDaemon(true);
            thread.start();
            alerts.threads.add(thread);
        }
        return alerts;
    }

    /** Puts the alert into the queue of every webhook that wants it; never waits. */
    public void tell(Alert alert) {
        lines.forEach(line -> line.tell(alert));
    }

    /** Posts everything that is due, one webhook after the other, and gives how long there is nothing more to do. */
    Duration postDue() throws InterruptedException {
        Duration soonest = AlertLine.IDLE;
        for (AlertLine line : lines) {
            Duration due = line.postDue();
            soonest = due.compareTo(soonest) < 0 ? due : soonest;
        }
        return soonest;
    }

    /** Alerts that a webhook took; one that two took counts twice. */
    public long sent() {
        return lines.stream().mapToLong(AlertLine::sent).sum();
    }

    /** Alerts that were given up after their last try. */
    public long failed() {
        return lines.stream().mapToLong(AlertLine::failed).sum();
    }

    /** Alerts that later ones pushed out of a full queue. */
    public long dropped() {
        return lines.stream().mapToLong(AlertLine::dropped).sum();
    }

    /**
     * Lets what was just told go once, for five seconds at most, to all webhooks at the same time. What one did not take by
     * then is logged, so that it is not lost for those who read the log.
     */
    @Override
    public void close() {
        lines.forEach(AlertLine::ends);
        long deadline = System.nanoTime() + LAST_WORDS.toNanos();
        try {
            for (Thread thread : threads) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left > 0) {
                    thread.join(left);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.forEach(Thread::interrupt);
        lines.forEach(AlertLine::logWhatIsLeft);
    }
}
