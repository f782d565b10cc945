package io.qianhu.cli;

import io.qianhu.dispatch.StopSignal;
import io.qianhu.job.Home;
import io.qianhu.ledger.DiskSync;
import io.qianhu.ledger.DiskTrouble;
import io.qianhu.ledger.LedgerFile;
import io.qianhu.message.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches over the ledger's file while this process has it open: notes every few seconds how far it has come, and tells
 * when it is not where it was any more. Then nothing further may be submitted, and what the process still has of it is
 * saved beside its place. Safe for use by several threads.
 */
final class LedgerGuard implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LedgerGuard.class);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final int EVERY_SECONDS = 2;

    /** One may have met a moment at which the database was opened again. */
    private static final int MOST_FAILURES = 2;

    private static final String SAVED = "rescued-";
    private static final String ENDING = ".mv.db";

    private final Home home;
    private final LedgerFile file;
    private final DiskSync disk;
    private final InstantSource clock;
    private final Consumer<Message> lastWords;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "ledger-guard");
        thread.setDaemon(true);
        return thread;
    });

    private volatile @Nullable Message lost;
    private volatile boolean damaged;
    private boolean rescued;
    private volatile @Nullable Message broken;
    private int failures;
    private long noted = -1;
    private volatile boolean begun;

    /** @param lastWords hears at the close what was saved, where nobody has asked for that before */
    LedgerGuard(Home home, LedgerFile file, DiskSync disk, InstantSource clock, Consumer<Message> lastWords) {
        this.lastWords = lastWords;
        this.home = home;
        this.file = file;
        this.disk = disk;
        this.clock = clock;
    }

    /** Whether it is a file that {@link #rescue} has made. */
    static boolean isSaved(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(SAVED) && name.endsWith(ENDING);
    }

    /** Watches from now on; the ledger has its tables. */
    void begin() {
        begun = true;
        look();
        var unused = timer.scheduleWithFixedDelay(this::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    /** What ends all work: that the file is gone. Looks at once, and does no harm to a thread that is interrupted. */
    Optional<StopSignal.Stop> lost() {
        if (lost == null) {
            file.missing().ifPresent(this::isLost);
        }
        return Optional.ofNullable(lost)
                .map(why -> new StopSignal.Stop(
                        StopSignal.Cause.FAILURE, Message.of("cli.ledger-nothing-more-submitted", file.path(), why)));
    }

    private void isLost(Message why) {
        lost = why;
        log.error("The ledger {} {}.", file.path(), why);
    }

    private synchronized void look() {
        try {
            if (lost().isEmpty() && file.damaged()) {
                damaged = true;
                isLost(Message.of("cli.cut-off-overwritten-while-process"));
            }
            if (lost == null) {
                note();
            }
            failures = 0;
            broken = null;
        } catch (RuntimeException e) {
            failures++;
            log.info("how far the ledger has come could not be noted: {}", e.toString());
            if (failures == MOST_FAILURES) {
                broken = DiskTrouble.in(e).orElse(Message.of(e));
                log.warn("The ledger cannot be written to: {}", broken, e);
            }
        }
    }

    /**
     * Why this process can do nothing more with the ledger, a half-sentence; empty while it can. H2 closes a database that it
     * could not write, and after a force that failed nothing counts as forced any more; only a database that is opened anew
     * helps.
     */
    Optional<Message> broken() {
        return Optional.ofNullable(broken);
    }

    /** What is noted must survive whatever the ledger survives, or an honest ledger would be taken for an old one. */
    private void note() {
        long version = file.version();
        if (version > noted) {
            disk.force();
            LedgerMark.of(file, version, clock.instant()).write(home.path());
            noted = version;
        }
    }

    /**
     * Saves what this process has of a ledger that is gone. To be called when nothing is worked on any more.
     *
     * @return what was saved and what to do with it, a sentence; empty while the ledger is where it was
     */
    synchronized Optional<Message> rescue() {
        Optional<StopSignal.Stop> gone = lost();
        if (gone.isEmpty() || rescued) {
            return Optional.empty();
        }
        rescued = true;
        return Optional.of(Message.of("message.sentences", gone.get().message(), saved()));
    }

    private Message saved() {
        if (damaged) {
            return Message.of("cli.put-latest-copy-back");
        }
        Path copy = file.path()
                .resolveSibling(SAVED + SECONDS.format(clock.instant().atZone(ZoneId.systemDefault())) + ENDING);
        try {
            Home.makePrivate(home.path());
            if (Files.notExists(home.path().resolve("lock"))) {
                // The whole home was deleted: it still is one, and must not begin anew.
                Files.createFile(home.path().resolve("lock"));
            }
            Home.makePrivate(home.ledgerFolder());
            Files.createDirectories(copy.toAbsolutePath().getParent());
            Path part = Path.of(copy + ".part");
            // What is written while it is copied may be missing in the copy.
            long version = file.version();
            file.copyTo(part);
            Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
            LedgerMark.of(file, version, clock.instant()).write(home.path());
            return Message.of("cli.ledger-held-saved", copy, file.path());
        } catch (IOException | RuntimeException e) {
            log.error("The ledger could not be saved.", e);
            return Message.of("cli.ledger-held-could-not-saved", Message.of(e));
        }
    }

    /**
     * Notes the last of it, or saves it where it is gone: whatever command had it open, this is the last moment at which
     * anybody can. Not interrupted: that would close the ledger's file.
     */
    @Override
    public void close() {
        timer.shutdown();
        if (!begun) {
            return;
        }
        try {
            if (!timer.awaitTermination(1, TimeUnit.MINUTES)) {
                log.warn("A look at the ledger's file does not end.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        look();
        rescue().ifPresent(lastWords);
    }
}
