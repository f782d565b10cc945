package io.qianhu.campaign;

import io.qianhu.message.Message;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Opens files that somebody else may replace at any moment.
 *
 * <ol>
 *   <li>It must be a regular file.
 *   <li>It is opened on a thread of its own, which is left behind when that takes long: to open a pipe that has taken the
 *       file's place waits for ever for somebody who writes, and Java cannot open without waiting.
 *   <li>The file of that name must still be the one of before; what has a position is no pipe.
 * </ol>
 */
public final class RegularFile {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private RegularFile() {}

    /** Opens one file. */
    @FunctionalInterface
    public interface Opening<T extends Closeable> {
        T open() throws IOException;
    }

    /**
     * Opens it for reading.
     *
     * @param refusal what is thrown when it is no regular file, does not open, or was replaced meanwhile; of the file and
     *     what is the matter with it
     * @param links {@link LinkOption#NOFOLLOW_LINKS} where the name must not be that of a link
     */
    public static FileChannel open(Path file, BiFunction<Path, Message, RuntimeException> refusal, LinkOption... links)
            throws IOException {
        Set<OpenOption> options = new HashSet<>(List.of(links));
        options.add(StandardOpenOption.READ);
        return open(
                file,
                refusal,
                PATIENCE,
                () -> {
                    FileChannel channel = FileChannel.open(file, options);
                    try {
                        return channel.position(0);
                    } catch (IOException e) {
                        channel.close();
                        throw e;
                    }
                },
                links);
    }

    /** As above, for what opens it in its own way. */
    public static <T extends Closeable> T open(
            Path file, BiFunction<Path, Message, RuntimeException> refusal, Opening<T> opening) throws IOException {
        return open(file, refusal, PATIENCE, opening);
    }

    static <T extends Closeable> T open(
            Path file,
            BiFunction<Path, Message, RuntimeException> refusal,
            Duration patience,
            Opening<T> opening,
            LinkOption... links)
            throws IOException {
        Object before = key(file, refusal, links);
        T opened = opened(file, refusal, patience, opening);
        try {
            if (!Objects.equals(before, key(file, refusal, links))) {
                throw refusal.apply(file, Message.of("campaign.changed-while-read"));
            }
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static @Nullable Object key(
            Path file, BiFunction<Path, Message, RuntimeException> refusal, LinkOption... links) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class, links);
        if (!attributes.isRegularFile()) {
            throw refusal.apply(file, Message.of("campaign.not-regular-file"));
        }
        return attributes.fileKey();
    }

    private static <T extends Closeable> T opened(
            Path file, BiFunction<Path, Message, RuntimeException> refusal, Duration patience, Opening<T> opening)
            throws IOException {
        CompletableFuture<T> opened = new CompletableFuture<>();
        Thread thread = new Thread(() -> complete(opened, opening), "open-file");
        thread.setDaemon(true);
        thread.start();
        try {
            return opened.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            var unused = opened.thenAccept(RegularFile::close);
            throw refusal.apply(file, Message.of("campaign.cannot-opened-within-s", PATIENCE.toSeconds()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var unused = opened.thenAccept(RegularFile::close);
            throw new InterruptedIOException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static <T extends Closeable> void complete(CompletableFuture<T> opened, Opening<T> opening) {
        try {
            opened.complete(opening.open());
        } catch (Throwable e) {
            opened.completeExceptionally(e);
        }
    }

    private static void close(Closeable late) {
        try {
            late.close();
        } catch (IOException e) {
            // Nobody has read it, and nobody will.
        }
    }
}
