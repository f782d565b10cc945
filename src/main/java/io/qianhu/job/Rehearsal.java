package io.qianhu.job;

import io.qianhu.campaign.Campaign;
import io.qianhu.dyvms.RobotTask;
import io.qianhu.intake.BlockParser;
import io.qianhu.intake.BlockReader;
import io.qianhu.intake.DistinctNumbers;
import io.qianhu.intake.FileFormat;
import io.qianhu.intake.FormatDetector;
import io.qianhu.intake.IntakeLimits;
import io.qianhu.intake.ListCutter;
import io.qianhu.intake.ParallelParsing;
import io.qianhu.intake.ParsedBlock;
import io.qianhu.intake.PlainFile;
import io.qianhu.intake.RowWatch;
import io.qianhu.intake.SuppressedNumbers;
import io.qianhu.intake.SuppressionFiles.Suppression;
import io.qianhu.intake.unpack.PlainFiles;
import io.qianhu.number.Callees;
import io.qianhu.number.NumberReader;
import io.qianhu.number.RejectReason;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Intake without a ledger: reads every row with the very classes of the real intake, counts, and leaves nothing behind.
 * What is packed is unpacked into a temporary folder meanwhile.
 */
public final class Rehearsal {
    /**
     * What a run over these files would store.
     *
     * @param moreNumbers numbers taken beside the first one of their row, from cells that hold several
     * @param passedOver numbers that would not be taken from such cells, though another one of the cell is
     * @param suppression the do-not-call lists that were read
     * @param suppressed numbers for each of them, in their order
     * @param lists how many call lists
     * @param firstList the callees of the first one; empty when there is none
     * @param misplaced the first rows that do not line up with the header or stand in a quote over several rows; at most 20
     */
    public record Result(
            List<PlannedFile> files,
            long rows,
            long moreNumbers,
            long passedOver,
            SortedMap<String, Long> rejectedByReason,
            long duplicates,
            Suppression suppression,
            List<Long> suppressed,
            long callees,
            long lists,
            Callees firstList,
            List<Misplaced> misplaced) {}

    /** A row that a person must look at: its file and line, and the name of its {@link RejectReason}. */
    public record Misplaced(String file, long line, String reason) {}

    private static final Set<String> MISPLACED =
            Set.of(RejectReason.MISALIGNED.name(), RejectReason.COVERED_BY_QUOTE.name());
    private static final int MOST_MISPLACED = 20;

    /** Nobody asks where a callee of a dry run was read. */
    private static final long NO_ORIGIN = 0;

    private final List<PlannedFile> files = new ArrayList<>();
    private final SortedMap<String, Long> rejectedByReason = new TreeMap<>();
    private final DistinctNumbers known = new DistinctNumbers();
    private final int firstSize;
    private final ListCutter cutter;
    private final Suppression suppression;
    private final long[] suppressed;
    private final List<Misplaced> misplaced = new ArrayList<>();
    private Optional<Callees> first = Optional.empty();
    private long rows;
    private long moreNumbers;
    private long passedOver;
    private long accepted;

    private Rehearsal(int firstSize, Suppression suppression) {
        this.suppression = suppression;
        this.suppressed = new long[suppression.files().size()];
        this.firstSize = firstSize;
        this.cutter = new ListCutter(firstSize, RobotTask.MAX_CALLEES);
    }

    /**
     * Reads the files to their end.
     *
     * @throws io.qianhu.intake.InputRefused when a file cannot be used
     */
    public static Result of(
            Campaign campaign, List<Path> paths, IntakeLimits limits, Supplier<InputStream> standardInput) {
        try (TemporaryFolder folder = TemporaryFolder.make()) {
            return of(campaign, paths, limits, new PlainFiles(folder.path(), limits, standardInput));
        }
    }

