package io.qianhu.cli;

import io.qianhu.report.Words;
import io.qianhu.schedule.CampaignSchedule;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The campaigns that are served, one line each. */
final class SchedulesTable {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Words words;
    private final ZoneId zone;

    SchedulesTable(Words words, ZoneId zone) {
        this.words = words;
        this.zone = zone;
    }

    String render(List<CampaignSchedule> schedules) {
        StringBuilder table = new StringBuilder(words.get("schedules.title")).append('\n');
        int name = schedules.stream()
                .mapToInt(schedule -> schedule.campaign().length())
                .max()
                .orElse(0);
        for (CampaignSchedule schedule : schedules) {
            table.append("  ")
                    .append(schedule.campaign())
                    .append(" ".repeat(name - schedule.campaign().length()));
            if (!schedule.schedule().isEmpty()) {
                table.append("  ")
                        .append(words.get("schedules.next", time(schedule.next())))
                        .append("  ")
                        .append(schedule.schedule());
            }
            table.append("\n    ").append(words.said(schedule.doing())).append('\n');
        }
        return table.append('\n').toString();
    }

    private String time(@Nullable Instant next) {
        return next == null ? words.get("schedules.never") : MINUTES.format(next.atZone(zone));
    }
}
