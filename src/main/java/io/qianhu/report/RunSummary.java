package io.qianhu.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.qianhu.ledger.Books;
import io.qianhu.ledger.Cancellation;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunFile;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.SuppressionList;
import io.qianhu.ledger.Target;
import io.qianhu.message.Message;
import io.qianhu.number.Shown;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/**
 * A run and its books as {@code summary.json} and {@code status --json} show them. The names and their order are a
 * promise to the programs that read them; new ones may be added, none is renamed. Whatever a person or a file has named
 * is as {@link Shown} shows it: the ledger alone keeps the name by which a file is opened.
 *
 * @param moreNumbers numbers taken beside the first one of their row, from cells that hold several
 * @param numbersPassedOver numbers that were not taken from such cells, though another one of the cell was; in no sum
 * @param rejectedByReason rows by reason code, such as {@code too-short}
 * @param rejectExamples one row for each reason, the first one; none where an older version counted
 * @param duplicatesUnlisted duplicates that {@code duplicates.csv} lacks, because an older version only counted them
 * @param suppressionLists what the rows are kept from, in the order of the run
 * @param callees distinct accepted numbers; each is in exactly one of the groups that follow
 * @param calleesSubmitted callees whose robot task is known
 * @param calleesUnconfirmed callees of requests whose fate nobody knows, those in flight among them
 * @param calleesPending callees that were not submitted yet
 * @param lists call lists by state, every state among them
 * @param finishedAt null while the run is unfinished
 * @param cancelled who gave the run up; null when nobody did
 * @param retryOf the run whose repaired rejects it reads; null when there is none
 * @param purgedAt since when only the counts of the run are left; null when all is there
 * @param lookedBefore whether tasks of the run are looked for before any is submitted; null as long as nothing was to be
 * @param balanced whether every row and every callee is accounted for
 */
