package io.qianhu.cli;

import io.qianhu.job.Home;
import io.qianhu.message.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Takes the home, or says who has it. */
final class Homes {
    /**
     * Commands that only look hold the home for a second or two. A run needs some seconds to start, half a minute on a
     * busy machine, before it says how it is reached.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration POLL = Duration.ofMillis(100);

    private Homes() {}

    /**
     * Takes the home, waiting for a command that only looks at it.
     *
     * @throws HomeInUse when a run has it
     */
    static Home take(Path path) {
        return takeUnlessActive(path).orElseThrow(() -> new HomeInUse(message(path, ControlFile.ofLivingOwner(path))));
    }

    /**
     * Takes the home, waiting for a command that only looks at it, or for a run that is about to begin or to end.
     *
     * @return empty when a run has it and can be asked
     * @throws HomeInUse when a process has it for long and cannot be asked
     */
    static Optional<Home> takeUnlessActive(Path path) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<Home> home = Home.tryTake(path);
            if (home.isPresent()) {
                return home;
            }
            if (ControlFile.ofLivingOwner(path).isPresent()) {
                return Optional.empty();
            }
            if (System.nanoTime() - deadline > 0) {
                throw new HomeInUse(message(path, Optional.empty()));
            }
            pause();
        }
    }

    private static Message message(Path path, Optional<ControlFile> owner) {
        if (owner.filter(ControlFile::serves).isPresent()) {
            return Message.of(
                    "cli.qianhu-home-belongs-runs-campaigns-folder",
                    path.toAbsolutePath().normalize(),
                    owner.get().owner());
        }
        return Message.of(
                "cli.qianhu-home-use-wait",
                path.toAbsolutePath().normalize(),
                owner.map(ControlFile::owner).orElse(Message.of("cli.another-process")));
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HomeInUse(Message.of("cli.interrupted-while-waiting-qianhu-home"));
        }
    }
}
