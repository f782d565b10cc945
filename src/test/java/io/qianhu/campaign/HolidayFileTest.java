package io.qianhu.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.qianhu.pace.HolidayCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HolidayFileTest {
    @TempDir
    private Path folder;

    /** The notice of the State Council of 2025-11-04: 33 days off, 6 days at weekends worked for them. */
    @Test
    void theFileInConfigIsThatOfTheStateCouncil() {
        HolidayCalendar china = HolidayFile.read(Path.of("config/holidays-cn.yml"));

        assertThat(china.years()).contains(2026);
        assertThat(china.holidays())
                .filteredOn(day -> day.getYear() == 2026)
                .hasSize(3 + 9 + 3 + 5 + 3 + 3 + 7)
                .contains(LocalDate.of(2026, 2, 23), LocalDate.of(2026, 10, 1));
        assertThat(china.workingDays())
                .filteredOn(day -> day.getYear() == 2026)
                .hasSize(6)
                .allMatch(day -> Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY).contains(day.getDayOfWeek()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "years: [2026]|holidays: is missing",
                "holidays: [2026-10-01]|years: is missing",
                "years: []|the list is empty",
                "years: [26]|years[1]",
                "years: [2026], holidays: [2027-01-01]|add the whole year",
                "years: [2026], holidays: [2026-10-07..2026-10-01]|ends before it begins",
                "years: [2026], holidays: [2026-01-01..2026-12-31]|more than 31 days",
                "years: [2026], holidays: [Monday]|is no day",
                "years: [2026], holidays: [2026-02-30]|is no day",
                "years: [2026], holidays: [2026-10-10], working-days: [2026-10-10]|among the working days",
                "years: [2026], holiday: [2026-10-10]|did you mean"
            })
    void saysWhatIsWrongAndWhere(String text, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("h.yml"), "{" + text + "}");

        assertThatExceptionOfType(CampaignRefused.class)
                .isThrownBy(() -> HolidayFile.read(file))
                .withMessageContaining(file.toString())
                .withMessageContaining(message);
    }

    @Test
    void aCampaignKeepsTheHolidaysOfItsFile() throws IOException {
        Path campaign = Files.writeString(folder.resolve("c.yml"), """
                name: spring
                task: {name: Spring, dialog-id: 1}
                dispatch: {window: always, days: mon-sat, holidays: config/holidays-cn.yml}
                """);

        assertThat(new CampaignReader().read(campaign).dispatch().callingTimes())
                .hasToString("00:00-24:00 mon,tue,wed,thu,fri,sat, holidays of 2026 observed");
    }

    @Test
    void aCampaignIsRefusedForAFileOfHolidaysThatIsNotThere() throws IOException {
        Path campaign = Files.writeString(folder.resolve("c.yml"), """
                name: spring
                task: {name: Spring, dialog-id: 1}
                dispatch: {holidays: none.yml}
                """);

        assertThatExceptionOfType(CampaignRefused.class)
                .isThrownBy(() -> new CampaignReader().read(campaign))
                .withMessageContaining("c.yml line 3, dispatch.holidays: cannot be used: none.yml: does not exist");
    }
}
