package io.qianhu.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How other processes reach the one that works on a run: written into the home, which only its owner can read.
 *
 * @param startedAt when the process started, since process ids are used again
 * @param token what a caller must show
 */
record ControlFile(long pid, Instant startedAt, String run, int port, String token) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NAME = "control.json";

    static ControlFile ofThisProcess(String run, int port, String token) {
        return new ControlFile(ProcessHandle.current().pid(), started(ProcessHandle.current()), run, port, token);
    }

    /** The file in this home, if there is one that can be read. */
    static Optional<ControlFile> read(Path home) {
        try {
            return Optional.of(JSON.readValue(Files.readString(home.resolve(NAME)), ControlFile.class));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    void write(Path home) {
        Path whole = home.resolve(NAME);
        Path part = home.resolve(NAME + ".part");
        try {
            Files.writeString(part, JSON.writeValueAsString(this));
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + whole + ": " + e.getMessage(), e);
        }
    }

    static void delete(Path home) {
        try {
            Files.deleteIfExists(home.resolve(NAME));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the process that wrote this is still there. */
    boolean ownerLives() {
        return ProcessHandle.of(pid)
                .filter(process -> started(process).equals(startedAt))
                .isPresent();
    }

    private static Instant started(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}
