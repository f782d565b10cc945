package io.qianhu.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallingWindowTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    /** Skips 02:00 to 03:00 on 2026-03-29 and repeats 02:00 to 03:00 on 2026-10-25. */
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static final CallingWindow DAY = CallingWindow.parse("09:00-12:00,14:00-21:00");

    @ParameterizedTest
    @ValueSource(
            strings = {"always", "09:00-12:00,14:00-21:00", "00:00-24:00", "21:00-24:00", "09:00-12:00,12:00-13:00"})
    void showsWhatItReads(String text) {
        assertThat(CallingWindow.parse(text)).hasToString(text);
    }

    @Test
    void sortsRangesAndPassesOverBlanks() {
        assertThat(CallingWindow.parse(" 14:00 - 21:00 , 09:00-12:00 ")).isEqualTo(DAY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "9:00-12:00", "09:00", "09:00-12:00,", "Always", "09:00-25:00", "09:60-12:00", "24:01-24:02"
            })
    void refusesAnotherForm(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallingWindow.parse(text))
                .withMessageContaining("\"" + text + "\"")
                .withMessageContaining("09:00-12:00,14:00-21:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"21:00-06:00", "21:00-00:00", "12:00-12:00", "00:00-00:00"})
    void refusesARangeOverMidnightAndSaysToWriteTwo(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallingWindow.parse(text))
                .withMessageContaining("range " + text)
                .withMessageContaining("two ranges");
    }

    @ParameterizedTest
    @ValueSource(strings = {"09:00-12:00,11:59-13:00", "09:00-24:00,10:00-11:00", "09:00-12:00,09:00-12:00"})
    void refusesRangesThatOverlap(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallingWindow.parse(text))
                .withMessageContaining("overlap");
    }

    @Test
    void refusesAnEndOfDayAsBeginning() {
        assertThatIllegalArgumentException().isThrownBy(() -> CallingWindow.parse("24:00-06:00"));
    }

    @ParameterizedTest(name = "at {0}: next opening {1}, closes {2}")
    @CsvSource({
        // at, next opening, closes
        "2026-11-22T08:59:59, 2026-11-22T09:00:00, 2026-11-22T08:59:59",
        "2026-11-22T09:00:00, 2026-11-22T09:00:00, 2026-11-22T12:00:00",
        "2026-11-22T11:59:59, 2026-11-22T11:59:59, 2026-11-22T12:00:00",
        "2026-11-22T12:00:00, 2026-11-22T14:00:00, 2026-11-22T12:00:00",
        "2026-11-22T20:59:59, 2026-11-22T20:59:59, 2026-11-22T21:00:00",
        "2026-11-22T21:00:00, 2026-11-23T09:00:00, 2026-11-22T21:00:00",
        "2026-12-31T23:00:00, 2027-01-01T09:00:00, 2026-12-31T23:00:00",
    })
    void opensAndClosesByTheClockOfTheZone(LocalDateTime at, LocalDateTime opens, LocalDateTime closes) {
        Instant instant = at.atZone(SHANGHAI).toInstant();

        assertThat(DAY.nextOpening(instant, SHANGHAI))
                .isEqualTo(opens.atZone(SHANGHAI).toInstant());
        assertThat(DAY.closesAt(instant, SHANGHAI))
                .isEqualTo(closes.atZone(SHANGHAI).toInstant());
        assertThat(DAY.isOpen(instant, SHANGHAI)).isEqualTo(at.equals(opens));
    }

    @Test
    void theSameInstantIsOpenInOneZoneAndClosedInAnother() {
        Instant instant = Instant.parse("2026-11-22T01:30:00Z");

        assertThat(DAY.isOpen(instant, SHANGHAI)).isTrue();
        assertThat(DAY.isOpen(instant, BERLIN)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"always", "00:00-24:00", "00:00-12:00,12:00-24:00"})
    void neverClosesWhenTheDayIsCovered(String text) {
        CallingWindow window = CallingWindow.parse(text);
        Instant instant = Instant.parse("2026-11-22T16:00:00Z");

        assertThat(window.isOpen(instant, SHANGHAI)).isTrue();
        assertThat(window.nextOpening(instant, SHANGHAI)).isEqualTo(instant);
        assertThat(window.closesAt(instant, SHANGHAI)).isEqualTo(Instant.MAX);
        assertThat(window.finishOf(instant, Duration.ofDays(3), SHANGHAI)).isEqualTo(instant.plus(Duration.ofDays(3)));
        assertThat(window.openTimeBetween(instant, instant.plusSeconds(90), SHANGHAI))
                .isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void rangesThatTouchOverMidnightCloseOnce() {
        CallingWindow schedule = CallingWindow.parse("00:00-06:00,21:00-24:00");

        assertThat(schedule.closesAt(shanghai("2026-11-22T22:00"), SHANGHAI)).isEqualTo(shanghai("2026-11-23T06:00"));
    }

    @ParameterizedTest(name = "{1} of work from {0} ends at {2}")
    @CsvSource({
        "2026-11-22T09:00, PT1H, 2026-11-22T10:00",
        "2026-11-22T09:00, PT3H, 2026-11-22T12:00",
        "2026-11-22T09:00, PT3H1S, 2026-11-22T14:00:01",
        "2026-11-22T11:00, PT8H, 2026-11-22T21:00",
        "2026-11-22T11:00, PT9H, 2026-11-23T10:00",
        "2026-11-22T03:00, PT1M, 2026-11-22T09:01",
        "2026-11-22T03:00, PT0S, 2026-11-22T03:00",
        // Ten days of ten hours.
        "2026-11-22T09:00, PT100H, 2026-12-01T21:00",
    })
    void workProceedsOnlyWithinTheWindow(LocalDateTime start, Duration work, LocalDateTime end) {
        assertThat(DAY.finishOf(start.atZone(SHANGHAI).toInstant(), work, SHANGHAI))
                .isEqualTo(end.atZone(SHANGHAI).toInstant());
    }

    @Test
    void refusesNegativeWork() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DAY.finishOf(Instant.EPOCH, Duration.ofSeconds(-1), SHANGHAI));
    }

    @Test
    void countsOpenTimeBetweenTwoInstants() {
        assertThat(DAY.openTimeBetween(shanghai("2026-11-22T00:00"), shanghai("2026-11-24T00:00"), SHANGHAI))
                .isEqualTo(Duration.ofHours(20));
        assertThat(DAY.openTimeBetween(shanghai("2026-11-22T11:30"), shanghai("2026-11-22T14:15"), SHANGHAI))
                .isEqualTo(Duration.ofMinutes(45));
        assertThat(DAY.openTimeBetween(shanghai("2026-11-22T12:30"), shanghai("2026-11-22T09:00"), SHANGHAI))
                .isEqualTo(Duration.ZERO);
    }

    @Test
    void anHourThatTheClockSkipsIsNotOpen() {
        CallingWindow window = CallingWindow.parse("01:30-02:30,02:45-02:50,02:55-04:00");
        Instant jump = Instant.parse("2026-03-29T01:00:00Z");

        assertThat(window.closesAt(jump.minusSeconds(60), BERLIN)).isEqualTo(Instant.parse("2026-03-29T02:00:00Z"));
        assertThat(CallingWindow.parse("02:00-03:00").nextOpening(jump.minusSeconds(60), BERLIN))
                .isEqualTo(Instant.parse("2026-03-30T00:00:00Z"));
    }

    @Test
    void anHourThatTheClockRepeatsIsOpenFromItsFirstBeginning() {
        CallingWindow window = CallingWindow.parse("02:30-04:00");
        Instant first = Instant.parse("2026-10-25T00:30:00Z");

        assertThat(window.nextOpening(first.minusSeconds(1), BERLIN)).isEqualTo(first);
        assertThat(window.openTimeBetween(first, first.plus(Duration.ofHours(12)), BERLIN))
                .isEqualTo(Duration.ofMinutes(150));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Asia/Shanghai", "Europe/Berlin", "America/St_Johns", "Pacific/Apia", "Asia/Kathmandu"})
    void openTimeUntilTheFinishIsTheWork(String zoneName) {
        ZoneId zone = ZoneId.of(zoneName);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20_261_122L);
        CallingWindow window = CallingWindow.parse("00:30-02:30,03:00-09:15,23:00-24:00");
        for (int i = 0; i < 2_000; i++) {
            // From 2011 on: Apia skipped the whole 30 December of that year.
            Instant start = Instant.parse("2011-12-20T00:00:00Z").plusSeconds(random.nextInt(500_000_000));
            Duration work = Duration.ofSeconds(random.nextInt(1, 200_000));
            Instant finish = window.finishOf(start, work, zone);
            assertThat(window.openTimeBetween(start, finish, zone))
                    .as("from %s", start)
                    .isEqualTo(work);
        }
    }

    @Test
    void skipsADayThatTheCalendarSkipped() {
        ZoneId apia = ZoneId.of("Pacific/Apia");
        Instant lateOn29th =
                LocalDateTime.parse("2011-12-29T22:00").atZone(apia).toInstant();

        assertThat(DAY.nextOpening(lateOn29th, apia))
                .isEqualTo(LocalDateTime.parse("2011-12-31T09:00").atZone(apia).toInstant());
    }

    @Test
    void sortsRangesGivenInCode() {
        CallingWindow window = new CallingWindow(
                List.of(
                        new CallingWindow.Range(LocalTime.of(14, 0), LocalTime.of(21, 0)),
                        new CallingWindow.Range(LocalTime.of(9, 0), LocalTime.of(12, 0))),
                CallingDays.DAILY);

        assertThat(window).isEqualTo(DAY);
    }

    private static Instant shanghai(String local) {
        return LocalDateTime.parse(local).atZone(SHANGHAI).toInstant();
    }
}
