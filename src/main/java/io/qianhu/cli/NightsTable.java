package io.qianhu.cli;

import io.qianhu.schedule.CampaignNight;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The campaigns that are served, one line each. */
final class NightsTable {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final ZoneId zone;

    NightsTable(ZoneId zone) {
        this.zone = zone;
    }

    String render(List<CampaignNight> nights) {
        StringBuilder table = new StringBuilder("Campaigns (qianhu serve)\n");
        int name = nights.stream()
                .mapToInt(night -> night.campaign().length())
                .max()
                .orElse(0);
        for (CampaignNight night : nights) {
            table.append("  ")
                    .append(night.campaign())
                    .append(" ".repeat(name - night.campaign().length()));
            if (!night.schedule().isEmpty()) {
                table.append("  next ").append(time(night.next())).append("  ").append(night.schedule());
            }
            table.append("\n    ").append(night.doing()).append('\n');
        }
        return table.append('\n').toString();
    }

    private String time(@Nullable Instant next) {
        return next == null ? "never" : MINUTES.format(next.atZone(zone));
    }
}
