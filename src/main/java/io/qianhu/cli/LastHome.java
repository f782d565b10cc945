package io.qianhu.cli;

import io.qianhu.job.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The home that this user has last used for a live run, in a file of the user's own; it is shown to who is about to use
 * another one. What cannot be read or written there is not known, and fails nothing.
 */
final class LastHome {
    /** No path is longer; what is there may be anything. */
    private static final int LONGEST_BYTES = 16_384;

    private static final Logger log = LoggerFactory.getLogger(LastHome.class);

    private final Path file;

    /** @param state the folder for what programs of this user remember */
    LastHome(Path state) {
        this.file = state.resolve("qianhu").resolve("last-home");
    }

    /** As the XDG base directory specification has it: {@code $XDG_STATE_HOME}, or {@code ~/.local/state}. */
    static LastHome ofThisUser() {
        String state = System.getenv("XDG_STATE_HOME");
        return new LastHome(
                state != null && state.startsWith("/")
                        ? Path.of(state)
                        : Path.of(System.getProperty("user.home"), ".local", "state"));
    }

    Optional<Path> read() {
        try {
            if (Files.size(file) > LONGEST_BYTES) {
                return Optional.empty();
            }
            return Optional.of(Path.of(Files.readString(file).strip())).filter(Path::isAbsolute);
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Remembers it, for its owner only. */
    void write(Path home) {
        try {
            Path folder = file.resolveSibling("");
            Home.makePrivate(folder);
            Path part = Files.createTempFile(folder, "last-home", ".part");
            Files.writeString(part, home + "\n");
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            log.info("It is not noted in {} that {} was used for a live run ({}).", file, home, e.toString());
        }
    }
}
