package io.qianhu.pace;

import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import io.qianhu.message.Worded;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The days on which submitting is allowed: days of the week, and, where a calendar is given, not its holidays but its
 * made-up working days. A day of a year that the calendar does not know is not allowed: it may be a holiday.
 *
 * @param weekdays at least one
 * @param calendar null when holidays are days like others
 */
public record CallingDays(Set<DayOfWeek> weekdays, @Nullable HolidayCalendar calendar) implements Worded {
    /** Each day of the year. */
    public static final CallingDays DAILY = new CallingDays(EnumSet.allOf(DayOfWeek.class), null);

    private static final String DAILY_WORD = "daily";
    private static final List<String> NAMES =
            Arrays.stream(DayOfWeek.values()).map(CallingDays::nameOf).toList();

    public CallingDays {
        if (weekdays.isEmpty()) {
            throw new InvalidValue(Message.of("pace.no-day-given"));
        }
        weekdays = Set.copyOf(weekdays);
    }

    /**
     * Reads {@code daily}, {@code mon-fri}, or {@code mon,wed,fri-sun}.
     *
     * @throws IllegalArgumentException when the text has another form, or a range runs over the end of the week
     */
    public static CallingDays parse(String text) {
        if (text.strip().equals(DAILY_WORD)) {
            return DAILY;
        }
        Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.split(",", -1)) {
            String[] ends = part.strip().split("-", -1);
            int first = NAMES.indexOf(ends[0]);
            int last = NAMES.indexOf(ends[ends.length - 1]);
            if (ends.length > 2 || first < 0 || last < first) {
                throw new InvalidValue(Message.of("pace.names-no-days", text));
            }
            weekdays.addAll(EnumSet.range(DayOfWeek.of(first + 1), DayOfWeek.of(last + 1)));
        }
        return new CallingDays(weekdays, null);
    }

    /** The same days of the week with this calendar. */
    public CallingDays with(HolidayCalendar holidays) {
        return new CallingDays(weekdays, holidays);
    }

    boolean allow(LocalDate day) {
        if (calendar == null) {
            return weekdays.contains(day.getDayOfWeek());
        }
        return calendar.covers(day)
                && !calendar.holidays().contains(day)
                && (weekdays.contains(day.getDayOfWeek())
                        || calendar.workingDays().contains(day));
    }

    /** Whether every day is allowed, now and always. */
    boolean daily() {
        return calendar == null && weekdays.size() == DayOfWeek.values().length;
    }

    /** The form that {@link #parse} reads, and the years of the calendar. */
    @Override
    public Message said() {
        String days = weekdays.size() == DayOfWeek.values().length
                ? DAILY_WORD
                : weekdays.stream().sorted().map(CallingDays::nameOf).collect(Collectors.joining(","));
        return calendar == null
                ? Message.text(days)
                : Message.of("pace.holidays-observed", days, joined(calendar.years()));
    }

    @Override
    public String toString() {
        return said().english();
    }

    private static String nameOf(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    private static String joined(Collection<Integer> years) {
        return new TreeSet<>(years).stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
