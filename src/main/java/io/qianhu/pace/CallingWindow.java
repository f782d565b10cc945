package io.qianhu.pace;

import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import io.qianhu.message.Worded;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The hours of the day, and the days, in which submitting is allowed; no range at all means always.
 *
 * <p>Every question is answered on the time line, not on the wall clock: a range of a day becomes the instants at which
 * it begins and ends in the zone. An end that the clock skips in spring falls on the moment of the jump, and an hour
 * that the clock repeats in autumn counts from its first beginning, so ranges never turn around or overlap.
 *
 * @param ranges in the order of the day, without overlap; ranges may touch
 * @param days on which the ranges are open
 */
public record CallingWindow(List<Range> ranges, CallingDays days) implements Worded {
    /** No limit on the hours. */
    public static final CallingWindow ALWAYS = new CallingWindow(List.of(), CallingDays.DAILY);

    private static final String ALWAYS_WORD = "always";
    private static final Pattern RANGE = Pattern.compile("([0-9]{2}:[0-9]{2})\\s*-\\s*([0-9]{2}:[0-9]{2})");

    private static final Range WHOLE_DAY = new Range(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    /** The whole of a calendar's next year may be holidays for all we know; beyond it nobody has announced any. */
    private static final int DAYS_SEARCHED = 2 * 366;

    public CallingWindow {
        ranges = ranges.stream().sorted(Comparator.comparing(Range::from)).toList();
        for (int i = 1; i < ranges.size(); i++) {
            Range before = ranges.get(i - 1);
            if (before.toSecondOfDay() > ranges.get(i).from().toSecondOfDay()) {
                throw new InvalidValue(Message.of("pace.ranges-overlap-write-them", before, ranges.get(i)));
            }
        }
    }

    /** The same hours on these days alone. */
    public CallingWindow on(CallingDays some) {
        return new CallingWindow(ranges.isEmpty() && !some.daily() ? List.of(WHOLE_DAY) : ranges, some);
    }

    /**
     * Reads the hours of each day, {@code 09:00-12:00,14:00-21:00} or {@code always}.
     *
     * @throws IllegalArgumentException when the text has another form, or ranges overlap or run over midnight
     */
    public static CallingWindow parse(String text) {
        if (text.strip().equals(ALWAYS_WORD)) {
            return ALWAYS;
        }
        List<Range> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher form = RANGE.matcher(part.strip());
            if (!form.matches()) {
                throw new InvalidValue(Message.of("pace.no-calling-window", text));
            }
            ranges.add(Range.of(form.group(1), form.group(2), text));
        }
        return new CallingWindow(ranges, CallingDays.DAILY);
    }

    public boolean isOpen(Instant instant, ZoneId zone) {
        return nextOpening(instant, zone).equals(instant);
    }

    /**
     * The first instant, not before the given one, at which submitting is allowed: the given one itself when open.
     *
     * @return {@link Instant#MAX} when none is known, since the calendar of holidays goes no further
     */
    public Instant nextOpening(Instant instant, ZoneId zone) {
        if (ranges.isEmpty() || instant.equals(Instant.MAX)) {
            return instant;
        }
        LocalDate today = instant.atZone(zone).toLocalDate();
        for (int ahead = 0; ahead < DAYS_SEARCHED; ahead++) {
            LocalDate day = today.plusDays(ahead);
            if (days.allow(day)) {
                Instant opening = openingOn(day, instant, zone);
                if (opening != null) {
                    return opening;
                }
            }
        }
        return Instant.MAX;
    }

    /** The next opening as an operator reads it: {@code 2026-11-23T09:00}, or that none is known. */
    public Message nextOpeningText(Instant instant, ZoneId zone) {
        Instant opening = nextOpening(instant, zone);
        return opening.equals(Instant.MAX)
                ? Message.of("pace.day-not-known")
                : Message.text(opening.atZone(zone).toLocalDateTime().toString());
    }

    private @Nullable Instant openingOn(LocalDate day, Instant notBefore, ZoneId zone) {
        for (Range range : ranges) {
            Instant from = range.begin(day, zone);
            Instant to = range.end(day, zone);
            if (to.isAfter(from) && to.isAfter(notBefore)) {
                return from.isAfter(notBefore) ? from : notBefore;
            }
        }
        return null;
    }

    /**
     * When the window that is open at the given instant closes; ranges that touch, over midnight too, count as one.
     *
     * @return the given instant itself when the window is closed; {@link Instant#MAX} when it never closes
     */
    public Instant closesAt(Instant instant, ZoneId zone) {
        if (ranges.isEmpty()) {
            return Instant.MAX;
        }
        Instant end = instant;
        for (int hop = 0; hop <= DAYS_SEARCHED * ranges.size(); hop++) {
            Instant next = endOfRangeAt(end, zone);
            if (next.equals(end)) {
                return end;
            }
            end = next;
        }
        return Instant.MAX;
    }

