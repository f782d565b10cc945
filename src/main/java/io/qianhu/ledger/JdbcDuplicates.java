package io.qianhu.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.ObjLongConsumer;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Puts the duplicate rows of a run together with the first rows that have their numbers. The first rows are not stored
 * with the duplicates, because intake would have to remember the row of every number; they are found afterwards in the
 * call lists, by one pass over them for many duplicates.
 */
final class JdbcDuplicates {
    /** About 40 bytes for each; more of them cost another pass over the lists. */
    private static final int MOST_AT_ONCE = 500_000;

    private static final int NOT_FOUND = -1;

    private static final int HINT_BITS = 22;
    private static final long SCATTER = 0x9E37_79B9_7F4A_7C15L;

    private final JdbcBlocks blocks;
    private final CutLists lists;

    JdbcDuplicates(JdbcClient jdbc) {
        this.blocks = new JdbcBlocks(jdbc);
        this.lists = new CutLists(jdbc);
    }

    void each(String run, ObjLongConsumer<DuplicateRow> consumer) {
        List<DuplicateRow> some = new ArrayList<>();
        blocks.each("duplicate_block", run, body -> {
            some.addAll(DuplicateBlock.unpack(body));
            if (some.size() >= MOST_AT_ONCE) {
                give(run, some, consumer);
                some.clear();
            }
        });
        give(run, some, consumer);
    }

    private void give(String run, List<DuplicateRow> duplicates, ObjLongConsumer<DuplicateRow> consumer) {
        if (duplicates.isEmpty()) {
            return;
        }
        long[] nationals = duplicates.stream()
                .mapToLong(row -> row.number().national())
                .sorted()
                .distinct()
                .toArray();
        // 0 is an unknown origin.
        long[] origins = new long[nationals.length];
        BitSet hints = new BitSet();
        LongStream.of(nationals).forEach(national -> hints.set(hintOf(national)));
        lists.each(run, list -> find(list, hints, nationals, origins));
        find(lists.open(run), hints, nationals, origins);
        for (DuplicateRow duplicate : duplicates) {
            int at = Arrays.binarySearch(nationals, duplicate.number().national());
            consumer.accept(duplicate, origins[at]);
        }
    }

    /** Nearly all callees have no duplicate, and one bit tells it for most of them. */
    private static int hintOf(long national) {
        return (int) ((national * SCATTER) >>> (Long.SIZE - HINT_BITS));
    }

    private static void find(CutList list, BitSet hints, long[] nationals, long[] origins) {
        long[] callees = list.callees().nationals();
        for (int i = 0; i < callees.length; i++) {
            int at = hints.get(hintOf(callees[i])) ? Arrays.binarySearch(nationals, callees[i]) : NOT_FOUND;
            if (at >= 0) {
                origins[at] = list.origins().get(i);
            }
        }
    }
}
