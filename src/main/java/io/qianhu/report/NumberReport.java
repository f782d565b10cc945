package io.qianhu.report;

import io.qianhu.ledger.FoundNumber;
import io.qianhu.ledger.ListReport;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.NumberFinder;
import io.qianhu.ledger.Origins;
import io.qianhu.ledger.RunFile;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.RunStore;
import io.qianhu.ledger.SoughtNumber;
import io.qianhu.ledger.SuppressionList;
import io.qianhu.ledger.Target;
import io.qianhu.message.Message;
import io.qianhu.number.Shown;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/**
 * Everything that the ledger knows of one number, as {@code find --json} shows it. Names are a promise as in {@link
 * RunSummary}.
 *
 * @param number what was looked for, masked
 * @param runs those that hold it, the latest first
 */
public record NumberReport(String number, List<InRun> runs) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            // For programs of others, which have no words for a key.
            .addModule(new SimpleModule().addSerializer(Message.class, ToStringSerializer.instance))
            .build();

    public NumberReport {
        runs = List.copyOf(runs);
    }

    /**
     * What one run has of the number. The fields from {@code list} to {@code readAt} are those of a callee and null
     * where it is none; those of the task are null before the first submission too.
     *
     * @param list its call list; null also while the list is not full yet
     * @param signedAt of the latest submission
     * @param readAt the first row with the number
     * @param duplicates the rows that are not called because of the first one
     */
    public record InRun(
            String run,
            String campaign,
            Target target,
            String label,
            RunState runState,
            Instant startedAt,
            @Nullable Integer list,
            @Nullable ListState state,
            @Nullable Integer attempt,
            @Nullable String taskName,
            @Nullable String taskId,
            @Nullable Instant signedAt,
            @Nullable Instant answeredAt,
            @Nullable Row readAt,
            List<Row> duplicates,
            List<SuppressedRow> suppressed,
            List<RejectedRow> rejected) {
        public InRun {
            campaign = Shown.line(campaign);
            label = Shown.line(label);
        }
    }

    /**
     * A row of the input.
     *
     * @param file its path, as it was when the run began; empty where an older version did not keep it
     * @param line where it begins, from 1; 0 where an older version did not keep it
     */
    public record Row(String file, long line) {
        public Row {
            file = Shown.line(file);
        }
    }

    /**
     * A row that is not called.
     *
     * @param list path of the do-not-call list, or what stands for the numbers of earlier runs
     */
    public record SuppressedRow(String file, long line, Message list) {
        public SuppressedRow {
            file = Shown.line(file);
        }
    }

    /**
     * A row that is not called.
     *
     * @param reason code, such as {@code too-short}
     */
    public record RejectedRow(String file, long line, String reason) {
        public RejectedRow {
            file = Shown.line(file);
        }
    }

    /** Looks a number up in all runs. */
    public static NumberReport of(SoughtNumber sought, NumberFinder finder, RunStore store) {
        return new NumberReport(
                sought.shown(),
                finder.find(sought).stream().map(found -> inRun(found, store)).toList());
    }

    private static InRun inRun(FoundNumber found, RunStore store) {
        List<RunFile> files = store.files(found.run().id());
        List<SuppressionList> lists = store.suppression(found.run().id());
        FoundNumber.Callee callee = found.callee();
        ListReport list = callee == null ? null : callee.list();
        return new InRun(
                found.run().id(),
                found.run().campaign(),
                found.run().target(),
                found.run().label(),
                found.run().state(),
                found.run().startedAt(),
                list == null ? null : list.number(),
                list == null ? null : list.state(),
                list == null ? null : list.attempt(),
                list == null ? null : list.taskName(),
                list == null ? null : list.taskId(),
                list == null ? null : list.signedAt(),
                list == null ? null : list.answeredAt(),
                callee == null ? null : row(callee.origin(), files),
                found.duplicates().stream().map(origin -> row(origin, files)).toList(),
                found.suppressed().stream()
                        .map(row -> new SuppressedRow(
                                row(row.origin(), files).file(),
                                Origins.lineOf(row.origin()),
                                lists.get(row.list()).name()))
                        .toList(),
                found.rejected().stream()
                        .map(row -> new RejectedRow(
                                files.get(row.file()).path(),
                                row.line(),
                                RejectCode.named(row.reason()).code()))
                        .toList());
    }

    private static Row row(long origin, List<RunFile> files) {
        long line = Origins.lineOf(origin);
        return new Row(line == 0 ? "" : files.get(Origins.fileOf(origin)).path(), line);
    }

    /** Reads what {@link #toJson} wrote. */
    public static NumberReport fromJson(String json) {
        return JSON.readValue(json, NumberReport.class);
    }

    /** The report as indented JSON; instants in ISO-8601, in UTC. */
    public String toJson() {
        return JSON.writeValueAsString(this);
    }
}
