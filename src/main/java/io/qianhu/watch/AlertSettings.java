package io.qianhu.watch;

import io.qianhu.campaign.NumberSettings;
import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is told when something needs a person, {@code qianhu.alerts.*}.
 *
 * @param webhooks each is told on its own; none by default, at most 10
 * @param stalledAfter how long nothing may move while a run is worked on and its window is open, 1m to 1d. Default 15m
 * @param rejectsAbovePercent a run that has rejected more of its rows is told of, 1 to 100; so is one that has rejected
 *     three times the share of the campaign's last completed run, from one per cent on. Default 20
 */
public record AlertSettings(
        @DefaultValue List<WebhookSettings> webhooks,
        @DefaultValue("15m") Duration stalledAfter,
        @DefaultValue("20") int rejectsAbovePercent) {
    private static final int MOST_WEBHOOKS = 10;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    public AlertSettings {
        webhooks = List.copyOf(webhooks);
        if (webhooks.size() > MOST_WEBHOOKS) {
            throw new InvalidValue(
                    Message.of("watch.qianhu-alerts-webhooks-webhooks-most-told", webhooks.size(), MOST_WEBHOOKS));
        }
        if (stalledAfter.compareTo(SHORTEST) < 0 || stalledAfter.compareTo(LONGEST) > 0) {
            throw new InvalidValue(
                    Message.of("watch.qianhu-alerts-stalled-after-allowed-m-d", NumberSettings.inWords(stalledAfter)));
        }
        if (rejectsAbovePercent < 1 || rejectsAbovePercent > 100) {
            throw new InvalidValue(
                    Message.of("watch.qianhu-alerts-rejects-above-percent-allowed", rejectsAbovePercent));
        }
    }
}
