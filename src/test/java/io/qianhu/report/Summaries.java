package io.qianhu.report;

import io.qianhu.ledger.Books;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.RejectExample;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunFile;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.SuppressionList;
import io.qianhu.ledger.Target;
import io.qianhu.message.Message;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs as examples. */
final class Summaries {
    static final Instant STARTED = Instant.parse("2026-03-02T01:00:00Z");

    private static final List<SuppressionList> LISTS = List.of(
            new SuppressionList(0, Message.text("黑名单.csv"), 70_000, "b2".repeat(32), 4_970, 30, 990),
            new SuppressionList(1, Message.text("called within 7d"), 0, null, 0, 0, 10));

    private Summaries() {}

    /** Everything went well. */
    static RunSummary completed() {
        return summary(
                RunState.COMPLETED,
                null,
                STARTED.plusSeconds(252),
                new Books(
                        2_010_003,
                        new TreeMap<>(Map.of("EMPTY", 1L, "LOST_DIGITS", 2L)),
                        new TreeMap<>(Map.of("LOST_DIGITS", new RejectExample(0, 17, "1.3*x+**"))),
                        9_000,
                        9_000,
                        1_000,
                        2_000_000,
                        0,
                        2_000_000,
                        Map.of(ListState.ACCEPTED, 2_000L),
                        Map.of(ListState.ACCEPTED, 2_000_000L),
                        0,
                        0));
    }

    /** Lists in every state. */
    static RunSummary stopped() {
        return summary(
                RunState.STOPPED,
                "stopped on request",
                null,
                new Books(
                        6_005,
                        new TreeMap<>(),
                        new TreeMap<>(),
                        0,
                        0,
                        0,
                        6_005,
                        5,
                        6_000,
                        Map.of(
                                ListState.PENDING, 1L,
                                ListState.SUBMITTING, 2L,
                                ListState.UNCONFIRMED, 3L,
                                ListState.HELD, 4L,
                                ListState.ACCEPTED, 5L,
                                ListState.REFUSED, 6L,
                                ListState.ABANDONED, 7L),
                        Map.of(
                                ListState.PENDING, 100L,
                                ListState.SUBMITTING, 200L,
                                ListState.UNCONFIRMED, 300L,
                                ListState.HELD, 400L,
                                ListState.ACCEPTED, 3_700L,
                                ListState.REFUSED, 600L,
                                ListState.ABANDONED, 700L),
                        0,
                        0));
    }

    /** Ten callees from seven rows with one number, one with three and one rejected; two numbers were passed over. */
    static RunSummary severalNumbers() {
        return summary(
                RunState.COMPLETED,
                null,
                STARTED,
                new Books(
                        9,
                        new TreeMap<>(Map.of("EMPTY", 1L)),
                        new TreeMap<>(),
                        0,
                        0,
                        0,
                        10,
                        0,
                        10,
                        Map.of(ListState.ACCEPTED, 1L),
                        Map.of(ListState.ACCEPTED, 10L),
                        2,
                        2));
    }

    /** Both rows are rejected. */
    static RunSummary nobody() {
        return summary(
                RunState.ATTENTION,
                "nobody is called",
                STARTED,
                new Books(
                        2,
                        new TreeMap<>(Map.of("EMPTY", 2L)),
                        new TreeMap<>(),
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        Map.of(),
                        Map.of(),
                        0,
                        0));
    }

    /** An older version counted 20 of 30 duplicates and stored none of them. */
    static RunSummary begunByAnOlderVersion() {
        return summary(
                RunState.COMPLETED,
                null,
                STARTED,
                new Books(
                        40,
                        new TreeMap<>(),
                        new TreeMap<>(),
                        30,
                        10,
                        0,
                        10,
                        0,
                        10,
                        Map.of(ListState.ACCEPTED, 1L),
                        Map.of(ListState.ACCEPTED, 10L),
                        0,
                        0));
    }

    static RunSummary in(RunState state) {
        return oneList(state, 10, 10, 10);
    }

    /** A run of one list whose books have these figures. */
    static RunSummary oneList(long rows, long callees, long stored) {
        return oneList(RunState.COMPLETED, rows, callees, stored);
    }

    private static RunSummary oneList(RunState state, long rows, long callees, long stored) {
        return summary(
                state,
                null,
                STARTED,
                new Books(
                        rows,
                        new TreeMap<>(),
                        new TreeMap<>(),
                        0,
                        0,
                        0,
                        callees,
                        0,
                        stored,
                        Map.of(ListState.ACCEPTED, 1L),
                        Map.of(ListState.ACCEPTED, 10L),
                        0,
                        0));
    }

    private static RunSummary summary(
            RunState state, @Nullable String note, @Nullable Instant finishedAt, Books books) {
        Run run = new Run(
                "k3f9x2mq",
                "spring-renewal",
                Target.SANDBOX,
                "second",
                "0".repeat(64),
                state,
                "",
                true,
                note == null ? null : Message.text(note),
                STARTED,
                finishedAt);
        return RunSummary.of(
                run,
                List.of(new RunFile(0, "三月/numbers.csv", 1_234_567, "a1".repeat(32), "{}")),
                books.suppressed() == 0 ? List.of() : LISTS,
                books);
    }
}
