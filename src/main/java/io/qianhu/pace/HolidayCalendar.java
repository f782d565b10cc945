package io.qianhu.pace;

import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import java.time.LocalDate;
import java.util.Set;

/**
 * Statutory holidays and the working days that are made up for them, for certain years.
 *
 * @param years the years that are known in full; of others nothing is known
 * @param holidays within the years
 * @param workingDays within the years, mostly at weekends; none of them a holiday
 */
public record HolidayCalendar(Set<Integer> years, Set<LocalDate> holidays, Set<LocalDate> workingDays) {
    /** @throws IllegalArgumentException when a day is of another year, or is holiday and working day at once */
    public HolidayCalendar {
        years = Set.copyOf(years);
        holidays = Set.copyOf(holidays);
        workingDays = Set.copyOf(workingDays);
        for (LocalDate day : holidays) {
            requireYear(years, day);
            if (workingDays.contains(day)) {
                throw new InvalidValue(Message.of("pace.stands-among-holidays-among-working", day));
            }
        }
        for (LocalDate day : workingDays) {
            requireYear(years, day);
        }
    }

    private static void requireYear(Set<Integer> years, LocalDate day) {
        if (!years.contains(day.getYear())) {
            throw new InvalidValue(Message.of("pace.year-not-stand-under-years", day));
        }
    }

    /** Whether the calendar knows what kind of day this is. */
    boolean covers(LocalDate day) {
        return years.contains(day.getYear());
    }
}
