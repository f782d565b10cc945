package io.qianhu.schedule;

import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.InboxSettings;
import io.qianhu.intake.Fingerprint;
import io.qianhu.intake.InputFiles;
import io.qianhu.intake.InputRefused;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunStore;
import io.qianhu.ledger.Target;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the files that no run of a campaign has read.
 *
 * <ol>
 *   <li>What a run has read is known by its content, whatever its name and place.
 *   <li>A file that looks as it did when it was last read is not read again.
 *   <li>A new file is complete when it has looked the same for the quiet time, counted from when it was first seen so: its
 *       own time stamp may come from another clock. Or when its marker is there. An empty one never is.
 *   <li>Only complete files are read.
 * </ol>
 *
 * Used by one thread.
 */
final class Inbox {
    private static final Logger log = LoggerFactory.getLogger(Inbox.class);

    private final InboxStore store;
    private final RunStore runs;
    private final Target target;
    private final Map<Path, Seen> seen = new HashMap<>();

    Inbox(InboxStore store, RunStore runs, Target target) {
        this.store = store;
        this.runs = runs;
        this.target = target;
    }

    private record Seen(InboxStore.Looks looks, Instant since) {}

    /** Looks once. */
    InboxLook look(Campaign campaign, Instant now) {
        List<Path> files;
        try {
            files = files(campaign);
        } catch (IOException e) {
            return InboxLook.troubled("inbox.folder " + e.getMessage() + " cannot be read ("
                    + e.getClass().getSimpleName() + "); make it, or give this user permission to read it");
        }
        List<Path> ready = new ArrayList<>();
        List<Path> unfinished = new ArrayList<>();
        Set<String> contents = new HashSet<>();
        for (Path file : files) {
            try {
                InboxStore.Looks looks = looks(file);
                Optional<String> known = store.content(looks);
                if (known.isPresent() && store.isRead(campaign.name(), target, known.get())) {
                    continue;
                }
                if (!complete(campaign, file, looks, now)) {
                    unfinished.add(file);
                    continue;
                }
                String content = known.orElseGet(() -> read(file, looks));
                if (!store.isRead(campaign.name(), target, content) && contents.add(content)) {
                    ready.add(file);
                }
            } catch (NoSuchFileException gone) {
                log.info("{} is gone again.", file);
            } catch (IOException | InputRefused e) {
                return InboxLook.troubled(file + " cannot be read (" + e.getMessage()
                        + "); give this user permission to read it, or take it away");
            }
        }
        return new InboxLook(ready, unfinished, "");
    }

    private String read(Path file, InboxStore.Looks looks) {
        String sha256 = Fingerprint.of(file).sha256();
        store.remember(looks, sha256);
        return sha256;
    }

    private boolean complete(Campaign campaign, Path file, InboxStore.Looks looks, Instant now) {
        InboxSettings inbox = campaign.inbox();
        String marker = inbox == null ? null : inbox.marker();
        if (looks.bytes() == 0) {
            return false;
        }
        if (marker != null) {
            return Files.exists(marker(file, marker));
        }
        Seen before = seen.get(file);
        if (before == null || !before.looks().equals(looks) || before.since().isAfter(now)) {
            seen.put(file, new Seen(looks, now));
            return false;
        }
        return !now.isBefore(before.since().plus(quietFor(campaign)));
    }

    /** How long a file of this campaign must not have changed. */
    static Duration quietFor(Campaign campaign) {
        InboxSettings inbox = campaign.inbox();
        return inbox == null ? InboxSettings.DEFAULT_QUIET_FOR : inbox.quietFor();
    }

    private static Path marker(Path file, String marker) {
        return file.resolveSibling(file.getFileName() + marker);
    }

    private static InboxStore.Looks looks(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new InboxStore.Looks(
                file.toString(),
                attributes.size(),
                attributes.lastModifiedTime().toInstant());
    }

    /** The files that the campaign names, new or not, by path. */
    private static List<Path> files(Campaign campaign) throws IOException {
        InboxSettings inbox = campaign.inbox();
        if (inbox != null) {
            return files(Path.of(inbox.folder()).toAbsolutePath().normalize(), inbox.files());
        }
        List<Path> files = new ArrayList<>();
        for (String pattern : campaign.input().files()) {
            try {
                files.addAll(InputFiles.resolve(List.of(pattern), Path.of("")));
            } catch (InputRefused none) {
                log.info("{}", none.getMessage());
            }
        }
        return files.stream().distinct().sorted().toList();
    }

    private static List<Path> files(Path folder, List<String> names) throws IOException {
        List<PathMatcher> matchers = names.stream()
                .map(name -> FileSystems.getDefault().getPathMatcher("glob:" + name))
                .toList();
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                Path name = entry.getFileName();
                if (!name.toString().startsWith(".")
                        && matchers.stream().anyMatch(matcher -> matcher.matches(name))
                        && Files.isRegularFile(entry)) {
                    files.add(entry);
                }
            }
        }
        files.sort(null);
        return files;
    }

    /** A run has begun on these files; from now on they are not new. */
    void taken(Run run, List<Path> files) {
        files.forEach(file -> store.lastContent(file.toString())
                .ifPresent(content -> store.taken(run.campaign(), target, content, run.id())));
    }

    /** Moves the files whose run has come to its end, where the campaign wants that. */
    void tidy(Campaign campaign) {
        InboxSettings inbox = campaign.inbox();
        if (inbox == null || inbox.moveTo() == null) {
            return;
        }
        Path to = Path.of(inbox.moveTo()).toAbsolutePath().normalize();
        try {
            for (Path file : files(campaign)) {
                Optional<String> run = store.content(looks(file))
                        .flatMap(content -> store.takenBy(campaign.name(), target, content))
                        .filter(id -> runs.find(id)
                                .filter(found -> !found.state().unfinished())
                                .isPresent());
                if (run.isPresent()) {
                    Files.createDirectories(to);
                    move(file, to, run.get());
                    moveMarker(file, inbox.marker(), to, run.get());
                }
            }
        } catch (IOException e) {
            log.warn("Files could not be moved to inbox.move-to {} ({}); they stay, and are not read again.", to, e);
        }
    }

    private static void moveMarker(Path file, @Nullable String marker, Path to, String run) throws IOException {
        if (marker != null && Files.exists(marker(file, marker))) {
            move(marker(file, marker), to, run);
        }
    }

    /** Never over another file: one of the same name gets the run's id in front. */
    private static void move(Path file, Path to, String run) throws IOException {
        Path there = to.resolve(file.getFileName());
        Files.move(file, Files.exists(there) ? to.resolve(run + "-" + file.getFileName()) : there);
    }
}
