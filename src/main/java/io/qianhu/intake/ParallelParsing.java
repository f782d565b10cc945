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
 * that the source needs no locks, and a limited number of blocks ahead, so that memory has a bound: while the caller is
 * busy with results, the others go on with what has been read.
 *
 * <p>What reading or parsing throws is thrown by {@link #next()} when all blocks before it were handed out.
 */
public final class ParallelParsing implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Supplier<@Nullable RowBlock> source;
    private final Function<RowBlock, ParsedBlock> parser;
    private final int blocksAhead;
    private final ExecutorService threads;
    private final Deque<Future<ParsedBlock>> ahead = new ArrayDeque<>();
    private boolean ended;

    /**
     * Begins to work with the first {@link #next()}.
     *
     * @param source gives the next block, or null at the end
     * @param parser safe for use by several threads
     * @param threads how many parse at the same time, 1 or more
     * @param blocksAhead how many blocks are read before the one that is handed out, 1 or more
     */
    public ParallelParsing(
            Supplier<@Nullable RowBlock> source, Function<RowBlock, ParsedBlock> parser, int threads, int blocksAhead) {
        this.source = source;
        this.parser = parser;
        this.blocksAhead = blocksAhead;
        this.threads = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "parser-" + NUMBER.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Returns the next block, or null after the last one. */
    public @Nullable ParsedBlock next() {
        while (!ended && ahead.size() < blocksAhead) {
            readAhead();
        }
        Future<ParsedBlock> first = ahead.poll();
        return first == null ? null : await(first);
    }

    private void readAhead() {
        try {
            RowBlock block = source.get();
            if (block == null) {
                ended = true;
            } else {
                ahead.add(threads.submit(() -> parser.apply(block)));
            }
        } catch (RuntimeException e) {
            ended = true;
            ahead.add(CompletableFuture.failedFuture(e));
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
        threads.shutdownNow();
    }
}