    private static Result of(Campaign campaign, List<Path> paths, IntakeLimits limits, PlainFiles plain) {
        NumberReader numbers =
                new NumberReader(campaign.numbers().accept(), campaign.numbers().multiple());
        FormatDetector detector = new FormatDetector(numbers, limits);
        Suppression suppression = RunSuppression.read(campaign, limits);
        Rehearsal rehearsal = new Rehearsal(campaign.limits().firstListSize(RobotTask.MAX_CALLEES), suppression);
        for (Path path : paths) {
            for (PlainFile file : plain.of(
                    plain.source(path, campaign.input()), campaign.input().sheet())) {
                FileFormat format = detector.detect(file, campaign.input());
                rehearsal.files.add(PlannedFile.of(rehearsal.files.size(), file, format));
            }
        }
        EmptyRun.require(campaign, rehearsal.files);
        PlannedFile.requireColumn(campaign.input(), rehearsal.files);
        rehearsal.files.forEach(file -> rehearsal.read(file, new BlockParser(file.format(), numbers, limits), limits));
        return rehearsal.result();
    }

    private void read(PlannedFile file, BlockParser parser, IntakeLimits limits) {
        try (BlockReader reader = new BlockReader(
                        file.number(),
                        file.name(),
                        file.path(),
                        file.fingerprint(),
                        file.format(),
                        file.format().firstRow(),
                        limits);
                ParallelParsing parsing = new ParallelParsing(reader::next, parser::parse)) {
            RowWatch watch = new RowWatch(file.name(), file.format(), RowWatch.Seen.NOTHING);
            for (ParsedBlock block = parsing.next(); block != null; block = parsing.next()) {
                watch.add(block);
                count(block);
            }
            watch.end();
        }
    }

    private void count(ParsedBlock block) {
        rows += block.rows();
        moreNumbers += block.moreNumbers();
        passedOver += block.passedOver();
        block.rejected().byReason().forEach((reason, count) -> rejectedByReason.merge(reason, count, Long::sum));
        collectMisplaced(block);
        long[] wanted = wanted(block);
        boolean[] isNew = new boolean[wanted.length];
        known.addAll(wanted, wanted.length, isNew);
        accepted += wanted.length;
        for (int i = 0; i < wanted.length && first.isEmpty(); i++) {
            if (isNew[i]) {
                cutter.add(wanted[i], NO_ORIGIN);
                cutter.takeFull().stream().findFirst().ifPresent(list -> first = Optional.of(list.callees()));
            }
        }
    }

    private void collectMisplaced(ParsedBlock block) {
        if (misplaced.size() < MOST_MISPLACED
                && block.rejected().byReason().keySet().stream().anyMatch(MISPLACED::contains)) {
            block.rejected().rows().stream()
                    .filter(row -> MISPLACED.contains(row.reason()))
                    .limit(MOST_MISPLACED - misplaced.size())
                    .map(row -> new Misplaced(files.get(row.file()).name(), row.line(), row.reason()))
                    .forEach(misplaced::add);
        }
    }

    /** The accepted numbers that no list holds; the others are counted. */
    private long[] wanted(ParsedBlock block) {
        long[] nationals = Arrays.copyOf(block.nationals(), block.accepted());
        return LongStream.of(nationals)
                .filter(national -> {
                    int list = suppression.numbers().listOf(national);
                    if (list != SuppressedNumbers.NONE) {
                        suppressed[list]++;
                    }
                    return list == SuppressedNumbers.NONE;
                })
                .toArray();
    }

    private Result result() {
        long size = RobotTask.MAX_CALLEES;
        long behindFirst = Math.max(0, known.size() - firstSize);
        return new Result(
                List.copyOf(files),
                rows,
                moreNumbers,
                passedOver,
                rejectedByReason,
                accepted - known.size(),
                suppression,
                LongStream.of(suppressed).boxed().toList(),
                known.size(),
                (known.size() == 0 ? 0 : 1) + (behindFirst + size - 1) / size,
                first.orElseGet(() -> cutter.tail().callees()),
                List.copyOf(misplaced));
    }
}