    /** How long submitting is allowed between two instants; zero when the second is not after the first. */
    public Duration openTimeBetween(Instant from, Instant to, ZoneId zone) {
        Duration open = Duration.ZERO;
        Instant at = nextOpening(from, zone);
        while (at.isBefore(to)) {
            Instant close = closesAt(at, zone);
            if (!close.isBefore(to)) {
                return open.plus(Duration.between(at, to));
            }
            open = open.plus(Duration.between(at, close));
            at = nextOpening(close, zone);
        }
        return open;
    }

    /**
     * When work of the given length ends if it begins at {@code start} and proceeds only while the window is open.
     *
     * @param work not negative; zero ends at {@code start}, open or not
     * @return {@link Instant#MAX} when the openings that are known are too few
     */
    public Instant finishOf(Instant start, Duration work, ZoneId zone) {
        if (work.isNegative()) {
            throw new InvalidValue(Message.of("pace.work-must-not-negative", work));
        }
        Instant at = start;
        Duration left = work;
        while (!left.isZero()) {
            at = nextOpening(at, zone);
            if (at.equals(Instant.MAX)) {
                return at;
            }
            Instant close = closesAt(at, zone);
            if (close.equals(Instant.MAX) || left.compareTo(Duration.between(at, close)) <= 0) {
                return at.plus(left);
            }
            left = left.minus(Duration.between(at, close));
            at = close;
        }
        return at;
    }

    /** The form that {@link #parse} reads, and the days where they are not all. */
    @Override
    public Message said() {
        String hours = ranges.isEmpty()
                ? ALWAYS_WORD
                : ranges.stream().map(Range::toString).collect(Collectors.joining(","));
        return days.daily() ? Message.text(hours) : Message.of("pace.hours-on-days", hours, days);
    }

    @Override
    public String toString() {
        return said().english();
    }

    private Instant endOfRangeAt(Instant instant, ZoneId zone) {
        LocalDate today = instant.atZone(zone).toLocalDate();
        if (!days.allow(today)) {
            return instant;
        }
        for (Range range : ranges) {
            Instant to = range.end(today, zone);
            if (!range.begin(today, zone).isAfter(instant) && to.isAfter(instant)) {
                return to;
            }
        }
        return instant;
    }

    /**
     * Hours within one day.
     *
     * @param from inclusive
     * @param to exclusive; midnight stands for the end of the day, 24:00
     */
    public record Range(LocalTime from, LocalTime to) {
        private static final String START_OF_DAY = "00:00";
        private static final String END_OF_DAY = "24:00";
        private static final int SECONDS_OF_DAY = 24 * 60 * 60;

        public Range {
            if (!to.equals(LocalTime.MIDNIGHT) && !from.isBefore(to)) {
                throw new InvalidValue(Message.of("pace.range-must-end-after-begins", from, to));
            }
        }

        /** As the constructor, but tells 00:00, which ends no range and begins one, from 24:00, which is the reverse. */
        private static Range of(String from, String to, String window) {
            if (from.equals(END_OF_DAY) || to.equals(START_OF_DAY)) {
                throw new InvalidValue(Message.of("pace.range-over-midnight", from, to));
            }
            return new Range(timeOf(from, window), timeOf(to, window));
        }

        /** {@code 09:00-12:00}; the end of the day as 24:00. */
        @Override
        public String toString() {
            return from + "-" + (to.equals(LocalTime.MIDNIGHT) ? END_OF_DAY : to);
        }

        private int toSecondOfDay() {
            return to.equals(LocalTime.MIDNIGHT) ? SECONDS_OF_DAY : to.toSecondOfDay();
        }

        private Instant begin(LocalDate day, ZoneId zone) {
            return instantOf(day.atTime(from), zone);
        }

        private Instant end(LocalDate day, ZoneId zone) {
            LocalDate endDay = to.equals(LocalTime.MIDNIGHT) ? day.plusDays(1) : day;
            return instantOf(endDay.atTime(to), zone);
        }

        private static LocalTime timeOf(String text, String window) {
            if (text.equals(END_OF_DAY)) {
                return LocalTime.MIDNIGHT;
            }
            int hour = Integer.parseInt(text.substring(0, 2));
            int minute = Integer.parseInt(text.substring(3));
            if (hour > 23 || minute > 59) {
                throw new InvalidValue(Message.of("pace.holds-no-time-day", window, text));
            }
            return LocalTime.of(hour, minute);
        }

        /** A time that the clock skips is the instant of the jump; of a time that comes twice it is the first. */
        private static Instant instantOf(LocalDateTime local, ZoneId zone) {
            ZoneOffsetTransition jump = zone.getRules().getTransition(local);
            return jump != null && jump.isGap()
                    ? jump.getInstant()
                    : local.atZone(zone).toInstant();
        }
    }
}
