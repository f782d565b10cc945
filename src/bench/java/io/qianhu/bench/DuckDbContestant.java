package io.qianhu.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** DuckDB through its JDBC driver: the same normalizing, distinct numbers, lists of 1,000 and a count of rejects. */
final class DuckDbContestant implements Contestant {
    private static final int THREADS = 2;
    /** Rows that DuckDB passes over without counting them. */
    private static final List<String> UNREADABLE = List.of("missing-cell", "undecodable");
    /** Rows that DuckDB, made to survive them, may take although they are no valid CSV. */
    private static final String READ_LENIENTLY = "malformed";

    private final boolean inMemory;
    private final Path input;
    private final Expected expected;

    DuckDbContestant(boolean inMemory, Path input, Expected expected) {
        this.inMemory = inMemory;
        this.input = input;
        this.expected = expected;
    }

    @Override
    public String name() {
        return inMemory ? "duckdb-memory" : "duckdb-file";
    }

    @Override
    public long rows() {
        return expected.rows();
    }

    @Override
    public Figures run(Path scratch) throws IOException, InterruptedException {
        Path database = scratch.resolve("bench.duckdb");
        String where = inMemory ? "memory" : database.toString();
        MeasuredProcess process = MeasuredProcess.run(
                        Jvm.command(DuckDbJob.class, List.of(input.toString(), Integer.toString(THREADS), where)),
                        input,
                        scratch)
                .exitedWith(0);
        if (!inMemory && !Files.exists(database)) {
            throw new WrongResult("there is no " + database);
        }
        return new Figures(process, Jvm.startSeconds(process), Jvm.told(process, "seconds"), Map.of(), remark(process));
    }

    /** DuckDB cannot be told to reject what is no valid row one by one; more than that it may not differ by. */
    private String remark(MeasuredProcess process) {
        long distinct = Jvm.toldCount(process, "distinct");
        long missed = expected.rows() - Jvm.toldCount(process, "rows");
        long unreadable = UNREADABLE.stream().mapToLong(this::expected).sum();
        long tooMany = distinct - expected.distinct();
        long tooManyAccepted = Jvm.toldCount(process, "accepted") - expected.distinct() - expected.duplicates();
        boolean whole = Jvm.toldCount(process, "lists") == (distinct + 999) / 1000
                && Jvm.toldCount(process, "accepted") + Jvm.toldCount(process, "rejected") + missed == expected.rows();
        if (!whole
                || missed != unreadable
                || tooMany < 0
                || tooMany > expected(READ_LENIENTLY)
                || tooManyAccepted < 0
                || tooManyAccepted > expected(READ_LENIENTLY)) {
            throw new WrongResult("expected " + expected + ", found:\n" + process.output());
        }
        return missed + " unreadable rows passed over uncounted, " + tooMany
                + " numbers too many from rows that are no valid CSV";
    }

    private long expected(String reason) {
        return expected.rejected().getOrDefault(reason, 0L);
    }
}
