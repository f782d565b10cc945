package io.qianhu.cli;

import io.qianhu.job.Home;
import io.qianhu.ledger.LedgerFile;
import io.qianhu.message.Message;
import io.qianhu.message.WordedIOException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a home remembers of its ledger, in a file beside it. With it a ledger that is gone, empty or of yesterday is not
 * taken for one in which nobody was called.
 *
 * @param file where the ledger was
 * @param ledger what tells it from every other one
 * @param version how often it had been written to
 * @param notedAt when that was
 */
record LedgerMark(String file, String ledger, long version, String notedAt) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NAME = "ledger.json";

    static LedgerMark of(LedgerFile file, long version, Instant now) {
        return new LedgerMark(
                file.path().toString(),
                file.id(),
                version,
                now.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    static Path in(Path home) {
        return home.resolve(NAME);
    }

    /**
     * What this home remembers; empty when it never had a ledger.
     *
     * @throws LedgerLost when that cannot be read
     */
    static Optional<LedgerMark> read(Path home) {
        Path file = in(home);
        try {
            LedgerMark mark = JSON.readValue(Files.readString(file), LedgerMark.class);
            if (mark == null || mark.file == null || mark.ledger == null || mark.notedAt == null) {
                throw new IOException("incomplete");
            }
            return Optional.of(mark);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | JacksonException e) {
            throw new LedgerLost(Message.of(
                    "cli.cannot-read-says-ledger-home", file, e.getClass().getSimpleName()));
        }
    }

    /** Forced to the disk, for a mark that a power cut has emptied would keep the next process from beginning. */
    void write(Path home) {
        Path part = home.resolve(NAME + ".part");
        try {
            Files.deleteIfExists(part);
            force(part);
            // The system's administrator may look, and the service must still be able to read it.
            UserPrincipal owner = Files.getOwner(home);
            if (Home.isRoots(part) && !owner.equals(Files.getOwner(part))) {
                Files.setOwner(part, owner);
            }
            Files.move(part, in(home), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new WordedIOException(Message.of("cli.cannot-write", in(home), e.getMessage()), e);
        }
    }

    private void force(Path part) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            Home.keepPrivate(part);
            ByteBuffer text = ByteBuffer.wrap(JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8));
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
    }

    /** @throws LedgerLost since there is no such file where the ledger is looked for */
    LedgerLost missing(Path home, String place) {
        Message toDo = saved(place)
                .map(copy -> Message.of("cli.nothing-done-held-saved", copy, place))
                .orElseGet(() -> whatToDo(home, Message.of("cli.put-latest-copy")));
        return new LedgerLost(
                place.equals(file)
                        ? Message.of("cli.ledger-not-home-had-until", place, noted(), toDo)
                        : Message.of("cli.ledger-gone-since", place, noted(), file, toDo));
    }

    /** The latest that a process has saved when the ledger was gone. */
    private static Optional<Path> saved(String place) {
        Path folder = Path.of(place).toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(LedgerGuard::isSaved).max(Comparator.naturalOrder());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Makes sure that the open ledger is the one of this home and not older than it was.
     *
     * @throws LedgerLost when it is not
     */
    void require(Path home, LedgerFile open) {
        String id = open.id();
        if (!id.equals(ledger)) {
            Message toDo = whatToDo(home, Message.of("cli.put-that-one-back"));
            throw new LedgerLost(Message.of(
                    id.isEmpty() ? "cli.ledger-empty-not-home-had" : "cli.ledger-another-not-home-had",
                    open.path(),
                    noted(),
                    toDo));
        }
        if (open.version() < version) {
            throw new LedgerLost(Message.of(
                    "cli.ledger-older-copy-put-back",
                    open.path(),
                    noted(),
                    whatToDo(home, Message.of("cli.put-latest-back"))));
        }
    }

    private String noted() {
        return Instant.parse(notedAt)
                .atZone(ZoneId.systemDefault())
                .toLocalDateTime()
                .toString()
                .replace('T', ' ');
    }

    private static Message whatToDo(Path home, Message mend) {
        return Message.of("cli.nothing-done-run-same-command", mend, in(home));
    }
}
