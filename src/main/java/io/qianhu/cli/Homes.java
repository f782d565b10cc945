package io.qianhu.cli;

import io.qianhu.job.Home;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Takes the home, or says who has it. */
final class Homes {
    /** Commands that only look hold the home for a second or two; a run waits that long for them. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration POLL = Duration.ofMillis(100);

    private Homes() {}

    /**
     * Takes the home, waiting for a command that only looks at it.
     *
     * @throws HomeInUse when a run has it
     */
    static Home take(Path path) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<Home> home = Home.tryTake(path);
            if (home.isPresent()) {
                return home.get();
            }
            Optional<ControlFile> owner = ControlFile.read(path);
            if (owner.filter(ControlFile::ownerLives).isPresent() || System.nanoTime() - deadline > 0) {
                throw new HomeInUse(message(path, owner));
            }
            pause();
        }
    }

    private static String message(Path path, Optional<ControlFile> owner) {
        return "qianhu.home " + path.toAbsolutePath().normalize() + " is in use by "
                + owner.map(file -> "process " + file.pid() + ", which works on run " + file.run())
                        .orElse("another process")
                + "; wait for it, stop it with `qianhu stop`, or use another qianhu.home";
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HomeInUse("interrupted while waiting for qianhu.home");
        }
    }
}
