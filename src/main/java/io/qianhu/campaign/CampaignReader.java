package io.qianhu.campaign;

import static io.qianhu.campaign.Violation.quoted;

import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import io.qianhu.number.Multiple;
import io.qianhu.number.NumberKind;
import io.qianhu.pace.CallingDays;
import io.qianhu.pace.CallingWindow;
import io.qianhu.pace.HolidayCalendar;
import io.qianhu.pace.Rate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a campaign file: which key stands where, what each defaults to, and everything that is wrong, at once. */
public final class CampaignReader {
    private static final String STANDARD_INPUT = "-";
    private static final Cron HOURLY = new Cron("@hourly");
    private static final List<String> CAMPAIGN_KEYS =
            List.of("name", "input", "numbers", "task", "dispatch", "limits", "schedule", "inbox");
    private static final List<String> INPUT_KEYS =
            List.of("files", "encoding", "delimiter", "quote", "escape", "header", "column", "sheet", "empty-files");
    private static final List<String> NUMBER_KEYS =
            List.of("accept", "multiple", "suppress", "suppress-unreadable", "not-called-within", "not-called-scope");
    private static final List<String> TASK_KEYS =
            List.of("name", "dialog-id", "corp-name", "number-status-ident", "self-line", "recall");
    private static final List<String> RECALL_KEYS = List.of("times", "interval", "on");
    private static final List<String> DISPATCH_KEYS = List.of(
            "launch", "rate", "in-flight", "window", "days", "holidays", "zone", "verify-first-list", "look-before");
    private static final List<String> LIMITS_KEYS = List.of(
            "max-callees", "max-rejected", "max-growth", "max-callees-per-day", "canary", "canary-wait", "empty-run");
    private static final List<String> SCHEDULE_KEYS = List.of("cron", "missed", "missed-within");
    private static final List<String> INBOX_KEYS =
            List.of("folder", "files", "quiet-for", "marker", "wait-for", "move-to", "follow-links");

    /**
     * Reads and checks a file.
     *
     * @param path UTF-8, at most 1 MiB
     * @throws CampaignRefused with every violation, when the file cannot be read or holds any
     */
    public Campaign read(Path path) {
        return read(path, other -> {});
    }

    /**
     * As above.
     *
     * @param others hears of each further file just before it is read, such as that of the holidays
     */
    public Campaign read(Path path, Consumer<Path> others) {
        Node root = YamlSource.read(path)
                .orElseThrow(() -> CampaignRefused.of(path, Message.of("campaign.empty-write-campaign-least-name")));
        Violations violations = new Violations(path.toString());
        YamlMap map = YamlMap.of(root, "", CAMPAIGN_KEYS, violations);
        String name = map.required(
                "name", Message.of("campaign.write-name-spring-renewal"), Campaign::requireName, "placeholder");
        InputSettings input = input(map.map("input", INPUT_KEYS));
        NumberSettings numbers = numbers(map.map("numbers", NUMBER_KEYS));
        TaskSettings task = task(map.map("task", TASK_KEYS));
        DispatchSettings dispatch = dispatch(map.map("dispatch", DISPATCH_KEYS), others);
        LimitsSettings limits = limits(map.map("limits", LIMITS_KEYS));
        ScheduleSettings schedule = map.has("schedule") ? schedule(map.map("schedule", SCHEDULE_KEYS)) : null;
        InboxSettings inbox = map.has("inbox") ? inbox(map.map("inbox", INBOX_KEYS)) : null;
        requireOneInput(map, input, schedule, inbox);
        violations.refuseIfAny();
        return new Campaign(name, input, numbers, task, dispatch, limits, schedule, inbox);
    }

    private static void requireOneInput(
            YamlMap map, InputSettings input, @Nullable ScheduleSettings schedule, @Nullable InboxSettings inbox) {
        if (inbox != null && !input.files().isEmpty()) {
            map.refuse("inbox", Message.of("campaign.stands-beside-input-files"));
        }
        if (schedule != null && inbox == null && input.files().isEmpty()) {
            map.refuse("schedule", Message.of("campaign.no-files-run"));
        }
        if (schedule != null && input.files().contains(STANDARD_INPUT)) {
            map.refuse("schedule", Message.of("campaign.cannot-read-standard-input"));
        }
    }

    private static ScheduleSettings schedule(YamlMap map) {
        return new ScheduleSettings(
                map.required("cron", Message.of("campaign.write-when-runs"), Cron::new, HOURLY),
                map.value("missed", Missed::of, ScheduleSettings.DEFAULT_MISSED),
                map.value(
                        "missed-within",
                        text -> ScheduleSettings.requireWithin(Text.duration(text)),
                        ScheduleSettings.DEFAULT_MISSED_WITHIN));
    }

