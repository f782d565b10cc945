package io.qianhu.job;

import io.qianhu.intake.BlockParser;
import io.qianhu.intake.BlockPosition;
import io.qianhu.intake.BlockReader;
import io.qianhu.intake.IntakeLimits;
import io.qianhu.intake.ParallelParsing;
import io.qianhu.intake.ParsedBlock;
import io.qianhu.intake.Rival;
import io.qianhu.intake.RowBlock;
import io.qianhu.intake.RowWatch;
import io.qianhu.number.NumberReader;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Reads the files of a run as blocks of parsed rows, one after the other. The end of the last block that it has handed
 * out goes into the step's execution context with every commit, so that a restart opens the file at the next block and
 * reads nothing twice; what was read and parsed ahead does not count.
 */
final class IntakeReader implements ItemStreamReader<ParsedBlock> {
    private static final String FILE = "intake.file";
    private static final String NEXT_BYTE = "intake.nextByte";
    private static final String NEXT_LINE = "intake.nextLine";
    private static final String ROWS = "intake.rows";
    private static final String MISALIGNED = "intake.misaligned";
    private static final String FIRST_MISALIGNED = "intake.firstMisaligned";
    private static final String FIRST_SHORT = "intake.firstShort";
    private static final String FIRST_BEHIND = "intake.firstBehind";

    /** ROWS@LINE of each, with commas between them. */
    private static final String RIVALS = "intake.rivals";

    private final List<PlannedFile> files;
    private final List<BlockParser> parsers;
    private final IntakeLimits limits;
    private final Progress progress;

    private int handedOutFile;
    private @Nullable BlockPosition handedOutEnd;
    private @Nullable RowWatch watch;
    private int file;
    private @Nullable BlockPosition restartAt;
    private @Nullable BlockReader reader;
    private @Nullable ParallelParsing parsing;

    IntakeReader(List<PlannedFile> files, NumberReader numbers, IntakeLimits limits, Progress progress) {
        this.files = files;
        this.parsers = files.stream()
                .map(planned -> new BlockParser(planned.format(), numbers, limits))
                .toList();
        this.limits = limits;
        this.progress = progress;
    }

    @Override
    public void open(ExecutionContext context) {
        handedOutFile = context.getInt(FILE, 0);
        handedOutEnd = context.containsKey(NEXT_BYTE)
                ? new BlockPosition(context.getLong(NEXT_BYTE), context.getLong(NEXT_LINE))
                : null;
        if (handedOutEnd != null) {
            watch = new RowWatch(
                    files.get(handedOutFile).name(),
                    files.get(handedOutFile).format(),
                    new RowWatch.Seen(
                            context.getLong(ROWS, 0),
                            context.getLong(MISALIGNED, 0),
                            context.getLong(FIRST_MISALIGNED, 0),
                            context.getLong(FIRST_SHORT, 0),
                            context.getLong(FIRST_BEHIND, 0),
                            rivals(context)));
        }
        file = handedOutFile;
        restartAt = handedOutEnd;
        long total = files.stream().mapToLong(f -> f.fingerprint().bytes()).sum();
        long before = files.stream()
                .limit(file)
                .mapToLong(f -> f.fingerprint().bytes())
                .sum();
        progress.enter(Progress.Phase.INTAKE);
        progress.expectBytes(total, before + (restartAt == null ? 0 : restartAt.nextByte()));
        parsing = new ParallelParsing(this::nextBlock, this::parse);
    }

    @Override
    public @Nullable ParsedBlock read() {
        if (parsing == null) {
            throw new IllegalStateException("the reader is not open");
        }
        ParsedBlock block = parsing.next();
        if (watch != null && (block == null || block.file() != handedOutFile)) {
            watch.end();
            watch = null;
        }
        if (block != null) {
            handedOutFile = block.file();
            handedOutEnd = block.end();
            PlannedFile read = files.get(handedOutFile);
            watch = watch == null ? new RowWatch(read.name(), read.format(), RowWatch.Seen.NOTHING) : watch;
            watch.add(block);
        }
        return block;
    }

    private static List<Rival.Others> rivals(ExecutionContext context) {
        return Stream.of(context.getString(RIVALS, "").split(","))
                .filter(others -> !others.isEmpty())
                .map(others -> others.split("@", -1))
                .map(parts -> new Rival.Others(Long.parseLong(parts[0]), Long.parseLong(parts[1])))
                .toList();
    }

    private @Nullable RowBlock nextBlock() {
        while (file < files.size()) {
            BlockReader current = reader != null ? reader : openFile();
            RowBlock block = current.next();
            if (block != null) {
                return block;
            }
            current.close();
            reader = null;
            file++;
        }
        return null;
    }

    private ParsedBlock parse(RowBlock block) {
        ParsedBlock parsed = parsers.get(block.file()).parse(block);
        progress.readBytes(block.endByte() - block.firstByte());
        return parsed;
    }

    private BlockReader openFile() {
        PlannedFile planned = files.get(file);
        BlockPosition from = restartAt != null ? restartAt : planned.format().firstRow();
        restartAt = null;
        BlockReader opened = new BlockReader(
                file, planned.name(), planned.path(), planned.fingerprint(), planned.format(), from, limits);
        reader = opened;
        return opened;
    }

    @Override
    public void update(ExecutionContext context) {
        context.putInt(FILE, handedOutFile);
        if (handedOutEnd != null) {
            context.putLong(NEXT_BYTE, handedOutEnd.nextByte());
            context.putLong(NEXT_LINE, handedOutEnd.nextLine());
        }
        RowWatch.Seen seen = watch == null ? RowWatch.Seen.NOTHING : watch.seen();
        context.putLong(ROWS, seen.rows());
        context.putLong(MISALIGNED, seen.misaligned());
        context.putLong(FIRST_MISALIGNED, seen.firstMisaligned());
        context.putLong(FIRST_SHORT, seen.firstShort());
        context.putLong(FIRST_BEHIND, seen.firstBehind());
        context.putString(
                RIVALS,
                seen.rivals().stream()
                        .map(others -> others.rows() + "@" + others.firstLine())
                        .collect(Collectors.joining(",")));
    }

    @Override
    public void close() {
        if (parsing != null) {
            parsing.close();
            parsing = null;
        }
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
