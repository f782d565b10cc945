package io.qianhu.sandbox;

import io.qianhu.message.Message;
import io.qianhu.message.WordedIOException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the file in which a sandbox keeps what it accepted, also while the sandbox is still writing it. */
public final class SandboxJournal {
    private SandboxJournal() {}

    /**
     * The tasks in the order in which they were accepted, one at a time; close the stream to close the file. A torn last
     * line, which a crash of the sandbox leaves behind, is left out: its task was never answered.
     *
     * @throws UncheckedIOException when the file cannot be read
     * @throws IllegalStateException from the stream, at a line that is no task
     */
    public static Stream<AcceptedTask> read(Path journal) {
        JournalLines lines;
        try {
            lines = new JournalLines(journal);
        } catch (IOException unreadable) {
            throw new WordedIOException(Message.of("sandbox.sandbox-journal-cannot-read", journal), unreadable);
        }
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(lines, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(lines::close);
    }

    /** Counts the journal's tasks and numbers; takes 8 bytes of memory for each number. */
    public static JournalTally tally(Path journal) {
        long tasks = 0;
        long repeatedNames = 0;
        int count = 0;
        long[] numbers = new long[1024];
        Set<String> names = new HashSet<>();
        try (Stream<AcceptedTask> accepted = read(journal)) {
            for (AcceptedTask task : (Iterable<AcceptedTask>) accepted::iterator) {
                tasks++;
                if (!task.name().isEmpty() && !names.add(task.name())) {
                    repeatedNames++;
                }
                for (String callee : task.callees()) {
                    if (count == numbers.length) {
                        numbers = Arrays.copyOf(numbers, Math.multiplyExact(count, 2));
                    }
                    numbers[count++] = asLong(callee);
                }
            }
        }
        long distinct = Arrays.stream(numbers, 0, count).sorted().distinct().count();
        return new JournalTally(tasks, count, distinct, count - distinct, repeatedNames);
    }

    /** A leading 1 keeps apart what a leading 0 would otherwise make equal. */
    private static long asLong(String callee) {
        return Long.parseLong("1" + callee);
    }
}
