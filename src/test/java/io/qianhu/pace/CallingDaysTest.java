package io.qianhu.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallingDaysTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    /** The first week of October 2026; Sunday the 20th of September is worked for it. */
    private static final HolidayCalendar OCTOBER = new HolidayCalendar(
            Set.of(2026),
            Set.copyOf(LocalDate.of(2026, 10, 1)
                    .datesUntil(LocalDate.of(2026, 10, 8))
                    .toList()),
            Set.of(LocalDate.of(2026, 9, 20)));

    private static final CallingWindow WEEKDAYS =
            CallingWindow.parse("09:00-12:00,14:00-21:00").on(CallingDays.parse("mon-fri"));
    private static final CallingWindow WORKING_DAYS =
            WEEKDAYS.on(WEEKDAYS.days().with(OCTOBER));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"daily|daily", "mon-sun|daily", "mon-fri|mon,tue,wed,thu,fri", "sat,mon|mon,sat", " sun |sun"})
    void readsDays(String text, String shown) {
        assertThat(CallingDays.parse(text)).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "monday", "Mon", "fri-mon", "mon-", "mon-wed-fri", "mon,,tue", "workdays"})
    void refusesAnotherForm(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallingDays.parse(text))
                .withMessageContaining("\"" + text + "\"")
                .withMessageContaining("mon-fri");
    }

    @ParameterizedTest
    @CsvSource({
        // Friday evening, Saturday: Monday; Monday noon: the afternoon.
        "2026-11-20T21:00, 2026-11-23T09:00",
        "2026-11-21T10:00, 2026-11-23T09:00",
        "2026-11-23T12:30, 2026-11-23T14:00",
        "2026-11-23T15:00, 2026-11-23T15:00"
    })
    void opensOnItsDaysOnly(LocalDateTime from, LocalDateTime opening) {
        assertThat(WEEKDAYS.nextOpening(at(from), SHANGHAI)).isEqualTo(at(opening));
    }

    @ParameterizedTest
    @CsvSource({
        // The eve of the holidays; in the midst of them; a Sunday that is worked; an ordinary Sunday after it.
        "2026-09-30T21:00, 2026-10-08T09:00",
        "2026-10-05T10:00, 2026-10-08T09:00",
        "2026-09-20T08:00, 2026-09-20T09:00",
        "2026-09-27T08:00, 2026-09-28T09:00"
    })
    void keepsHolidaysAndWorksTheDaysMadeUpForThem(LocalDateTime from, LocalDateTime opening) {
        assertThat(WORKING_DAYS.nextOpening(at(from), SHANGHAI)).isEqualTo(at(opening));
        assertThat(WORKING_DAYS.isOpen(at(from), SHANGHAI)).isEqualTo(from.equals(opening));
    }

    @Test
    void guessesNothingOfAYearThatTheCalendarDoesNotKnow() {
        Instant silvester = at(LocalDateTime.parse("2026-12-31T21:00"));

        assertThat(WORKING_DAYS.nextOpening(silvester, SHANGHAI)).isEqualTo(Instant.MAX);
        assertThat(WORKING_DAYS.finishOf(Instant.MAX, Duration.ofHours(2), SHANGHAI))
                .isEqualTo(Instant.MAX);
        assertThat(WORKING_DAYS.nextOpeningText(silvester, SHANGHAI))
                .asString()
                .contains("not known", "add the next year");
        assertThat(WORKING_DAYS.finishOf(silvester.minus(Duration.ofHours(1)), Duration.ofHours(2), SHANGHAI))
                .isEqualTo(Instant.MAX);
        assertThat(WORKING_DAYS.openTimeBetween(
                        silvester.minus(Duration.ofHours(1)), silvester.plus(Duration.ofDays(9)), SHANGHAI))
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aWindowWithoutHoursIsOpenForWholeDays() {
        CallingWindow week = CallingWindow.ALWAYS.on(CallingDays.parse("mon-fri"));
        Instant monday = at(LocalDateTime.parse("2026-11-23T00:00"));
        Instant saturday = at(LocalDateTime.parse("2026-11-28T00:00"));

        assertThat(week.nextOpening(monday.minusSeconds(1), SHANGHAI)).isEqualTo(monday);
        assertThat(week.closesAt(monday, SHANGHAI)).isEqualTo(saturday);
        assertThat(week.finishOf(monday, Duration.ofDays(6), SHANGHAI)).isEqualTo(monday.plus(Duration.ofDays(8)));
        assertThat(week).hasToString("00:00-24:00 mon,tue,wed,thu,fri");
        assertThat(CallingWindow.ALWAYS.on(CallingDays.DAILY)).isEqualTo(CallingWindow.ALWAYS);
    }

    @Test
    void takesNoDayTwiceAndNoneOfAnUnknownYear() {
        LocalDate day = LocalDate.of(2026, 10, 10);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HolidayCalendar(Set.of(2026), Set.of(day), Set.of(day)))
                .withMessageContaining("2026-10-10");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HolidayCalendar(Set.of(2027), Set.of(), Set.of(day)))
                .withMessageContaining("years");
    }

    private static Instant at(LocalDateTime local) {
        return local.atZone(SHANGHAI).toInstant();
    }
}
