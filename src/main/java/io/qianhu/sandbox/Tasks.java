package io.qianhu.sandbox;

import io.qianhu.message.Message;
import io.qianhu.message.WordedIOException;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The robot tasks that exist. Memory holds what a query shows; the numbers are in the journal alone.
 *
 * <p>Accepting: take an id and append to the journal under the lock, so that ids increase within the file; force the file
 * outside the lock, so that requests under way share a force; only then make the task visible and answer.
 */
final class Tasks implements AutoCloseable {
    /** Ten digits, as in the API's example. Without a journal every sandbox begins here again. */
    private static final long FIRST_ID = 4_001_000_001L;

    private final ConcurrentSkipListMap<Long, Task> byId = new ConcurrentSkipListMap<>();
    private final @Nullable JournalFile journal;
    private final Object appending = new Object();
    private long nextId = FIRST_ID;

    /** What a query shows of a task. */
    record Task(long id, String name, Instant createdAt, long dialogId, int callees) {}

    Tasks(SandboxSettings settings) throws IOException {
        this.journal = settings.journal() == null ? null : JournalFile.open(settings.journal(), this::restore);
    }

    private void restore(AcceptedTask task) {
        show(task);
        nextId = Math.max(nextId, task.id() + 1);
    }

    /** Accepts a task for good and returns its id. */
    long accept(NewTask task, Instant now, String requestId) {
        AcceptedTask accepted;
        try {
            synchronized (appending) {
                accepted = new AcceptedTask(
                        nextId, task.name(), now, task.dialogId(), task.callees(), task.duplicates(), requestId);
                if (journal != null) {
                    journal.append(accepted);
                }
                nextId++;
            }
            if (journal != null) {
                journal.force();
            }
        } catch (IOException diskFullOrBroken) {
            throw new WordedIOException(Message.of("sandbox.task-could-not-written-sandbox"), diskFullOrBroken);
        }
        show(accepted);
        return accepted.id();
    }

    private void show(AcceptedTask task) {
        byId.put(
                task.id(),
                new Task(
                        task.id(),
                        task.name(),
                        task.createdAt(),
                        task.dialogId(),
                        task.callees().size()));
    }

    /** The id of the oldest one; there must be one. */
    long first() {
        return byId.firstKey();
    }

    int count() {
        return byId.size();
    }

    /** All tasks, the newest first; a view that goes on while tasks are added. */
    Collection<Task> newestFirst() {
        return byId.descendingMap().values();
    }

    @Override
    public void close() throws IOException {
        if (journal != null) {
            journal.close();
        }
    }
}
