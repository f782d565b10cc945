package io.qianhu.intake;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Parses blocks on several threads and hands out the results in the order of the blocks. The caller's thread reads, so
 * that the source needs no locks, and a limited number of bytes ahead, so that memory has a bound: while the caller is
 * busy with results, the others go on with what has been read.
 *
 * <p>What reading or parsing throws is thrown by {@link #next()} when all blocks before it were handed out; there is
 * nothing behind it.
 */
public final class ParallelParsing implements AutoCloseable {
    /** What is parsed while a commit waits for the disk. */
    private static final int BYTES_AHEAD = 8 * 1024 * 1024;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Supplier<@Nullable RowBlock> source;
    private final Function<RowBlock, ParsedBlock> parser;
    private final int threads;
    private final int mostBytesAhead;
    private final ExecutorService executor;
    private final Deque<Ahead> ahead = new ArrayDeque<>();
    private long bytesAhead;
    private boolean ended;

    private record Ahead(Future<ParsedBlock> parsed, int bytes) {}

    /** Parses on as many threads as there are processors, a few megabytes ahead. */
    public ParallelParsing(Supplier<@Nullable RowBlock> source, Function<RowBlock, ParsedBlock> parser) {
        this(source, parser, Runtime.getRuntime().availableProcessors(), BYTES_AHEAD);
    }

    /**
     * Begins to work with the first {@link #next()}.
     *
     * @param source gives the next block, or null at the end
     * @param parser safe for use by several threads
     * @param threads how many parse at the same time, 1 or more; for each a block may be read, however long
     * @param mostBytesAhead how many bytes more may be read before the block that is handed out
     */
    ParallelParsing(
            Supplier<@Nullable RowBlock> source,
            Function<RowBlock, ParsedBlock> parser,
            int threads,
            int mostBytesAhead) {
        this.source = source;
        this.parser = parser;
        this.threads = threads;
        this.mostBytesAhead = mostBytesAhead;
        this.executor = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "parser-" + NUMBER.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Returns the next block, or null after the last one. */
    public @Nullable ParsedBlock next() {
        while (!ended && (ahead.size() < threads || bytesAhead < mostBytesAhead)) {
            readAhead();
        }
        Ahead first = ahead.poll();
        if (first == null) {
            return null;
        }
        bytesAhead -= first.bytes();
        try {
            return await(first.parsed());
        } catch (RuntimeException | Error e) {
            ended = true;
            ahead.clear();
            throw e;
        }
    }

    private void readAhead() {
        try {
            RowBlock block = source.get();
            if (block == null) {
                ended = true;
            } else {
                ahead.add(new Ahead(executor.submit(() -> parser.apply(block)), block.bytes().length));
                bytesAhead += block.bytes().length;
            }
        } catch (RuntimeException e) {
            ended = true;
            ahead.add(new Ahead(CompletableFuture.failedFuture(e), 0));
        }
    }

    private static ParsedBlock await(Future<ParsedBlock> parsed) {
        try {
            return parsed.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a block was parsed", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Drops what was read ahead. */
    @Override
    public void close() {
        ended = true;
        ahead.clear();
        executor.shutdownNow();
    }
}
