package io.qianhu.watch;

import io.qianhu.dyvms.DyvmsSettings;
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
            throw new IllegalArgumentException(
                    "qianhu.alerts.webhooks: a webhook's url is missing or is none; write https://HOST/PATH");
        }
        if ("http".equalsIgnoreCase(url.getScheme()) && !DyvmsSettings.isLoopback(url)) {
            throw new IllegalArgumentException("qianhu.alerts.webhooks: the webhook at " + url.getHost()
                    + " would be told in clear text; http is for loopback hosts, use https");
        }
        if (secret != null && secret.isBlank()) {
            throw new IllegalArgumentException("qianhu.alerts.webhooks: the secret of the webhook at " + url.getHost()
                    + " is blank; write the robot's SEC…, or leave it out");
        }
        if (secret != null && kind != HookKind.DINGTALK) {
            throw new IllegalArgumentException("qianhu.alerts.webhooks: the webhook at " + url.getHost()
                    + " has a secret, which only kind: dingtalk signs with; leave it out, or change its kind");
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
