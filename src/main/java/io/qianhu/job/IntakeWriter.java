package io.qianhu.job;

import io.qianhu.intake.DistinctNumbers;
import io.qianhu.intake.ListCutter;
import io.qianhu.intake.ParsedBlock;
import io.qianhu.ledger.IntakeStore;
import io.qianhu.ledger.RejectedRow;
import io.qianhu.ledger.Tally;
import io.qianhu.number.Callees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;

/**
 * Removes duplicates and stores full lists, rejects and counts, in the chunk's transaction: with the reader's position
 * they are committed together or not at all. The list that is not full yet is stored too, so that lists go on across
 * chunks, files and restarts without a gap.
 */
final class IntakeWriter implements ItemStreamWriter<ParsedBlock> {
    private final String run;
    private final int firstSize;
    private final int listSize;
    private final IntakeStore store;
    private final Progress progress;

    private DistinctNumbers known = new DistinctNumbers();
    private ListCutter cutter;

    /** @param firstSize callees of the first list, at most {@code listSize} */
    IntakeWriter(String run, int firstSize, int listSize, IntakeStore store, Progress progress) {
        this.run = run;
        this.firstSize = firstSize;
        this.listSize = listSize;
        this.store = store;
        this.progress = progress;
        this.cutter = new ListCutter(firstSize, listSize);
    }

    /** Rebuilds the set of known numbers from the ledger, which is the truth about what is stored. */
    @Override
    public void open(ExecutionContext context) {
        known = new DistinctNumbers();
        AtomicBoolean firstIsCut = new AtomicBoolean();
        store.eachList(run, callees -> {
            known.addAll(callees.nationals());
            firstIsCut.set(true);
        });
        Callees open = store.open(run);
        known.addAll(open.nationals());
        cutter = new ListCutter(firstSize, listSize, firstIsCut.get(), open);
    }

    @Override
    public void write(Chunk<? extends ParsedBlock> chunk) {
        long rows = 0;
        long callees = 0;
        long accepted = 0;
        List<RejectedRow> rejected = new ArrayList<>();
        Map<String, Long> rejectedByReason = new TreeMap<>();
        for (ParsedBlock block : chunk) {
            rows += block.rows();
            accepted += block.accepted();
            callees += keepDistinct(block);
            for (RejectedRow row : block.rejected()) {
                rejectedByReason.merge(row.reason(), 1L, Long::sum);
            }
            rejected.addAll(block.rejected());
        }
        store.append(run, cutter.takeFull());
        store.keepOpen(run, cutter.tail());
        store.reject(run, rejected);
        store.count(run, new Tally(rows, accepted - callees, 0, callees, rejectedByReason));
        progress.readRows(rows);
    }

    private long keepDistinct(ParsedBlock block) {
        long distinct = 0;
        long[] nationals = block.nationals();
        for (int i = 0; i < block.accepted(); i++) {
            if (known.add(nationals[i])) {
                cutter.add(nationals[i]);
                distinct++;
            }
        }
        return distinct;
    }
}
