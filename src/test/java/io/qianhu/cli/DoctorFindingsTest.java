package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.CampaignReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code doctor} thinks of clocks and campaigns. */
class DoctorFindingsTest {
    private static final Findings FINDINGS = new Findings(Language.EN.words());
    private static final CampaignCheck CHECK = new CampaignCheck(FINDINGS);
    private static final Instant NINE_IN_SHANGHAI = Instant.parse("2026-11-23T01:00:00Z");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "0, OK",
        "4999, OK",
        "5000, WARN",
        "-5000, WARN",
        "299999, WARN",
        "300000, FAIL",
        "-300000, FAIL",
        "-3600000, FAIL"
    })
    void warnsOfAClockFromFiveSecondsAndFailsFromFiveMinutes(long millis, Finding.Level level) {
        assertThat(ClockCheck.of(Duration.ofMillis(millis), FINDINGS).level()).isEqualTo(level);
    }

    @Test
    void saysWhichWayTheClockIsWrong() {
        assertThat(ClockCheck.of(Duration.ofHours(1), FINDINGS).toString())
                .startsWith("FAIL  clock")
                .contains("3600 s ahead of the API's", "set this machine's clock");
        assertThat(ClockCheck.of(Duration.ofSeconds(-9), FINDINGS).text()).startsWith("9 s behind the API's");
    }

    private Path campaign(String name, String dispatch) throws IOException {
        return Files.writeString(
                folder.resolve(name + ".yml"),
                "name: " + name + "\ninput: { files: [a.csv] }\ntask: { name: t, dialog-id: 1 }\ndispatch:\n  "
                        + dispatch + "\n");
    }

    private Campaign read(String dispatch) throws IOException {
        return new CampaignReader().read(campaign("spring", dispatch));
    }

    @Test
    void saysWhetherTheWindowIsOpen() throws IOException {
        assertThat(CHECK.window(read("window: \"09:00-12:00\""), NINE_IN_SHANGHAI)
                        .text())
                .contains("09:00-12:00", "Asia/Shanghai", "is open");
        Finding closed = CHECK.window(read("window: \"10:00-12:00\""), NINE_IN_SHANGHAI);
        assertThat(closed.level()).isEqualTo(Finding.Level.OK);
        assertThat(closed.text()).contains("is closed until", "10:00");
    }

    @Test
    void asksForHolidaysOfTheNextThirtyDays() throws IOException {
        Files.writeString(folder.resolve("holidays.yml"), "years: [2026]\nholidays: [2026-10-01]\nworking-days: []\n");
        Campaign campaign = read("holidays: " + folder.resolve("holidays.yml"));

        assertThat(CHECK.holidays(campaign, NINE_IN_SHANGHAI).level()).isEqualTo(Finding.Level.OK);
        Finding late = CHECK.holidays(campaign, Instant.parse("2026-12-03T01:00:00Z"));
        assertThat(late.level()).isEqualTo(Finding.Level.FAIL);
        assertThat(late.text()).contains("[2027]");
        assertThat(CHECK.holidays(read("rate: 1/s"), NINE_IN_SHANGHAI).text()).contains("no calendar");
    }

    @Test
    void namesTheCampaignThatIsRefusedAndLooksAtTheOthers() throws IOException {
        campaign("autumn", "rate: 1/s");
        Files.writeString(folder.resolve("broken.yml"), "nam: x\n");

        List<Finding> findings = CHECK.of(folder, NINE_IN_SHANGHAI);

        assertThat(findings)
                .extracting(Finding::level)
                .containsExactly(Finding.Level.OK, Finding.Level.OK, Finding.Level.OK, Finding.Level.FAIL);
        assertThat(findings.get(3).toString()).contains("broken.yml").doesNotContain("\n");
        assertThat(CHECK.of(folder.resolve("nowhere"), NINE_IN_SHANGHAI))
                .extracting(Finding::level)
                .containsExactly(Finding.Level.SKIP);
    }

    @Test
    void looksAtYamlAsServeReadsIt() throws IOException {
        Files.writeString(folder.resolve("holidays.yaml"), "years: [2026]\nholidays: [2026-10-01]\nworking-days: []\n");
        Path spring = campaign("spring", "holidays: " + folder.resolve("holidays.yaml"));
        Files.copy(spring, folder.resolve("spring.yaml"));
        Files.move(campaign("winter", "rate: 1/s"), folder.resolve("winter.yaml"));

        List<Finding> findings = CHECK.of(folder, NINE_IN_SHANGHAI);

        assertThat(findings)
                .extracting(Finding::level)
                .containsExactly(
                        Finding.Level.OK,
                        Finding.Level.OK,
                        Finding.Level.OK,
                        Finding.Level.FAIL,
                        Finding.Level.OK,
                        Finding.Level.OK,
                        Finding.Level.OK);
        assertThat(findings.get(3).text()).contains("spring.yaml: ", "spring.yml has the same name");
        assertThat(findings.get(4).text()).contains("winter");
    }
}
