package io.qianhu.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for its owner only, which is deleted with all that is in it when it is closed. */
final class TemporaryFolder implements AutoCloseable {
    private final Path path;

    private TemporaryFolder(Path path) {
        this.path = path;
    }

    /** @throws RunRefused when the system's folder for temporary files cannot be written to */
    static TemporaryFolder make() {
        try {
            return new TemporaryFolder(Files.createTempDirectory("qianhu-check-"));
        } catch (IOException e) {
            throw new RunRefused("no temporary folder can be made in " + System.getProperty("java.io.tmpdir") + " (" + e
                    + "); make it writable, or name another with java -Djava.io.tmpdir=FOLDER");
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> inner = all.sorted(Comparator.reverseOrder()).toList();
            for (Path file : inner) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
