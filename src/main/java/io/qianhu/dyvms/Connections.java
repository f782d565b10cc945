package io.qianhu.dyvms;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client with its pooled connections, replaced after a pause.
 *
 * <p>A server closes idle connections. A request that is written to a connection in the moment of its closing fails, and
 * nobody knows whether it was read: it is unconfirmed and costs a lookup and a long wait. The runtime keeps idle
 * connections for 20 minutes (JDK 17; 30 s since JDK 21), far longer than front servers do, and its setting is one for
 * the whole process. So after {@link #IDLE_AT_MOST} without any request the next one starts with a new client and hence a
 * new connection. Steady sending goes round all connections of the pool and keeps each of them fresh.
 */
final class Connections {
    /** As long as the official SDK keeps an idle connection. */
    static final Duration IDLE_AT_MOST = Duration.ofSeconds(10);

    private final DyvmsSettings settings;
    private final Executor workers;
    private final LongSupplier nanoTime;
    private @Nullable HttpClient current;
    private long lastUsed;

    Connections(DyvmsSettings settings, Executor workers, LongSupplier nanoTime) {
        this.settings = settings;
        this.workers = workers;
        this.nanoTime = nanoTime;
    }

    synchronized HttpClient client() {
        long now = nanoTime.getAsLong();
        HttpClient client = current;
        if (client == null || now - lastUsed > IDLE_AT_MOST.toNanos()) {
            client = connect();
            current = client;
        }
        lastUsed = now;
        return client;
    }

    /** Says that a connection was in use until now. */
    synchronized void used() {
        lastUsed = nanoTime.getAsLong();
    }

    private HttpClient connect() {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeoutIsCut() ? settings.requestTimeout() : settings.connectTimeout())
                .executor(workers);
        return settings.loopback() ? builder.proxy(HttpClient.Builder.NO_PROXY).build() : builder.build();
    }
}
