package io.qianhu.ledger;

import io.qianhu.message.Message;
import io.qianhu.message.WordedIOException;
import io.qianhu.number.Callees;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes the index of the numbers of a run whose intake is done. Not thread-safe.
 *
 * <ol>
 *   <li>The callees of all lists are read, then the numbers of duplicate, suppressed and rejected rows, each with its
 *       list or block.
 *   <li>As many as fit in memory are sorted and written as one segment in blocks of neighbouring numbers. A segment is
 *       one call of {@link #segment}, in the caller's transaction.
 *   <li>A number that stands in more lists and blocks than one row of the index can hold goes on in the next segment.
 *   <li>With the last segment the run says how many there are. Before that the index does not count, and what an
 *       earlier process left unfinished is thrown away.
 * </ol>
 */
public final class NumberIndexing {
    /** Sorted in memory, with as much again beside them: 80 MB. */
    private static final int ENTRIES_PER_SEGMENT = 5_000_000;

    private static final int ENTRIES_PER_BLOCK = 2_000;

    /** What one row can hold, if only those of a number are more than {@link #ENTRIES_PER_BLOCK}. */
    static final int MOST_ENTRIES_PER_BLOCK = 1_000_000 / IndexBlock.MOST_BYTES_PER_ENTRY;

    private static final int LISTS_PER_PAGE = 500;
    private static final int BLOCKS_PER_WRITE = 500;

    private final JdbcTemplate jdbc;
    private final JdbcBlocks blocks;
    private final Leases leases;
    private final String run;
    private final int entriesPerSegment;
    private final int mostEntriesPerBlock;

    private long[] entries = new long[1 << 16];
    private int count;
    private int segments;
    private int lists;
    private int kind = IndexEntry.LIST;
    private long block;

    NumberIndexing(JdbcTemplate jdbc, Leases leases, String run) {
        this(jdbc, leases, run, ENTRIES_PER_SEGMENT, MOST_ENTRIES_PER_BLOCK);
    }

    /**
     * @param entriesPerSegment after how many entries a segment is full
     * @param mostEntriesPerBlock how many fit in one row, at least one
     */
    NumberIndexing(JdbcTemplate jdbc, Leases leases, String run, int entriesPerSegment, int mostEntriesPerBlock) {
        this.mostEntriesPerBlock = mostEntriesPerBlock;
        this.jdbc = jdbc;
        this.blocks = new JdbcBlocks(JdbcClient.create(jdbc));
        this.leases = leases;
        this.run = run;
        this.entriesPerSegment = entriesPerSegment;
    }

    /**
     * Writes the next segment, if the index is not complete.
     *
     * @return whether there may be more
     */
    public boolean segment() {
        if (segments == 0 && isComplete()) {
            return false;
        }
        boolean more = fill();
        if (count > 0) {
            IndexSort.sort(entries, count);
            leaveOutEqual();
        }
        // Not before: the fence locks the lease's row, which must beat while millions of numbers are read and sorted.
        leases.fence(run);
        if (segments == 0) {
            jdbc.update("delete from number_index where run_id = ?", run);
        }
        if (count > 0) {
            write();
            segments++;
            more |= count > 0;
        }
        if (!more) {
            jdbc.update("update run set index_segments = ? where run_id = ?", segments, run);
            entries = new long[0];
        }
        return more;
    }

    private boolean isComplete() {
        return jdbc.queryForObject("select index_segments from run where run_id = ?", Integer.class, run) != null;
    }

    /** Returns whether more was left when the segment was full. */
    private boolean fill() {
        while (count < entriesPerSegment) {
            if (!(kind == IndexEntry.LIST ? addLists() : addBlock())) {
                if (kind == IndexEntry.REJECTS) {
                    return false;
                }
                kind++;
                block = 0;
            }
        }
        return true;
    }

    private boolean addLists() {
        int before = lists;
        jdbc.query(
                "select list_no, callees from call_list_callees where run_id = ? and list_no between ? and ?",
                row -> {
                    int list = row.getInt("list_no");
                    for (long national : Callees.unpack(row.getBytes("callees")).nationals()) {
                        add(national, IndexEntry.LIST, list);
                    }
                    lists = Math.max(lists, list);
                },
                run,
                before + 1,
                before + LISTS_PER_PAGE);
        return lists > before;
    }

    private boolean addBlock() {
        long last = blocks.last(table(kind), run);
        if (block >= last) {
            return false;
        }
        block++;
        byte[] body = blocks.body(table(kind), run, block);
        if (kind == IndexEntry.DUPLICATES) {
            DuplicateBlock.unpack(body).forEach(row -> add(row.number().national(), kind, block));
        } else if (kind == IndexEntry.SUPPRESSED) {
            SuppressedBlock.unpack(body).forEach(row -> add(row.number().national(), kind, block));
        } else {
            addRejects(body);
        }
        return true;
    }

    private void addRejects(byte[] body) {
        try {
            for (RejectedRow row : RejectBlock.unpack(body)) {
                for (long key : RejectKey.of(row)) {
                    add(key, kind, block);
                }
            }
        } catch (IOException e) {
            throw new WordedIOException(Message.of("ledger.rejects-run-cannot-read", run), e);
        }
    }

    private void add(long number, int of, long place) {
        if (count == entries.length) {
            entries = Arrays.copyOf(entries, 2 * count);
        }
        entries[count] = IndexEntry.of(number, of, place);
        count++;
    }

    static String table(int kind) {
        return switch (kind) {
            case IndexEntry.DUPLICATES -> "duplicate_block";
            case IndexEntry.SUPPRESSED -> "suppressed_block";
            case IndexEntry.REJECTS -> "reject_block";
            default -> throw new IllegalArgumentException("no blocks are of kind " + kind);
        };
    }

    /** A wrong number may stand many times in one block of rejects. */
    private void leaveOutEqual() {
        int kept = 1;
        for (int i = 1; i < count; i++) {
            if (entries[i] != entries[i - 1]) {
                entries[kept] = entries[i];
                kept++;
            }
        }
        count = kept;
    }

    /** Leaves in {@link #entries} what no row of this segment can hold. */
    private void write() {
        List<Object[]> rows = new ArrayList<>(BLOCKS_PER_WRITE);
        int left = 0;
        int from = 0;
        while (from < count) {
            int to = endOfBlock(from);
            rows.add(new Object[] {run, segments, IndexEntry.numberOf(entries[from]), IndexBlock.pack(entries, from, to)
            });
            long last = IndexEntry.numberOf(entries[to - 1]);
            for (from = to; from < count && IndexEntry.numberOf(entries[from]) == last; from++) {
                entries[left] = entries[from];
                left++;
            }
            if (rows.size() == BLOCKS_PER_WRITE || from == count) {
                jdbc.batchUpdate(
                        "insert into number_index (run_id, segment, first_number, body) values (?, ?, ?, ?)", rows);
                rows.clear();
            }
        }
        count = left;
    }

    private int endOfBlock(int from) {
        int most = Math.min(count, from + mostEntriesPerBlock);
        int to = Math.min(most, from + ENTRIES_PER_BLOCK);
        while (to < most && IndexEntry.numberOf(entries[to]) == IndexEntry.numberOf(entries[to - 1])) {
            to++;
        }
        return to;
    }
}
