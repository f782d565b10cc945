package io.qianhu.job;

import io.qianhu.intake.BlockPosition;
import io.qianhu.intake.BlockReader;
import io.qianhu.intake.IntakeLimits;
import io.qianhu.intake.RowBlock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Reads the files of a run as blocks of rows, one after the other. Its position goes into the step's execution context
 * with every commit, so that a restart opens the file at the next block and reads nothing twice.
 */
final class IntakeReader implements ItemStreamReader<RowBlock> {
    private static final String FILE = "intake.file";
    private static final String NEXT_BYTE = "intake.nextByte";
    private static final String NEXT_LINE = "intake.nextLine";

    private final List<PlannedFile> files;
    private final IntakeLimits limits;
    private final Progress progress;

    private int file;
    private @Nullable BlockPosition restartAt;
    private @Nullable BlockReader reader;

    IntakeReader(List<PlannedFile> files, IntakeLimits limits, Progress progress) {
        this.files = files;
        this.limits = limits;
        this.progress = progress;
    }

    @Override
    public void open(ExecutionContext context) {
        file = context.getInt(FILE, 0);
        if (context.containsKey(NEXT_BYTE)) {
            restartAt = new BlockPosition(context.getLong(NEXT_BYTE), context.getLong(NEXT_LINE));
        }
        long total = files.stream().mapToLong(f -> f.fingerprint().bytes()).sum();
        long before = files.stream()
                .limit(file)
                .mapToLong(f -> f.fingerprint().bytes())
                .sum();
        progress.enter(Progress.Phase.INTAKE);
        progress.expectBytes(total, before + (restartAt == null ? 0 : restartAt.nextByte()));
    }

    @Override
    public @Nullable RowBlock read() {
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
        if (restartAt != null) {
            // Nothing was read since the restart: the position stands as it was found.
            return;
        }
        context.putInt(FILE, file);
        if (reader == null) {
            context.remove(NEXT_BYTE);
            context.remove(NEXT_LINE);
        } else {
            context.putLong(NEXT_BYTE, reader.position().nextByte());
            context.putLong(NEXT_LINE, reader.position().nextLine());
        }
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
