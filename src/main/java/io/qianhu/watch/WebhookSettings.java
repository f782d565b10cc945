package io.qianhu.watch;

import io.qianhu.dyvms.DyvmsSettings;
import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One webhook, {@code qianhu.alerts.webhooks[n].*}.
 *
 * @param url https, or http to a loopback host; whoever knows it can post, so it is shown nowhere
 * @param kind what it expects. Default {@code generic}
 * @param secret that of a DingTalk robot whose messages are signed, {@code SEC…}; null for one that takes others
 * @param events what it is told of. Default: everything
 */
public record WebhookSettings(
        @Nullable URI url,
        @DefaultValue("generic") HookKind kind,
        @Nullable String secret,
        @Nullable Set<AlertKind> events) {
    public WebhookSettings {
        if (url == null
                || url.getHost() == null
                || !("https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme()))) {
            throw new InvalidValue(Message.of("watch.qianhu-alerts-webhooks-webhook-url-missing-none"));
        }
        if ("http".equalsIgnoreCase(url.getScheme()) && !DyvmsSettings.isLoopback(url)) {
            throw new InvalidValue(Message.of("watch.qianhu-alerts-webhooks-webhook-told-clear-text", url.getHost()));
        }
        if (secret != null && secret.isBlank()) {
            throw new InvalidValue(Message.of("watch.qianhu-alerts-webhooks-secret-webhook-blank", url.getHost()));
        }
        if (secret != null && kind != HookKind.DINGTALK) {
            throw new InvalidValue(Message.of("watch.qianhu-alerts-webhooks-webhook-secret", url.getHost()));
        }
        events = events == null || events.isEmpty() ? EnumSet.allOf(AlertKind.class) : EnumSet.copyOf(events);
    }

    URI address() {
        if (url == null) {
            throw new IllegalStateException("a webhook without url was refused");
        }
        return url;
    }

    boolean wants(AlertKind what) {
        return events == null || events.contains(what);
    }

    /** Without path, query and secret, which let anybody post. */
    @Override
    public String toString() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + ", " + address().getHost();
    }
}
