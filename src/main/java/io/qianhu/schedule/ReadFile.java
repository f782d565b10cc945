package io.qianhu.schedule;

import io.qianhu.intake.Fingerprint;
import io.qianhu.intake.ReadingStopped;
import io.qianhu.message.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * A file of an inbox that was read, and is moved away.
 *
 * @param sha256 of what was read
 */
record ReadFile(Path file, String sha256, String run) {
    /**
     * Moves it, and puts it back when it turns out to be another one, which nobody has read, that came in its place at the
     * last moment.
     *
     * @param stop asked every few MB
     * @throws IOException when it could not be moved, or is another one
     * @throws ReadingStopped when nobody could see to the end which one it is; it is back then
     */
    void moveTo(Path folder, BooleanSupplier stop) throws IOException {
        Path there = move(file, folder);
        boolean read = false;
        try {
            read = Fingerprint.of(there, stop).sha256().equals(sha256);
        } finally {
            if (!read) {
                Files.move(there, file);
            }
        }
        if (!read) {
            throw new IOException(Message.of("schedule.replaced-moment").english());
        }
    }

    /** Moves what belongs to it. */
    void moveBeside(Path other, Path folder) throws IOException {
        move(other, folder);
    }

    /** Never over another file: one of the same name gets the run's id in front. */
    private Path move(Path from, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path there = folder.resolve(from.getFileName());
        return Files.move(from, Files.exists(there) ? folder.resolve(run + "-" + from.getFileName()) : there);
    }
}
