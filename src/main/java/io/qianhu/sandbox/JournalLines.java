package io.qianhu.sandbox;

import io.qianhu.message.Message;
import io.qianhu.message.WordedIOException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Goes through a journal line by line. A last line without a line end is torn and does not count. */
final class JournalLines implements Iterator<AcceptedTask>, AutoCloseable {
    /** 1,000 landline numbers take 15,000 bytes; what is longer than this was not written by a sandbox. */
    private static final int LONGEST_LINE = 256 * 1024;

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final Path journal;
    private final InputStream in;
    private long line;
    private long wholeBytes;
    private @Nullable AcceptedTask next;

    JournalLines(Path journal) throws IOException {
        this.journal = journal;
        this.in = new BufferedInputStream(Files.newInputStream(journal), 64 * 1024);
    }

    /** How many bytes the whole lines take that were read so far. */
    long wholeBytes() {
        return wholeBytes;
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            next = readLine();
        }
        return next != null;
    }

    @Override
    public AcceptedTask next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        AcceptedTask task = next;
        next = null;
        return task;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    private @Nullable AcceptedTask readLine() {
        line++;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 * 1024);
        try {
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    return null;
                }
                bytes.write(b);
                if (bytes.size() > LONGEST_LINE) {
                    throw notATask();
                }
            }
        } catch (IOException unreadable) {
            throw new WordedIOException(Message.of("sandbox.sandbox-journal-cannot-read", journal), unreadable);
        }
        wholeBytes += bytes.size() + 1L;
        return parsed(bytes.toByteArray());
    }

    private AcceptedTask parsed(byte[] json) {
        try {
            // The text "null" is valid JSON and yields null, which would read as the end of the file.
            return Objects.requireNonNull(MAPPER.readValue(json, AcceptedTask.class));
        } catch (JacksonException | NullPointerException broken) {
            // Without the cause, whose message may quote numbers.
            throw notATask();
        }
    }

    private IllegalStateException notATask() {
        return new IllegalStateException(
                "line " + line + " of the sandbox's journal " + journal + " is not a task; repair or remove the file");
    }
}
