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
import io.qianhu.intake.unpack.PlainFiles;
import io.qianhu.ledger.Origins;
import io.qianhu.number.Callees;
import io.qianhu.number.NumberReader;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

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
     * @param lists how many call lists
     * @param firstList the callees of the first one; empty when there is none
     */
    public record Result(
            List<PlannedFile> files,
            long rows,
            long moreNumbers,
            long passedOver,
            SortedMap<String, Long> rejectedByReason,
            long duplicates,
            long callees,
            long lists,
            Callees firstList) {}

    private static final int BYTES_AHEAD = 1024 * 1024;

    private final List<PlannedFile> files = new ArrayList<>();
    private final SortedMap<String, Long> rejectedByReason = new TreeMap<>();
    private final DistinctNumbers known = new DistinctNumbers();
    private final int firstSize;
    private final ListCutter cutter;
    private Optional<Callees> first = Optional.empty();
    private long rows;
    private long moreNumbers;
    private long passedOver;
    private long accepted;

    private Rehearsal(int firstSize) {
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
        Rehearsal rehearsal = new Rehearsal(campaign.limits().firstListSize(RobotTask.MAX_CALLEES));
        for (Path path : paths) {
            for (PlainFile file : plain.of(plain.source(path), campaign.input().sheet())) {
                FileFormat format = detector.detect(file, campaign.input());
                rehearsal.files.add(PlannedFile.of(rehearsal.files.size(), file, format));
            }
        }
        rehearsal.files.forEach(file -> rehearsal.read(file, new BlockParser(file.format(), numbers, limits), limits));
        return rehearsal.result();
    }

    private void read(PlannedFile file, BlockParser parser, IntakeLimits limits) {
        int threads = Runtime.getRuntime().availableProcessors();
        try (BlockReader reader = new BlockReader(
                file.number(),
                file.name(),
                file.path(),
                file.fingerprint(),
                file.format(),
                file.format().firstRow(),
                limits)) {
            ParallelParsing parsing = new ParallelParsing(reader::next, parser::parse, threads, BYTES_AHEAD);
            try (parsing) {
                for (ParsedBlock block = parsing.next(); block != null; block = parsing.next()) {
                    count(block);
                }
            }
        }
    }

    private void count(ParsedBlock block) {
        rows += block.rows();
        moreNumbers += block.moreNumbers();
        passedOver += block.passedOver();
        accepted += block.accepted();
        block.rejected().byReason().forEach((reason, count) -> rejectedByReason.merge(reason, count, Long::sum));
        boolean[] isNew = new boolean[block.accepted()];
        known.addAll(block.nationals(), block.accepted(), isNew);
        for (int i = 0; i < block.accepted() && first.isEmpty(); i++) {
            if (isNew[i]) {
                cutter.add(block.nationals()[i], Origins.row(block.file(), block.lines()[i]));
                cutter.takeFull().stream().findFirst().ifPresent(list -> first = Optional.of(list.callees()));
            }
        }
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
                known.size(),
                (known.size() == 0 ? 0 : 1) + (behindFirst + size - 1) / size,
                first.orElseGet(() -> cutter.tail().callees()));
    }
}