    private static InboxSettings inbox(YamlMap map) {
        String folder = map.required(
                "folder",
                Message.of("campaign.write-folder-files-come-into"),
                text -> Text.line(InputSettings.LONGEST_FILE, text),
                "placeholder");
        return new InboxSettings(
                folder,
                map.list(
                        "files",
                        "[\"*.csv\"]",
                        InboxSettings::requireName,
                        InboxSettings::requireNames,
                        InboxSettings.DEFAULT_FILES),
                map.value(
                        "quiet-for",
                        text -> InboxSettings.requireQuiet(Text.duration(text)),
                        InboxSettings.DEFAULT_QUIET_FOR),
                map.optional("marker", InboxSettings::requireMarker).orElse(null),
                map.value(
                        "wait-for", text -> InboxSettings.requireWait(Text.duration(text)), InboxSettings.DEFAULT_WAIT),
                map.optional("move-to", text -> InboxSettings.requireElsewhere(text, folder))
                        .orElse(null),
                map.value("follow-links", Text::bool, InboxSettings.DEFAULT_FOLLOW));
    }

    private static InputSettings input(YamlMap map) {
        List<String> files = map.list(
                "files",
                "[customers/*.csv]",
                text -> Text.line(InputSettings.LONGEST_FILE, text),
                list -> list,
                InputSettings.DEFAULT_FILES);
        boolean quote = map.value("quote", InputSettings::requireQuote, InputSettings.DEFAULT_QUOTE);
        Boolean escape = unlessAuto(map, "escape", InputSettings::requireEscape);
        if (!quote && Boolean.TRUE.equals(escape)) {
            map.refuse("escape", Message.of("campaign.stands-beside-input-quote"));
            escape = null;
        }
        return new InputSettings(
                files,
                unlessAuto(map, "encoding", TextEncoding::of),
                unlessAuto(map, "delimiter", InputSettings::requireDelimiter),
                quote,
                escape,
                unlessAuto(map, "header", InputSettings::requireHeader),
                map.optional("column", InputSettings::requireColumn).orElse(null),
                map.optional("sheet", InputSettings::requireSheet).orElse(null),
                map.value("empty-files", InputSettings::requireEmptyFiles, InputSettings.DEFAULT_EMPTY_FILES));
    }

    private static <T> @Nullable T unlessAuto(YamlMap map, String key, Function<String, T> reader) {
        return map.<Optional<T>>value(
                        key,
                        text -> text.equals("auto") ? Optional.empty() : Optional.of(reader.apply(text)),
                        Optional.empty())
                .orElse(null);
    }

    private static NumberSettings numbers(YamlMap map) {
        List<NumberKind> accept = map.list(
                "accept",
                "[mobile]",
                CampaignReader::kind,
                CampaignReader::requireKinds,
                List.copyOf(NumberSettings.DEFAULT_ACCEPT));
        List<String> suppress = map.list(
                "suppress",
                "[do-not-call/*.csv]",
                text -> Text.line(InputSettings.LONGEST_FILE, text),
                list -> list,
                NumberSettings.DEFAULT_SUPPRESS);
        map.requireBeside(
                "suppress-unreadable", "suppress", Message.of("campaign.write-numbers-suppress-do-not-call-csv"));
        UnreadableLimit unreadable =
                map.value("suppress-unreadable", UnreadableLimit::parse, NumberSettings.DEFAULT_UNREADABLE);
        Duration notCalled = map.optional(
                        "not-called-within", text -> NumberSettings.requireNotCalled(Text.period(text)))
                .orElse(null);
        map.requireBeside(
                "not-called-scope", "not-called-within", Message.of("campaign.write-numbers-not-called-within-d"));
        CalledScope scope = map.value("not-called-scope", CalledScope::of, NumberSettings.DEFAULT_NOT_CALLED_SCOPE);
        Multiple multiple = map.value("multiple", CampaignReader::multiple, NumberSettings.DEFAULT_MULTIPLE);
        return new NumberSettings(Set.copyOf(accept), multiple, suppress, unreadable, notCalled, scope);
    }

    private static Multiple multiple(String text) {
        return Multiple.keyed(text)
                .orElseThrow(() -> new InvalidValue(Message.of("campaign.nothing-several-numbers-cell", quoted(text))));
    }

    private static NumberKind kind(String text) {
        if (text.equals("mobile")) {
            return NumberKind.MOBILE;
        }
        if (text.equals("landline")) {
            return NumberKind.LANDLINE;
        }
        throw new InvalidValue(Message.of("campaign.no-kind-number", quoted(text)));
    }

