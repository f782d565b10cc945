package io.qianhu.campaign;

import static io.qianhu.campaign.Violation.quoted;

import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import io.qianhu.message.Worded;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.springframework.scheduling.support.CronExpression;

/**
 * When a schedule comes round, as crontab writes it: five fields, or a word such as {@code @daily}. Where both day fields
 * are given, both must fit; names, ranges, steps, {@code L}, {@code W} and {@code #} are Spring's.
 *
 * @param text as it is written in the campaign file
 */
public record Cron(String text) {
    private static final int FIELDS = 5;

    private static final List<String> WORDS =
            List.of("@hourly", "@daily", "@midnight", "@weekly", "@monthly", "@yearly", "@annually");

    /** Any moment: a cron that comes at all comes within the years that Spring searches. */
    private static final LocalDateTime SOMETIME = LocalDateTime.parse("2026-01-01T00:00");

    public Cron {
        LocalDateTime first;
        try {
            first = expression(text).next(SOMETIME);
        } catch (IllegalArgumentException e) {
            throw new InvalidValue(Message.of("campaign.no-cron-write-minute-hour", quoted(text), reason(e)), e);
        }
        if (first == null) {
            throw new InvalidValue(Message.of("campaign.never-comes-round", quoted(text)));
        }
    }

    /** Without the expression that Spring was given, which has one field more. */
    private static Message reason(IllegalArgumentException e) {
        return e instanceof Worded worded
                ? worded.said()
                : Message.text(String.valueOf(e.getMessage()).replaceFirst(" in cron expression .*", ""));
    }

    private static CronExpression expression(String text) {
        String stripped = text.strip();
        if (stripped.startsWith("@")) {
            if (!WORDS.contains(stripped)) {
                throw new InvalidValue(Message.of("campaign.none-words", String.join(", ", WORDS)));
            }
            return CronExpression.parse(stripped);
        }
        int fields = stripped.isEmpty() ? 0 : stripped.split("\\s+", -1).length;
        if (fields != FIELDS) {
            throw new InvalidValue(
                    fields == FIELDS + 1
                            ? Message.of("campaign.fields-without-seconds", fields)
                            : Message.of("campaign.fields-instead-of-five", fields));
        }
        return CronExpression.parse("0 " + stripped);
    }

    /**
     * The first time after the given one; empty when there is none any more. A time that the clock skips in spring comes
     * as much later, one that it repeats in autumn comes once.
     */
    public Optional<Instant> next(Instant after, ZoneId zone) {
        CronExpression expression = expression(text);
        LocalDateTime local = expression.next(after.atZone(zone).toLocalDateTime());
        while (local != null && !local.atZone(zone).toInstant().isAfter(after)) {
            local = expression.next(local);
        }
        return Optional.ofNullable(local).map(time -> time.atZone(zone).toInstant());
    }

    /** As it is written in the campaign file. */
    @Override
    public String toString() {
        return text;
    }
}
