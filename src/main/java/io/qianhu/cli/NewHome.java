package io.qianhu.cli;

import io.qianhu.job.RunRefused;
import io.qianhu.ledger.RunStore;
import io.qianhu.ledger.Target;
import io.qianhu.message.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether live runs may be made in a home. A command that is repeated in another folder, or without its settings, finds a
 * new and empty ledger in which nobody was called. So the first live run of a home must be asked for; and it must be asked
 * for once only, since what is always asked for would keep nobody from that mistake.
 */
final class NewHome {
    /** Where the unit files of this repository have it. */
    private static final Path USUAL = Path.of("/var/lib/qianhu");

    private NewHome() {}

    /**
     * To be asked by the process that has the home, before it stores a live run.
     *
     * @param asked whether --new-home was given
     * @param last the home that this user has last used for a live run
     * @throws RunRefused when the home has no live run and that was not given, and when it has some and that was given
     */
    static void require(boolean asked, Path home, RunStore runs, Optional<Path> last) {
        boolean made = runs.all().stream().anyMatch(run -> run.target() == Target.LIVE);
        if (made && asked) {
            throw new RunRefused(Message.of("cli.qianhu-home-live-runs-already", home));
        }
        if (!made && !asked) {
            throw new RunRefused(refusal(home, others(home, last)));
        }
    }

    private static Message refusal(Path home, List<Path> others) {
        String known = others.stream().map(Path::toString).collect(Collectors.joining(", "));
        return others.isEmpty()
                ? Message.of("cli.qianhu-home-no-live-run-yet", home)
                : Message.of("cli.called-from-another-home", home, known);
    }

    private static List<Path> others(Path home, Optional<Path> last) {
        return Stream.concat(last.stream(), Stream.of(USUAL))
                .distinct()
                .filter(other -> !isSame(home, other) && mayHaveLedger(other))
                .toList();
    }

    private static boolean isSame(Path home, Path other) {
        try {
            return Files.isSameFile(home, other);
        } catch (IOException e) {
            return false;
        }
    }

    /** The home of another user cannot be looked into. */
    private static boolean mayHaveLedger(Path home) {
        return Files.isDirectory(home) && (!Files.isExecutable(home) || Files.exists(LedgerMark.in(home)));
    }
}
