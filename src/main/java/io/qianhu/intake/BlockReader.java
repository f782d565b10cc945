package io.qianhu.intake;

import io.qianhu.campaign.RegularFile;
import io.qianhu.message.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bytes of one file once, in order, and cuts them into blocks of whole records. Not thread-safe: one thread
 * reads, many may parse.
 *
 * <p>How it works:
 *
 * <ol>
 *   <li>The buffer begins at a record and is filled to {@code blockBytes} and a few bytes to look ahead.
 *   <li>A {@link RecordScanner} goes from record to record. A block is every record that ends within {@code blockBytes},
 *       and at least one. So where a block ends depends on its bytes only, not on where reading began.
 *   <li>When not even one record ends in the buffer, the buffer doubles, until the record is over the limit.
 *   <li>The block is copied out, and what follows it moves to the front.
 * </ol>
 *
 * <p>The file must keep the size of its fingerprint: this is checked at the begin, while reading, and at the end.
 */
public final class BlockReader implements AutoCloseable {
    /** A quote or CR at the end of a unit needs one more unit to be understood; a unit has at most two bytes. */
    private static final int LOOK_AHEAD_BYTES = 4;

    private final int file;
    private final String name;
    private final Path path;
    private final IntakeLimits limits;
    private final RecordScanner scanner;
    private final FileChannel channel;
    private final long fileBytes;
    private final long contentBytes;

    private byte[] buffer;
    private int filled;
    private long firstByte;
    private long firstLine;

    /**
     * Opens the file at a position without reading what comes before.
     *
     * @param file ordinal of the file in its run, from 0
     * @param name of the file, for messages
     * @param fingerprint taken when the run began
     * @param from {@link FileFormat#firstRow()}, or a {@link #position()} of an earlier reader of the same file
     * @throws InputRefused when the file cannot be opened or has another size than its fingerprint
     */
    public BlockReader(
            int file,
            String name,
            Path path,
            Fingerprint fingerprint,
            FileFormat format,
            BlockPosition from,
            IntakeLimits limits) {
        this.file = file;
        this.name = name;
        this.path = path;
        this.limits = limits;
        this.scanner = new RecordScanner(format);
        this.fileBytes = fingerprint.bytes();
        this.firstByte = from.nextByte();
        this.firstLine = from.nextLine();
        this.buffer = new byte[limits.blockBytes() + LOOK_AHEAD_BYTES];
        if (firstByte > fileBytes) {
            throw new IllegalArgumentException("position " + firstByte + " is behind the end at " + fileBytes);
        }
        this.channel = open();
        long content = Encoding.hasUnitsOfOneByte(format.charset()) ? content() : fileBytes;
        // An earlier version may have read on to the end of the file.
        this.contentBytes = Math.max(firstByte, content);
    }

    /** As above, for a file that has no other name than its path. */
    public BlockReader(
            int file, Path path, Fingerprint fingerprint, FileFormat format, BlockPosition from, IntakeLimits limits) {
        this(file, path.toString(), path, fingerprint, format, from, limits);
    }

    private FileChannel open() {
        try {
            FileChannel opened = RegularFile.open(path, InputRefused::new);
            try {
                if (opened.size() != fileBytes) {
                    throw changed(opened.size());
                }
                opened.position(firstByte);
                return opened;
            } catch (IOException | RuntimeException e) {
                opened.close();
                throw e;
            }
        } catch (IOException e) {
            throw InputRefused.unreadable(path, e);
        }
    }

    /** Where an {@link EndMark} ends the content of the file. */
    private long content() {
        long from = Math.max(0, fileBytes - EndMark.LONGEST_TAIL);
        ByteBuffer tail = ByteBuffer.allocate((int) (fileBytes - from));
        try {
            int read;
            do {
                read = channel.read(tail, from + tail.position());
            } while (read > 0);
        } catch (IOException e) {
            close();
            throw InputRefused.unreadable(path, e);
        }
        return from + EndMark.contentBytes(tail.array());
    }

    /** Where the block begins that {@link #next} returns next; a restart opens a reader there. */
    public BlockPosition position() {
        return new BlockPosition(firstByte, firstLine);
    }

    /**
     * Returns the next block, or null at the end of the file.
     *
     * @throws InputRefused when a record is longer than the limit, a quote is never closed, the file changed its size,
     *     or it cannot be read
     */
    public @Nullable RowBlock next() {
        fill();
        while (filled > 0) {
            RowBlock block = cut();
            if (block != null) {
                return block;
            }
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
            fill();
        }
        return null;
    }

    private @Nullable RowBlock cut() {
        int end = 0;
        int lineBreaks = 0;
        while (scanner.next(buffer, end, filled, atEnd()) && (end == 0 || scanner.end() <= limits.blockBytes())) {
            if (scanner.contentEnd() - end > limits.maxRecordBytes()) {
                throw tooLong(firstLine + lineBreaks);
            }
            end = scanner.end();
            lineBreaks += scanner.lineBreaks();
        }
        if (end == 0) {
            refuseEndlessRecord();
            return null;
        }
        RowBlock block = new RowBlock(
                file, firstByte, firstByte + end, firstLine, firstLine + lineBreaks, Arrays.copyOf(buffer, end));
        System.arraycopy(buffer, end, buffer, 0, filled - end);
        filled -= end;
        firstByte += end;
        firstLine += lineBreaks;
        return block;
    }

    private void refuseEndlessRecord() {
        if (filled > (long) limits.maxRecordBytes() + LOOK_AHEAD_BYTES) {
            throw tooLong(firstLine);
        }
        if (atEnd()) {
            throw new InputRefused(Message.of("intake.line-quote-opens-cell-here", name, quoteLine(firstLine)));
        }
    }

    private InputRefused tooLong(long line) {
        Message quote = scanner.quoteLineBreaks() < 0
                ? Message.NONE
                : Message.of("intake.quote-opens-line-may-not", quoteLine(line));
        return new InputRefused(Message.of("intake.line-row-longer-bytes", name, line, limits.maxRecordBytes(), quote));
    }

    private long quoteLine(long line) {
        return line + Math.max(0, scanner.quoteLineBreaks());
    }

    private boolean atEnd() {
        return firstByte + filled == contentBytes;
    }

    /** Fills the buffer to its length or to the end of the file. */
    private void fill() {
        try {
            int wanted = (int) Math.min(buffer.length, contentBytes - firstByte);
            ByteBuffer free = ByteBuffer.wrap(buffer, filled, wanted - filled);
            while (free.hasRemaining()) {
                if (channel.read(free) < 0) {
                    throw changed(channel.size());
                }
            }
            filled = wanted;
            if (atEnd() && channel.size() != fileBytes) {
                throw changed(channel.size());
            }
        } catch (IOException e) {
            throw InputRefused.unreadable(path, e);
        }
    }

    private InputRefused changed(long bytes) {
        return new InputRefused(Message.of("intake.file-bytes-had-when-run", name, bytes, fileBytes));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw InputRefused.unreadable(path, e);
        }
    }
}
