package io.qianhu.cli;

import io.qianhu.report.Words;
import io.qianhu.schedule.CampaignNight;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The campaigns that are served, one line each. */
final class NightsTable {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Words words;
    private final ZoneId zone;

    NightsTable(Words words, ZoneId zone) {
        this.words = words;
        this.zone = zone;
    }

    String render(List<CampaignNight> nights) {
        StringBuilder table = new StringBuilder(words.get("nights.title")).append('\n');
        int name = nights.stream()
                .mapToInt(night -> night.campaign().length())
                .max()
                .orElse(0);
        for (CampaignNight night : nights) {
            table.append("  ")
                    .append(night.campaign())
                    .append(" ".repeat(name - night.campaign().length()));
            if (!night.schedule().isEmpty()) {
                table.append("  ")
                        .append(words.get("nights.next", time(night.next())))
                        .append("  ")
                        .append(night.schedule());
            }
            table.append("\n    ")
                    .append(words.orElse("nights.doing." + night.doing(), words.said(night.doing())))
                    .append('\n');
        }
        return table.append('\n').toString();
    }

    private String time(@Nullable Instant next) {
        return next == null ? words.get("nights.never") : MINUTES.format(next.atZone(zone));
    }
}
