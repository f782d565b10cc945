package io.qianhu.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.qianhu.number.Multiple;
import io.qianhu.number.NumberKind;
import io.qianhu.pace.CallingWindow;
import io.qianhu.pace.Rate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampaignReaderTest {
    private static final String EVERY_KEY = """
            name: spring-renewal
            input:
              files: [sample-data/*.csv, more.csv]
              encoding: GBK
              delimiter: tab
              quote: none
              escape: none
              header: 3
              column: phone
              sheet: 名单
              empty-files: refuse
            numbers:
              accept: [mobile, landline]
              multiple: take-all
            task:
              name: 春季回访
              dialog-id: 1234567
              corp-name: 某某公司
              number-status-ident: true
              self-line: true
              recall: { times: 3, interval: 5m, on: [200010, 200011] }
            dispatch:
              launch: inline
              rate: 90/min
              in-flight: 8
              window: "10:00-11:00"
              zone: Asia/Urumqi
              verify-first-list: false
            limits:
              max-callees: 200000
              max-rejected: 0.5%
              max-growth: 1.5x
              max-callees-per-day: 50000
              canary: 50
              canary-wait: 30m
              empty-run: ok
            """;

    @TempDir
    private Path folder;

    @Test
    void readsEveryKey() {
        assertThat(read(EVERY_KEY))
                .isEqualTo(new Campaign(
                        "spring-renewal",
                        new InputSettings(
                                List.of("sample-data/*.csv", "more.csv"),
                                TextEncoding.GB18030,
                                '\t',
                                false,
                                false,
                                3,
                                "phone",
                                "名单",
                                false),
                        new NumberSettings(Set.of(NumberKind.MOBILE, NumberKind.LANDLINE), Multiple.TAKE_ALL),
                        new TaskSettings(
                                "春季回访",
                                1_234_567,
                                "某某公司",
                                true,
                                true,
                                new RecallSettings(3, Duration.ofMinutes(5), List.of(200_010, 200_011))),
                        new DispatchSettings(
                                Launch.INLINE,
                                new Rate(90, Duration.ofMinutes(1)),
                                8,
                                CallingWindow.parse("10:00-11:00"),
                                DispatchSettings.DEFAULT_DAYS,
                                null,
                                ZoneId.of("Asia/Urumqi"),
                                false,
                                true),
                        new LimitsSettings(
                                200_000,
                                RejectLimit.parse("0.5%"),
                                GrowthLimit.parse("1.5"),
                                50_000,
                                50,
                                Duration.ofMinutes(30),
                                true)));
    }

    @Test
    void fillsInEveryDefault() {
        assertThat(read("""
                name: a
                task: { name: t, dialog-id: 1 }
                """))
                .isEqualTo(new Campaign(
                        "a",
                        new InputSettings(List.of(), null),
                        new NumberSettings(Set.of(NumberKind.MOBILE), Multiple.REJECT),
                        new TaskSettings("t", 1, null, false, false, null),
                        new DispatchSettings(
                                Launch.INLINE,
                                Rate.parse("20/s"),
                                16,
                                CallingWindow.parse("09:00-12:00,14:00-21:00"),
                                DispatchSettings.DEFAULT_DAYS,
                                null,
                                ZoneId.of("Asia/Shanghai"),
                                true,
                                true),
                        LimitsSettings.NONE));
    }

    @Test
    void takesValuesAsTheyAreWritten() {
        Campaign campaign = read("""
                name: 2026
                input: { column: 2 }
                numbers:
                task: { name: on, dialog-id: "7", corp-name: 0x10 }
                """);

        assertThat(campaign.name()).isEqualTo("2026");
        assertThat(campaign.input().column()).isEqualTo("2");
        assertThat(campaign.task()).isEqualTo(new TaskSettings("on", 7, "0x10", false, false, null));
    }

    @Test
    void readsAFileWithByteOrderMarkAndWindowsLineEnds() {
        assertThat(read("\uFEFFname: a\r\ntask: { name: t, dialog-id: 1 }\r\n").name())
                .isEqualTo("a");
    }

    @Test
    void followsAliases() {
        assertThat(read("name: &n a\ntask: { name: *n, dialog-id: 1 }\n").task().name())
                .isEqualTo("a");
    }

    @Test
    void reportsEverythingAtOnceInTheOrderOfTheFile() {
        CampaignRefused refused = refused("""
                name: Spring Renewal
                input:
                  flies: [a.csv]
                numbers:
                  accept: [mobile, fax]
                task:
                  dialog-id: -4
                  recall: { times: 11, interval: 5, on: [200000] }
                dispatch:
                  rate: 200/s
                  in-flight: lots
                  window: 21:00-06:00
                  zone: Shanghai
                colour: red
                """);

        assertThat(String.valueOf(refused.getMessage())
                        .replace(folder + "/", "")
                        .lines())
                .containsExactly(
                        "campaign.yml line 1, name: \"Spring Renewal\" is no campaign name; write 1 to 40 of a-z, 0-9"
                                + " and -, beginning with a letter or digit",
                        "campaign.yml line 3, input.flies: unknown key \"flies\"; did you mean \"files\"?",
                        "campaign.yml line 5, numbers.accept[2]: \"fax\" is no kind of number; allowed are mobile and"
                                + " landline",
                        "campaign.yml line 7, task.name: is missing; write the title that the vendor's console shows,"
                                + " 1 to 30 characters",
                        "campaign.yml line 7, task.dialog-id: \"-4\" is no whole number; write digits only, such as 16",
                        "campaign.yml line 8, task.recall.times: \"11\" is out of range; allowed are 1 to 10",
                        "campaign.yml line 8, task.recall.interval: \"5\" is no interval; write whole minutes with"
                                + " their unit, 2m to 30m",
                        "campaign.yml line 8, task.recall.on[1]: \"200000\" is no call state that can be dialled"
                                + " again; allowed are 200002 (busy), 200003 (no answer), 200005 (unreachable), 200010"
                                + " (switched off), 200011 (suspended), 200012 (call loss)",
                        "campaign.yml line 10, dispatch.rate: \"200/s\" is more than an account may submit; allowed"
                                + " are 1/min to 100/s",
                        "campaign.yml line 11, dispatch.in-flight: \"lots\" is no whole number; write digits only,"
                                + " such as 16",
                        "campaign.yml line 12, dispatch.window: range 21:00-06:00 must end after it begins; write hours"
                                + " over midnight as two ranges, such as 21:00-24:00,00:00-06:00",
                        "campaign.yml line 13, dispatch.zone: \"Shanghai\" is no known time zone; write one such as"
                                + " Asia/Shanghai",
                        "campaign.yml line 14, colour: unknown key \"colour\"; known keys here: name, input, numbers,"
                                + " task, dispatch, limits, schedule, inbox");
        assertThat(refused.violations()).hasSize(13);
    }

    private static final String NIGHTLY = """
            name: a
            task: { name: t, dialog-id: 1 }
            """;

    @Test
    void readsScheduleAndInbox() {
        Campaign campaign = read(NIGHTLY + """
                schedule: { cron: "30 2 * * 1-5", missed: ask, missed-within: 90m }
                inbox:
                  folder: exports
                  files: ["crm-*.csv"]
                  quiet-for: 20s
                  marker: .ok
                  wait-for: 30m
                  move-to: exports/done
                  follow-links: true
                """);

        assertThat(campaign.schedule())
                .isEqualTo(new ScheduleSettings(new Cron("30 2 * * 1-5"), Missed.ASK, Duration.ofMinutes(90)));
        assertThat(campaign.inbox())
                .isEqualTo(new InboxSettings(
                        "exports",
                        List.of("crm-*.csv"),
                        Duration.ofSeconds(20),
                        ".ok",
                        Duration.ofMinutes(30),
                        "exports/done",
                        true));
    }

    @Test
    void fillsInTheDefaultsOfScheduleAndInbox() {
        Campaign campaign = read(NIGHTLY + """
                schedule: { cron: "@daily" }
                inbox: { folder: exports }
                """);

        assertThat(campaign.schedule())
                .isEqualTo(new ScheduleSettings(new Cron("@daily"), Missed.RUN_ONCE, Duration.ofHours(12)));
        assertThat(campaign.inbox())
                .isEqualTo(new InboxSettings(
                        "exports",
                        List.of("*.csv", "*.txt", "*.tsv", "*.gz", "*.zip", "*.xlsx", "*.xlsm"),
                        Duration.ofMinutes(1),
                        null,
                        Duration.ofHours(4),
                        null,
                        false));
    }

    @Test
    void wantsTheFilesOfAScheduleNamedInOnePlace() {
        assertThat(refused(NIGHTLY + "schedule: { cron: \"@daily\" }\n"))
                .hasMessageEndingWith(
                        "campaign.yml line 3, schedule: has no files to run with; write an inbox, or" + " input.files");
        assertThat(refused(NIGHTLY + "input: { files: [a.csv] }\ninbox: { folder: exports }\n"))
                .hasMessageEndingWith(
                        "campaign.yml line 4, inbox: stands beside input.files; keep the one that names the"
                                + " files");
        assertThat(refused(NIGHTLY + "input: { files: [\"-\"] }\nschedule: { cron: \"@daily\" }\n"))
                .hasMessageEndingWith(
                        "campaign.yml line 4, schedule: cannot read standard input, which input.files names;"
                                + " name files, or write an inbox");
        assertThat(read(NIGHTLY + "input: { files: [a.csv] }\nschedule: { cron: \"@daily\" }\n")
                        .inbox())
                .isNull();
    }

    @Test
    void saysWhatCanBeDoneWithSeveralNumbers() {
        String campaign = "name: a\ntask: { name: t, dialog-id: 1 }\nnumbers: { multiple: %s }\n";

        assertThat(read(campaign.formatted("take-first")).numbers().multiple()).isEqualTo(Multiple.TAKE_FIRST);
        assertThat(read(campaign.formatted("reject")).numbers().multiple()).isEqualTo(Multiple.REJECT);
        assertThat(refused(campaign.formatted("TAKE_ALL")))
                .hasMessageEndingWith(
                        "campaign.yml line 3, numbers.multiple: \"TAKE_ALL\" is nothing to do with several"
                                + " numbers in one cell; allowed are reject, take-first and take-all");
    }

    private Campaign read(String yaml) {
        try {
            return new CampaignReader().read(Files.writeString(folder.resolve("campaign.yml"), yaml));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private CampaignRefused refused(String yaml) {
        return catchThrowableOfType(CampaignRefused.class, () -> read(yaml));
    }
}
