package io.qianhu.schedule;

import io.qianhu.message.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a campaign stands that runs by itself.
 *
 * @param campaign its name
 * @param schedule cron and zone; empty when it has none
 * @param next when the schedule comes round; null when it does not
 * @param doing what goes on, one line
 */
public record CampaignSchedule(
        String campaign, String schedule, @Nullable Instant next, Message doing) {}