    private static List<NumberKind> requireKinds(List<NumberKind> kinds) {
        if (kinds.isEmpty()) {
            throw new InvalidValue(Message.of("campaign.list-empty-allowed-mobile-landline"));
        }
        if (EnumSet.copyOf(kinds).size() < kinds.size()) {
            throw new InvalidValue(Message.of("campaign.kind-stands-twice"));
        }
        return kinds;
    }

    private static TaskSettings task(YamlMap map) {
        String name = map.required(
                "name",
                Message.of("campaign.write-title-vendor-console-shows"),
                text -> Text.line(TaskSettings.LONGEST_NAME, text),
                "placeholder");
        long dialogId = map.required(
                "dialog-id",
                Message.of("campaign.write-number-approved-script"),
                text -> TaskSettings.requireDialogId(Text.wholeNumber(text)),
                1L);
        String corpName = map.optional("corp-name", text -> Text.line(TaskSettings.LONGEST_CORP_NAME, text))
                .orElse(null);
        boolean ident = map.value("number-status-ident", Text::bool, TaskSettings.DEFAULT_NUMBER_STATUS_IDENT);
        boolean selfLine = map.value("self-line", Text::bool, TaskSettings.DEFAULT_SELF_LINE);
        RecallSettings recall = map.has("recall") ? recall(map.map("recall", RECALL_KEYS)) : null;
        return new TaskSettings(name, dialogId, corpName, ident, selfLine, recall);
    }

    private static RecallSettings recall(YamlMap map) {
        int times = map.required(
                "times",
                Message.of("campaign.write-how-often-platform-dials"),
                text -> Text.between(1, RecallSettings.MOST_TIMES, text),
                1);
        Duration interval = map.required(
                "interval",
                Message.of("campaign.write-minutes-between-two-attempts"),
                RecallSettings::interval,
                RecallSettings.SHORTEST_INTERVAL);
        List<Integer> placeholder = List.of(200_002);
        List<Integer> on = map.requiredList(
                "on", "[200010, 200011]", RecallSettings::state, RecallSettings::requireStates, placeholder);
        return new RecallSettings(times, interval, on);
    }

    private static DispatchSettings dispatch(YamlMap map, Consumer<Path> others) {
        return new DispatchSettings(
                map.value("launch", Launch::of, DispatchSettings.DEFAULT_LAUNCH),
                map.value(
                        "rate", text -> DispatchSettings.requireRate(Rate.parse(text)), DispatchSettings.DEFAULT_RATE),
                map.value(
                        "in-flight",
                        text -> Text.between(1, DispatchSettings.MOST_IN_FLIGHT, text),
                        DispatchSettings.DEFAULT_IN_FLIGHT),
                map.value("window", CallingWindow::parse, DispatchSettings.DEFAULT_WINDOW),
                map.value("days", CallingDays::parse, DispatchSettings.DEFAULT_DAYS),
                map.optional("holidays", text -> holidays(text, others)).orElse(null),
                map.value("zone", DispatchSettings::zone, DispatchSettings.DEFAULT_ZONE),
                map.value("verify-first-list", Text::bool, DispatchSettings.DEFAULT_VERIFY_FIRST_LIST),
                map.value("look-before", Text::bool, DispatchSettings.DEFAULT_LOOK_BEFORE));
    }

    private static HolidayCalendar holidays(String file, Consumer<Path> others) {
        try {
            Path path = Path.of(file);
            others.accept(path);
            return HolidayFile.read(path);
        } catch (CampaignRefused refused) {
            throw new InvalidValue(
                    Message.of(
                            "campaign.cannot-used",
                            Message.joined(
                                            "message.semicolon",
                                            refused.violations().stream()
                                                    .map(Violation::said)
                                                    .toList())
                                    .orElse(Message.NONE)),
                    refused);
        }
    }

    private static LimitsSettings limits(YamlMap map) {
        Integer canary = map.optional("canary", text -> Text.between(1, LimitsSettings.LARGEST_CANARY, text))
                .orElse(null);
        Duration wait = map.optional("canary-wait", text -> LimitsSettings.requireWait(Text.duration(text)))
                .orElse(null);
        map.requireBeside("canary-wait", "canary", Message.of("campaign.write-limits-canary-callees-first-list"));
        return new LimitsSettings(
                map.optional("max-callees", CampaignReader::callees).orElse(null),
                map.optional("max-rejected", RejectLimit::parse).orElse(null),
                map.optional("max-growth", GrowthLimit::parse).orElse(null),
                map.optional("max-callees-per-day", CampaignReader::callees).orElse(null),
                canary,
                canary == null ? null : wait,
                map.value("empty-run", LimitsSettings::requireEmptyRun, LimitsSettings.DEFAULT_EMPTY_RUN));
    }

    private static int callees(String text) {
        return Text.between(1, LimitsSettings.MOST_CALLEES, text);
    }
}
