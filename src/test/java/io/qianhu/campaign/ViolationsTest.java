package io.qianhu.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule of the campaign file: one value at the limit that is taken, one past it that is refused. */
class ViolationsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name | a",
                "name | 0-abcdefghijklmnopqrstuvwxyz-0123456789-",
                "task.name | 三十个字三十个字三十个字三十个字三十个字三十个字三十个字三十",
                "task.dialog-id | 1",
                "task.dialog-id | 999999999999999999",
                "task.number-status-ident | true",
                "task.self-line | false",
                "task.recall | { times: 1, interval: 2m, on: [200002] }",
                "task.recall | { times: 10, interval: 30m, on: [200002, 200003, 200005, 200010, 200011, 200012] }",
                "input.files | []",
                "input.column | 1",
                "input.encoding | auto",
                "input.encoding | utf-16be",
                "input.delimiter | auto",
                "input.delimiter | ';'",
                "input.quote | none",
                "input.header | auto",
                "input.header | none",
                "input.header | 1",
                "input.header | 1000",
                "input.sheet | 1",
                "input.sheet | 三十一字三十一字三十一字三十一字三十一字三十一字三十一字三十一",
                "input.column | 手机号",
                "numbers.accept | [landline]",
                "numbers.suppress | []",
                "numbers | { suppress: [dnc.csv], suppress-unreadable: stop }",
                "numbers | { suppress: [dnc.csv], suppress-unreadable: warn }",
                "numbers | { suppress: [dnc.csv], suppress-unreadable: 1 }",
                "numbers | { suppress: [dnc.csv], suppress-unreadable: 20 rows }",
                "numbers.suppress | [dnc/*.csv, 黑名单.csv]",
                "numbers.not-called-within | 1h",
                "numbers.not-called-within | 366d",
                "numbers | { not-called-within: 7d, not-called-scope: campaign }",
                "dispatch.rate | 1/min",
                "dispatch.rate | 100/s",
                "dispatch.rate | 6000/min",
                "dispatch.in-flight | 1",
                "dispatch.in-flight | 200",
                "dispatch.window | always",
                "dispatch.window | 00:00-24:00",
                "dispatch.days | daily",
                "dispatch.days | mon,wed-fri",
                "dispatch.holidays | config/holidays-cn.yml",
                "dispatch.zone | UTC",
                "dispatch.launch | inline",
                "dispatch.verify-first-list | false",
                "dispatch.look-before | false",
                "limits | {}",
                "limits.max-callees | 1",
                "limits.max-callees | 1000000000",
                "limits.max-rejected | 0",
                "limits.max-rejected | 0%",
                "limits.max-rejected | 100%",
                "limits.max-rejected | 12.5 %",
                "limits.max-growth | 1",
                "limits.max-growth | 1000x",
                "limits.max-callees-per-day | 1",
                "limits.canary | 1",
                "limits.canary | 999",
                "limits | { canary: 50, canary-wait: 1s }",
                "limits | { canary: 50, canary-wait: 24h }",
                "inbox | { folder: exports, quiet-for: 1s, wait-for: 0s }",
                "inbox | { folder: exports, quiet-for: 1h, wait-for: 24h }",
                "inbox | { folder: exports, marker: .ok, move-to: exports/done }",
            })
    void takesAValueAtTheLimit(String key, String value) throws IOException {
        assertThat(new CampaignReader().read(campaignWith(key, value))).isNotNull();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name | -a | is no campaign name",
                "name | Abc | is no campaign name",
                "name | a_b | is no campaign name",
                "name | 0-abcdefghijklmnopqrstuvwxyz-0123456789-a | write 1 to 40 of a-z, 0-9 and -",
                "name | '' | is no campaign name",
                "name | null | has no value; write one or remove the key",
                "name | ~ | has no value",
                "name | [a] | a list stands where a single value is expected",
                "name | {a: b} | a group of keys stands where a single value is expected",
                "task | t | \"t\" stands where keys are expected: name, dialog-id, corp-name",
                "task | [a] | a list stands where keys are expected",
                "task.name | \"\" | is blank; write 1 to 30 characters",
                "task.name | \"  \" | is blank; write 1 to 30 characters",
                "task.name | 三十个字三十个字三十个字三十个字三十个字三十个字三十个字三十一 | has 31 characters; allowed are 1 to 30",
                "task.name | \"a\\tb\" | \"a\\u0009b\" holds control characters",
                "task.dialog-id | 0 | \"0\" is no script",
                "task.dialog-id | 1.5 | is no whole number",
                "task.dialog-id | 1_000 | is no whole number",
                "task.dialog-id | 0x10 | is no whole number",
                "task.dialog-id | 1234567890123456789 | is no whole number",
                "task.corp-name | \" \" | is blank; write 1 to 100 characters",
                "task.number-status-ident | yes | \"yes\" is not allowed; write true or false",
                "task.self-line | on | \"on\" is not allowed; write true or false",
                "task.recall.times | 0 | \"0\" is out of range; allowed are 1 to 10",
                "task.recall.times | 11 | \"11\" is out of range; allowed are 1 to 10",
                "task.recall.interval | 1m | \"1m\" is out of range; allowed are more than 1 and at most 30 minutes",
                "task.recall.interval | 31m | \"31m\" is out of range",
                "task.recall.interval | 5 | \"5\" is no interval; write whole minutes with their unit",
                "task.recall.interval | 300s | \"300s\" is no interval",
                "task.recall.interval | 2.5m | \"2.5m\" is no interval",
                "task.recall.on | [] | the list is empty; allowed are 200002 (busy)",
                "task.recall.on | 200010 | \"200010\" stands where a list is expected, such as [200010, 200011]",
                "task.recall.on | [200010, 200010] | a state stands twice",
                "input.encoding | latin1 | \"latin1\" is no encoding that is read; allowed are auto, utf-8, gb18030, utf-16le",
                "input.delimiter | ':' | \":\" is no delimiter that is read; allowed are auto, \",\"",
                "input.quote | '~' | \"~\" is no quote that is read",
                "input.escape | '^' | \"^\" is no escape that is read; allowed are auto, backslash and none",
                "input | { quote: none, escape: backslash } | stands beside input.quote: none, and quotes that are text",
                "input.header | 0 | \"0\" is out of range; allowed are 1 to 1000",
                "input.header | 1001 | \"1001\" is out of range",
                "input.header | top | \"top\" is no line; allowed are auto, none, and the number",
                "input.sheet | 0 | \"0\" is no position; the first sheet is 1",
                "input.sheet | 三十一字三十一字三十一字三十一字三十一字三十一字三十一字三十一字 | allowed are 1 to 31",
                "input.column | 0 | \"0\" is no position; the first column is 1",
                "input.column | \"\" | is blank; write 1 to 100 characters",
                "input.files | a.csv | \"a.csv\" stands where a list is expected, such as [customers/*.csv]",
                "numbers.accept | [] | the list is empty; allowed are mobile and landline",
                "numbers.accept | mobile | \"mobile\" stands where a list is expected, such as [mobile]",
                "numbers.accept | [mobile, mobile] | a kind stands twice",
                "numbers.suppress | dnc.csv | stands where a list is expected, such as [do-not-call/*.csv]",
                "numbers.suppress | ['  '] | is blank",
                "numbers.suppress-unreadable | warn | stands without numbers.suppress",
                "numbers | { suppress: [dnc.csv], suppress-unreadable: 0 } | write stop, warn, or a number of rows",
                "numbers | { suppress: [dnc.csv], suppress-unreadable: 5% } | \"5%\" is no limit of unreadable rows",
                "numbers.not-called-within | 0h | \"0s\" is out of range; allowed are 1h to 366d",
                "numbers.not-called-within | 367d | \"367d\" is out of range",
                "numbers.not-called-within | 30m | is no period; write whole hours or days",
                "numbers.not-called-within | 7 | is no period",
                "numbers | { not-called-within: 7d, not-called-scope: all } | allowed are campaign and any",
                "numbers.not-called-scope | any | stands without numbers.not-called-within",
                "dispatch.launch | upload | \"upload\" is not available in this version; allowed is inline",
                "dispatch.launch | smart-call | is not available in this version",
                "dispatch.launch | aiccs | is not available in this version",
                "dispatch.launch | INLINE | \"INLINE\" is no way to launch; allowed is inline",
                "dispatch.rate | 101/s | allowed are 1/min to 100/s",
                "dispatch.rate | 6001/min | allowed are 1/min to 100/s",
                "dispatch.rate | 0/s | would never submit",
                "dispatch.rate | 20 | \"20\" is no rate; write N/s or N/min",
                "dispatch.in-flight | 0 | \"0\" is out of range; allowed are 1 to 200",
                "dispatch.in-flight | 201 | \"201\" is out of range; allowed are 1 to 200",
                "dispatch.window | 9-12 | \"9-12\" is no calling window",
                "dispatch.window | 09:00-12:00,11:00-13:00 | overlap",
                "dispatch.zone | Asia/Shangai | \"Asia/Shangai\" is no known time zone",
                "dispatch.zone | +08:00 | is no known time zone",
                "dispatch.days | weekdays | names no days; write days such as mon-fri",
                "dispatch.verify-first-list | no | \"no\" is not allowed; write true or false",
                "dispatch.look-before | no | \"no\" is not allowed; write true or false",
                "limits.max-callees | 0 | \"0\" is out of range; allowed are 1 to 1000000000",
                "limits.max-callees | 1000000001 | is out of range; allowed are 1 to 1000000000",
                "limits.max-callees | 10,000 | is no whole number",
                "limits.max-rejected | -1 | \"-1\" is no limit of rejected rows; write a number of rows such as 500",
                "limits.max-rejected | 101% | \"101%\" is out of range; write a number of rows such as 500, or 0% to 100%",
                "limits.max-rejected | 0.5 | \"0.5\" is no limit of rejected rows",
                "limits.max-growth | 0.5x | \"0.5x\" is out of range; write a factor from 1x to 1000x",
                "limits.max-growth | 1001 | \"1001x\" is out of range",
                "limits.max-growth | 50% | \"50%\" is no factor; write a factor from 1x to 1000x, such as 3x or 1.5x",
                "limits.max-callees-per-day | 0 | \"0\" is out of range",
                "limits.canary | 0 | \"0\" is out of range; allowed are 1 to 999",
                "limits.canary | 1000 | \"1000\" is out of range; allowed are 1 to 999",
                "limits.canary-wait | 30m | stands without limits.canary; write limits.canary",
                "limits | { canary: 50, canary-wait: 30 } | \"30\" is no duration; write whole units with their unit",
                "limits | { canary: 50, canary-wait: 0s } | \"0s\" is out of range; allowed are 1s to 24h",
                "limits.empty-run | refuse | \"refuse\" is not allowed; write ok or attention",
                "input.empty-files | attention | \"attention\" is not allowed; write ok or refuse",
                "limits | { canary: 50, canary-wait: 25h } | \"25h\" is out of range; allowed are 1s to 24h",
            })
    void refusesAValueAndNamesKeyLineValueAndWhatIsAllowed(String key, String value, String problem)
            throws IOException {
        assertThat(violationOf(key, value).toString())
                .startsWith(folder.resolve("campaign.yml") + " line ")
                .contains(", " + key)
                .contains(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "name, name",
        "task, task.name",
        "task.name, task.name",
        "task.dialog-id, task.dialog-id",
        "task.recall.times, task.recall.times",
        "task.recall.interval, task.recall.interval",
        "task.recall.on, task.recall.on",
    })
    void namesARequiredKeyThatIsMissing(String removed, String named) throws IOException {
        CampaignRefused refused = refused(write(without(removed)));

        assertThat(refused.violations()).anySatisfy(violation -> {
            assertThat(violation.key()).isEqualTo(named);
            assertThat(violation.problem()).asString().startsWith("is missing; write ");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "dispach, dispatch",
        "Name, name",
        "tasks, task",
        "dispatch.inFlight, in-flight",
        "dispatch.in_flight, in-flight",
        "dispatch.rates, rate",
        "dispatch.zones, zone",
        "task.dialogid, dialog-id",
        "task.corp_name, corp-name",
        "task.recall.time, times",
        "input.file, files",
        "input.colum, column",
        "limits.max-calles, max-callees",
    })
    void namesTheNearestKnownKey(String key, String nearest) throws IOException {
        assertThat(violationOf(key, "x").problem()).asString().endsWith("did you mean \"" + nearest + "\"?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "priority | name, input, numbers, task, dispatch, limits, schedule, inbox",
                "dispatch.colour | launch, rate, in-flight, window, days, holidays, zone, verify-first-list, look-before",
                "task.recall.x | times, interval, on",
                "input.<< | files, encoding, delimiter, quote, escape, header, column, sheet, empty-files",
            })
    void namesTheKnownKeysWhenNoneIsNear(String key, String known) throws IOException {
        assertThat(violationOf(key, "x").problem()).asString().endsWith("known keys here: " + known);
    }

    @Test
    void refusesAKeyGivenTwice() throws IOException {
        assertThat(violationOf("dispatch.rate", "1/s\n  rate: 2/s"))
                .hasToString(folder.resolve("campaign.yml")
                        + " line 7, dispatch.rate: is given twice, first on line 6; keep one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"13800130000 X", "call +86 138-0013-0000"})
    void masksPhoneNumbersInMessages(String value) throws IOException {
        assertThat(violationOf("name", value).problem())
                .asString()
                .contains("138****0000")
                .doesNotContain("0013");
    }

    @Test
    void shortensAValueInAMessage() throws IOException {
        assertThat(violationOf("name", "X".repeat(500)).problem()).asString().startsWith("\"" + "X".repeat(60) + "…\"");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "inbox | {} | is missing; write the folder that the files come into",
                "inbox | { folder: in, files: [] } | the list is empty; write names",
                "inbox | { folder: in, files: [a/*.csv] } | \"a/*.csv\" is no name; the folder stands in inbox.folder",
                "inbox | { folder: in, quiet-for: 0s } | \"0s\" is out of range; allowed are 1s to 1h",
                "inbox | { folder: in, quiet-for: 61m } | \"61m\" is out of range; allowed are 1s to 1h",
                "inbox | { folder: in, marker: ok } | \"ok\" is no marker; write what stands behind the file's name",
                "inbox | { folder: in, marker: '' } | is no marker",
                "inbox | { folder: in, wait-for: 25h } | \"25h\" is out of range; allowed are 0s to 24h",
                "inbox | { folder: in, move-to: ./in } | \"./in\" is the inbox itself; name another folder",
            })
    void refusesAnInboxThatCannotWork(String key, String value, String problem) throws IOException {
        assertThat(violationOf(key, value).problem()).asString().contains(problem);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "cron: 0 2 * * | it has 4 fields instead of five); write minute hour day-of-month month day-of-week",
                "cron: 0 0 2 * * * | it has 6 fields instead of five, without seconds)",
                "cron: 60 2 * * * | is no cron (Invalid value for MinuteOfHour (valid values 0 - 59): 60 '60'); write",
                "cron: 0 2 * * funday | is no cron (",
                "cron: '@nightly' | is no cron (it is none of the words @hourly, @daily, @midnight, @weekly, @monthly, @yearly,",
                "cron: 0 0 30 2 * | never comes round; write minute hour",
                "missed: skip | cron: is missing; write when it runs",
                "cron: '@daily', missed: twice | \"twice\" is nothing to do with a missed schedule; allowed are skip",
                "cron: '@daily', missed-within: 59s | \"59s\" is out of range; allowed are 1m to 168h",
                "cron: '@daily', missed-within: 169h | \"169h\" is out of range; allowed are 1m to 168h",
            })
    void refusesAScheduleThatCannotWork(String schedule, String problem) throws IOException {
        Map<String, Object> campaign = smallest();
        level(campaign, "input").put("files", "[a.csv]");
        campaign.put("schedule", "{ " + schedule + " }");
        CampaignRefused refused = refused(write(campaign));
        assertThat(refused.violations()).hasSize(1);
        assertThat(refused).hasMessageContaining(problem);
    }

    private Violation violationOf(String key, String value) throws IOException {
        CampaignRefused refused = refused(campaignWith(key, value));
        assertThat(refused.violations()).hasSize(1);
        return refused.violations().get(0);
    }

    private static CampaignRefused refused(Path file) {
        CampaignRefused refused = catchThrowableOfType(CampaignRefused.class, () -> new CampaignReader().read(file));
        assertThat(refused).as("the file is taken").isNotNull();
        return refused;
    }

    private Path campaignWith(String key, String value) throws IOException {
        Map<String, Object> campaign = key.startsWith("task.recall.") ? withRecall() : smallest();
        levelOf(key, campaign).put(lastOf(key), value);
        return write(campaign);
    }

    private static Map<String, Object> without(String key) {
        Map<String, Object> campaign = withRecall();
        levelOf(key, campaign).remove(lastOf(key));
        return campaign;
    }

    private static Map<String, Object> levelOf(String key, Map<String, Object> campaign) {
        Map<String, Object> level = campaign;
        List<String> path = List.of(key.split("\\."));
        for (String above : path.subList(0, path.size() - 1)) {
            level = level(level, above);
        }
        return level;
    }

    private static String lastOf(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    private static Map<String, Object> withRecall() {
        Map<String, Object> campaign = smallest();
        level(campaign, "task")
                .put("recall", new LinkedHashMap<>(Map.of("times", "1", "interval", "2m", "on", "[200010]")));
        return campaign;
    }

    private static Map<String, Object> smallest() {
        Map<String, Object> task = new LinkedHashMap<>(Map.of("name", "t"));
        task.put("dialog-id", "1");
        Map<String, Object> campaign = new LinkedHashMap<>(Map.of("name", "a"));
        campaign.put("task", task);
        return campaign;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> level(Map<String, Object> above, String key) {
        return (Map<String, Object>) above.computeIfAbsent(key, absent -> new LinkedHashMap<String, Object>());
    }

    private Path write(Map<String, Object> campaign) throws IOException {
        return Files.writeString(folder.resolve("campaign.yml"), yaml(campaign, ""));
    }

    @SuppressWarnings("unchecked")
    private static String yaml(Map<String, Object> level, String indent) {
        StringBuilder yaml = new StringBuilder();
        level.forEach((key, value) -> yaml.append(indent)
                .append(key)
                .append(':')
                .append(
                        value instanceof Map
                                ? "\n" + yaml((Map<String, Object>) value, indent + "  ")
                                : " " + value + "\n"));
        return yaml.toString();
    }
}
