package io.qianhu.ledger;

import io.qianhu.message.Message;
import io.qianhu.message.WordedIOException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds a number in the runs of a ledger: by the index of a run where it is complete, and else by reading all that the
 * run has stored, as with runs whose intake is unfinished or that an older version stored.
 */
public final class NumberFinder {
    private final JdbcClient jdbc;
    private final RunStore runs;
    private final CutLists lists;
    private final JdbcBlocks blocks;
    private final ListReports reports;

    public NumberFinder(JdbcClient jdbc, RunStore runs) {
        this.jdbc = jdbc;
        this.runs = runs;
        this.lists = new CutLists(jdbc);
        this.blocks = new JdbcBlocks(jdbc);
        this.reports = new ListReports(jdbc);
    }

    /** Every run that holds it, the latest first. */
    public List<FoundNumber> find(SoughtNumber sought) {
        return runs.all().stream()
                .map(run -> find(run, sought))
                .filter(found -> !found.isEmpty())
                .toList();
    }

    private FoundNumber find(Run run, SoughtNumber sought) {
        Optional<Integer> segments = jdbc.sql(
                        "select index_segments from run where run_id = ? and index_segments is not null")
                .param(run.id())
                .query(Integer.class)
                .optional();
        return segments.isPresent() ? indexed(run, segments.get(), sought) : scanned(run, sought);
    }

    private FoundNumber indexed(Run run, int segments, SoughtNumber sought) {
        Set<Long> places = new TreeSet<>();
        Stream.concat(sought.national().stream().boxed(), sought.rejectKeys().stream())
                .distinct()
                .forEach(number -> {
                    for (int segment = 0; segment < segments; segment++) {
                        places(run.id(), segment, number, places);
                    }
                });
        FoundNumber.Callee callee = null;
        List<Long> duplicates = new ArrayList<>();
        List<SuppressedRow> suppressed = new ArrayList<>();
        List<RejectedRow> rejected = new ArrayList<>();
        for (long place : places) {
            long block = IndexEntry.block(place);
            switch (IndexEntry.kind(place)) {
                case IndexEntry.LIST -> {
                    FoundNumber.Callee found = callee(run.id(), (int) block, lists.one(run.id(), (int) block), sought);
                    callee = found == null ? callee : found;
                }
                case IndexEntry.DUPLICATES -> duplicates(body(run, place), sought, duplicates);
                case IndexEntry.SUPPRESSED -> suppressed(body(run, place), sought, suppressed);
                default -> rejected(run, body(run, place), sought, rejected);
            }
        }
        return new FoundNumber(run, callee, duplicates, suppressed, rejected);
    }

    /** The order names all columns of the key, or H2 would read the whole run. */
    private void places(String run, int segment, long number, Set<Long> places) {
        jdbc.sql("""
                        select first_number, body from number_index
                        where run_id = ? and segment = ? and first_number <= ?
                        order by run_id desc, segment desc, first_number desc fetch first 1 rows only""").params(run, segment, number).query((RowCallbackHandler)
                row -> IndexBlock.find(row.getBytes("body"), row.getLong("first_number"), number, places::add));
    }

    private byte[] body(Run run, long place) {
        return blocks.body(NumberIndexing.table(IndexEntry.kind(place)), run.id(), IndexEntry.block(place));
    }

    private FoundNumber scanned(Run run, SoughtNumber sought) {
        // While intake runs, a number moves from the open list to a full one: looked for in this order it is not
        // missed.
        FoundNumber.Callee inOpen = callee(run.id(), 0, lists.open(run.id()), sought);
        CalleeSearch search = new CalleeSearch(run.id(), sought);
        lists.each(run.id(), search::next);
        FoundNumber.Callee callee = search.found == null ? inOpen : search.found;
        List<Long> duplicates = new ArrayList<>();
        blocks.each("duplicate_block", run.id(), body -> duplicates(body, sought, duplicates));
        List<SuppressedRow> suppressed = new ArrayList<>();
        blocks.each("suppressed_block", run.id(), body -> suppressed(body, sought, suppressed));
        List<RejectedRow> rejected = new ArrayList<>();
        blocks.each("reject_block", run.id(), body -> rejected(run, body, sought, rejected));
        return new FoundNumber(run, callee, duplicates, suppressed, rejected);
    }

    /** Goes through the lists of a run, which come in order and without gaps. */
    private final class CalleeSearch {
        private final String run;
        private final SoughtNumber sought;
        private int number;
        private FoundNumber.@Nullable Callee found;

        CalleeSearch(String run, SoughtNumber sought) {
            this.run = run;
            this.sought = sought;
        }

        void next(CutList list) {
            number++;
            found = found == null ? callee(run, number, list, sought) : found;
        }
    }

    /** @param number of the list; 0 for the one that is not full yet */
    private FoundNumber.@Nullable Callee callee(String run, int number, CutList list, SoughtNumber sought) {
        if (sought.national().isEmpty()) {
            return null;
        }
        long[] nationals = list.callees().nationals();
        for (int i = 0; i < nationals.length; i++) {
            if (nationals[i] == sought.national().getAsLong()) {
                ListReport report = number == 0 ? null : reports.one(run, number);
                return new FoundNumber.Callee(report, list.origins().get(i));
            }
        }
        return null;
    }

    private static void duplicates(byte[] body, SoughtNumber sought, List<Long> found) {
        DuplicateBlock.unpack(body).stream()
                .filter(row -> is(row.number().national(), sought))
                .forEach(row -> found.add(row.origin()));
    }

    private static void suppressed(byte[] body, SoughtNumber sought, List<SuppressedRow> found) {
        SuppressedBlock.unpack(body).stream()
                .filter(row -> is(row.number().national(), sought))
                .forEach(found::add);
    }

    private static void rejected(Run run, byte[] body, SoughtNumber sought, List<RejectedRow> found) {
        try {
            RejectBlock.unpack(body).stream().filter(sought::isRejectedIn).forEach(found::add);
        } catch (IOException e) {
            throw new WordedIOException(Message.of("ledger.rejects-run-cannot-read", run.id()), e);
        }
    }

    private static boolean is(long national, SoughtNumber sought) {
        return sought.national().isPresent() && sought.national().getAsLong() == national;
    }
}
