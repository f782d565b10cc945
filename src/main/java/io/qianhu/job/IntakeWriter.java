package io.qianhu.job;

import io.qianhu.intake.DistinctNumbers;
import io.qianhu.intake.ListCutter;
import io.qianhu.intake.ParsedBlock;
import io.qianhu.intake.SuppressedNumbers;
import io.qianhu.ledger.CutList;
import io.qianhu.ledger.DuplicateRow;
import io.qianhu.ledger.IntakeStore;
import io.qianhu.ledger.Origins;
import io.qianhu.ledger.RejectExample;
import io.qianhu.ledger.RejectedRows;
import io.qianhu.ledger.SuppressedRow;
import io.qianhu.ledger.Tally;
import io.qianhu.number.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;

/**
 * Removes suppressed numbers and duplicates and stores full lists, rejects and counts, in the chunk's transaction: with
 * the reader's position they are committed together or not at all. The list that is not full yet is stored too, so that
 * lists go on across chunks, files and restarts without a gap.
 *
 * <p>A number on a suppression list is suppressed in every row that has it, the first one and the others: it is never a
 * callee, so no row is a duplicate of it.
 */
final class IntakeWriter implements ItemStreamWriter<ParsedBlock> {
    private final String run;
    private final int firstSize;
    private final int listSize;
    private final IntakeStore store;
    private final Supplier<SuppressedNumbers> suppression;
    private final Progress progress;

    private SuppressedNumbers suppressed = new SuppressedNumbers();
    private DistinctNumbers known = new DistinctNumbers();
    private ListCutter cutter;

    /**
     * @param firstSize callees of the first list, at most {@code listSize}
     * @param suppression gives the numbers that are not called, when the step begins
     */
    IntakeWriter(
            String run,
            int firstSize,
            int listSize,
            IntakeStore store,
            Supplier<SuppressedNumbers> suppression,
            Progress progress) {
        this.run = run;
        this.firstSize = firstSize;
        this.listSize = listSize;
        this.store = store;
        this.suppression = suppression;
        this.progress = progress;
        this.cutter = new ListCutter(firstSize, listSize);
    }

    /** Rebuilds the set of known numbers from the ledger, which is the truth about what is stored. */
    @Override
    public void open(ExecutionContext context) {
        suppressed = suppression.get();
        known = new DistinctNumbers();
        AtomicBoolean firstIsCut = new AtomicBoolean();
        store.eachList(run, list -> {
            know(list);
            firstIsCut.set(true);
        });
        CutList open = store.open(run);
        know(open);
        cutter = new ListCutter(firstSize, listSize, firstIsCut.get(), open);
    }

    private void know(CutList list) {
        known.addAll(list.callees().nationals(), list.size(), new boolean[list.size()]);
    }

    @Override
    public void write(Chunk<? extends ParsedBlock> chunk) {
        AcceptedNumbers accepted = AcceptedNumbers.of(chunk.getItems());
        List<SuppressedRow> notCalled = new ArrayList<>();
        List<DuplicateRow> duplicates = cut(suppressed.isEmpty() ? accepted : accepted.without(suppressed, notCalled));
        long rows = 0;
        long moreNumbers = 0;
        long passedOver = 0;
        List<RejectedRows> rejected = new ArrayList<>();
        Map<String, Long> rejectedByReason = new TreeMap<>();
        Map<String, RejectExample> rejectExamples = new TreeMap<>();
        for (ParsedBlock block : chunk) {
            rows += block.rows();
            moreNumbers += block.moreNumbers();
            passedOver += block.passedOver();
            block.rejected().byReason().forEach((reason, count) -> rejectedByReason.merge(reason, count, Long::sum));
            block.rejected().examples().forEach(rejectExamples::putIfAbsent);
            rejected.add(block.rejected());
        }
        store.append(run, cutter.takeFull());
        store.keepOpen(run, cutter.tail());
        store.reject(run, rejected);
        store.duplicate(run, duplicates);
        store.suppress(run, notCalled);
        long callees = (long) accepted.count() - duplicates.size() - notCalled.size();
        store.count(
                run,
                new Tally(
                        rows,
                        duplicates.size(),
                        notCalled.size(),
                        callees,
                        rejectedByReason,
                        rejectExamples,
                        moreNumbers,
                        passedOver));
        progress.readRows(rows);
    }

    /** Cuts the numbers that are new into lists and returns the rows of the others. */
    private List<DuplicateRow> cut(AcceptedNumbers accepted) {
        boolean[] isNew = new boolean[accepted.count()];
        known.addAll(accepted.nationals(), accepted.count(), isNew);
        List<DuplicateRow> duplicates = new ArrayList<>();
        for (int i = 0; i < accepted.count(); i++) {
            long national = accepted.nationals()[i];
            if (isNew[i]) {
                cutter.add(national, accepted.origins()[i]);
            } else {
                duplicates.add(new DuplicateRow(accepted.origins()[i], new PhoneNumber(national)));
            }
        }
        return duplicates;
    }

    /** The accepted numbers of several blocks in their order. */
    @SuppressWarnings("ArrayRecordComponent") // Made and read by one method each.
    private record AcceptedNumbers(long[] nationals, long[] origins, int count) {
        static AcceptedNumbers of(List<? extends ParsedBlock> blocks) {
            int total = blocks.stream().mapToInt(ParsedBlock::accepted).sum();
            long[] nationals = new long[total];
            long[] origins = new long[total];
            int count = 0;
            for (ParsedBlock block : blocks) {
                System.arraycopy(block.nationals(), 0, nationals, count, block.accepted());
                for (int i = 0; i < block.accepted(); i++) {
                    origins[count + i] = Origins.row(block.file(), block.lines()[i]);
                }
                count += block.accepted();
            }
            return new AcceptedNumbers(nationals, origins, total);
        }

        /** Those that no list holds; the rows of the others are added to {@code rows}. */
        AcceptedNumbers without(SuppressedNumbers suppressed, List<SuppressedRow> rows) {
            long[] otherNationals = new long[count];
            long[] otherOrigins = new long[count];
            int others = 0;
            for (int i = 0; i < count; i++) {
                int list = suppressed.listOf(nationals[i]);
                if (list == SuppressedNumbers.NONE) {
                    otherNationals[others] = nationals[i];
                    otherOrigins[others] = origins[i];
                    others++;
                } else {
                    rows.add(new SuppressedRow(origins[i], new PhoneNumber(nationals[i]), list));
                }
            }
            return new AcceptedNumbers(otherNationals, otherOrigins, others);
        }
    }
}