@JsonPropertyOrder({
    "run",
    "campaign",
    "target",
    "label",
    "state",
    "note",
    "files",
    "rowsRead",
    "moreNumbers",
    "numbersPassedOver",
    "rejected",
    "rejectedByReason",
    "rejectExamples",
    "duplicates",
    "duplicatesUnlisted",
    "suppressed",
    "suppressionLists",
    "callees",
    "calleesSubmitted",
    "calleesRefused",
    "calleesUnconfirmed",
    "calleesHeld",
    "calleesPending",
    "calleesAbandoned",
    "lists",
    "startedAt",
    "finishedAt",
    "cancelled",
    "retryOf",
    "purgedAt",
    "lookedBefore",
    "balanced"
})
public record RunSummary(
        String run,
        String campaign,
        Target target,
        String label,
        RunState state,

        @Nullable Message note,

        List<InputFile> files,
        long rowsRead,
        long moreNumbers,
        long numbersPassedOver,
        long rejected,
        SortedMap<String, Long> rejectedByReason,
        SortedMap<String, RejectedCell> rejectExamples,
        long duplicates,
        long duplicatesUnlisted,
        long suppressed,
        List<SuppressedBy> suppressionLists,
        long callees,
        long calleesSubmitted,
        long calleesRefused,
        long calleesUnconfirmed,
        long calleesHeld,
        long calleesPending,
        long calleesAbandoned,
        Map<ListState, Long> lists,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable CancelledBy cancelled,
        @Nullable String retryOf,
        @Nullable Instant purgedAt,
        @Nullable Boolean lookedBefore,
        boolean balanced) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            // For programs of others, which have no words for a key.
            .addModule(new SimpleModule().addSerializer(Message.class, ToStringSerializer.instance))
            // What an earlier version wrote lacks the counts that were added since.
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    public RunSummary {
        campaign = Shown.line(campaign);
        label = Shown.line(label);
        files = List.copyOf(files);
        suppressionLists = List.copyOf(suppressionLists);
        rejectedByReason = Collections.unmodifiableSortedMap(new TreeMap<>(rejectedByReason));
        // An earlier version has none.
        rejectExamples = Collections.unmodifiableSortedMap(
                new TreeMap<>(Objects.requireNonNullElse(rejectExamples, Collections.emptySortedMap())));
        Map<ListState, Long> everyState = new EnumMap<>(ListState.class);
        for (ListState one : ListState.values()) {
            everyState.put(one, lists.getOrDefault(one, 0L));
        }
        lists = Collections.unmodifiableMap(everyState);
    }

    /**
     * A file that the run reads.
     *
     * @param path as it was when the run began
     * @param sha256 of its bytes, in hexadecimal
     */
    public record InputFile(String path, long bytes, String sha256) {
        public InputFile {
            path = Shown.line(path);
        }
    }

    /**
     * A rejected row as an example of its reason.
     *
     * @param file its path, as it was when the run began
     * @param line where it begins, from 1
     * @param cell its phone cell: letters as {@code x}, most digits as {@code *}, cut after 30 characters; empty where
     *     the row has none
     */
    public record RejectedCell(String file, long line, String cell) {
        public RejectedCell {
            file = Shown.line(file);
        }
    }

    /**
     * A suppression list and what it did.
     *
     * @param path of the file as it was when the run began, or what stands for the numbers of earlier runs
     * @param sha256 of its bytes, in hexadecimal; null where it is no file
     * @param numbers rows of it that are numbers
     * @param unreadable rows of it that are none
     * @param suppressed rows of the input that are not called for it
     */
    public record SuppressedBy(
            Message path, long bytes, @Nullable String sha256, long numbers, long unreadable, long suppressed) {}

    /**
     * A person who gave a run up.
     *
     * @param reason may be empty
     */
    public record CancelledBy(String by, String reason, Instant at) {
        public CancelledBy {
            by = Shown.line(by);
            reason = Shown.line(reason);
        }

        static @Nullable CancelledBy of(@Nullable Cancellation cancellation) {
            return cancellation == null
                    ? null
                    : new CancelledBy(cancellation.by(), cancellation.reason(), cancellation.at());
        }
    }

    /** Puts together what the ledger holds of one run. */
    public static RunSummary of(Run run, List<RunFile> files, List<SuppressionList> suppression, Books books) {
        SortedMap<String, Long> rejectedByReason = new TreeMap<>();
        books.rejectedByReason()
                .forEach((reason, rows) ->
                        rejectedByReason.merge(RejectCode.named(reason).code(), rows, Long::sum));
        SortedMap<String, RejectedCell> rejectExamples = new TreeMap<>();
        books.rejectExamples()
                .forEach((reason, row) -> rejectExamples.putIfAbsent(
                        RejectCode.named(reason).code(),
                        new RejectedCell(files.get(row.file()).path(), row.line(), row.cell())));
        return new RunSummary(
                run.id(),
                run.campaign(),
                run.target(),
                run.label(),
                run.state(),
                run.note(),
                files.stream()
                        .map(file -> new InputFile(file.path(), file.bytes(), file.sha256()))
                        .toList(),
                books.rowsRead(),
                books.moreNumbers(),
                books.passedOver(),
                books.rejected(),
                rejectedByReason,
                rejectExamples,
                books.duplicates(),
                books.duplicates() - books.storedDuplicates(),
                books.suppressed(),
                suppression.stream()
                        .map(list -> new SuppressedBy(
                                list.name(),
                                list.bytes(),
                                list.sha256(),
                                list.numbers(),
                                list.unreadable(),
                                list.suppressed()))
                        .toList(),
                books.callees(),
                books.callees(ListState.ACCEPTED),
                books.callees(ListState.REFUSED),
                books.calleesUnconfirmed(),
                books.callees(ListState.HELD),
                books.calleesPending(),
                books.callees(ListState.ABANDONED),
                books.lists(),
                run.startedAt(),
                run.finishedAt(),
                CancelledBy.of(run.cancelled()),
                run.retryOf(),
                run.purgedAt(),
                run.looksAs() == null ? null : !run.looksAs().isEmpty(),
                books.balanced());
    }

    /**
     * Reads what {@link #toJson} wrote; fields that this version does not know are passed over, counts that are missing
     * are 0.
     */
    public static RunSummary fromJson(String json) {
        return JSON.readValue(json, RunSummary.class);
    }

    /** The summary as indented JSON; instants in ISO-8601, in UTC. */
    public String toJson() {
        return JSON.writeValueAsString(this);
    }

    /** How many call lists are in this state. */
    long lists(ListState state) {
        return lists.getOrDefault(state, 0L);
    }

    /** The groups that the callees fall into; their sum is {@link #callees} when the books balance. */
    long calleesAccountedFor() {
        return calleesSubmitted + calleesRefused + calleesUnconfirmed + calleesHeld + calleesPending + calleesAbandoned;
    }

    /** The groups that rows and numbers fall into; their sum is {@link #rowsRead} when the books balance. */
    long rowsAccountedFor() {
        return callees + rejected + duplicates + suppressed - moreNumbers;
    }

    /** Callees of lists that have not come to an end. */
    long calleesOpen() {
        return calleesUnconfirmed + calleesHeld + calleesPending;
    }
}
