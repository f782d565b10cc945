package io.qianhu.cli;

import io.qianhu.ledger.LeaseOwner;
import io.qianhu.message.Message;
import io.qianhu.message.WordedIOException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How other processes reach the one that works on a run: written into the home, which only its owner can read.
 *
 * @param process which one that is; its id alone does not tell, since ids are used again
 * @param run the run that it works on; empty as long as it finds out which one that is
 * @param token what a caller must show
 * @param serves whether it serves campaigns, and so goes on when its run has ended
 */
record ControlFile(LeaseOwner process, String run, int port, String token, boolean serves) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NAME = "control.json";

    static ControlFile ofThisProcess(String run, int port, String token, boolean serves) {
        return new ControlFile(LeaseOwner.ofThisProcess(), run, port, token, serves);
    }

    /** The file in this home, if there is one that can be read. */
    private static Optional<ControlFile> read(Path home) {
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
            Files.deleteIfExists(part);
            createForOwner(part);
            Files.writeString(part, JSON.writeValueAsString(this));
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new WordedIOException(Message.of("cli.cannot-write", whole, e.getMessage()), e);
        }
    }

    /** The folder is closed to others already; the token is worth a second lock. */
    private static void createForOwner(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }

    static void delete(Path home) {
        try {
            Files.deleteIfExists(home.resolve(NAME));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Who answers for this home now; a file that a dead process left behind does not count. */
    static Optional<ControlFile> ofLivingOwner(Path home) {
        return read(home).filter(file -> file.process().livesHere());
    }

    /** The process as messages name it. */
    Message owner() {
        Message named = Message.of(serves ? "cli.process-qianhu-serve" : "cli.process", process.pid());
        return run.isEmpty() ? named : Message.of("cli.works-on-run", named, run);
    }
}
