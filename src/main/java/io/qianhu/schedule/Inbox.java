package io.qianhu.schedule;

import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.InboxSettings;
import io.qianhu.intake.Clutter;
import io.qianhu.intake.Glob;
import io.qianhu.intake.InputFiles;
import io.qianhu.intake.InputRefused;
import io.qianhu.intake.IntakeLimits;
import io.qianhu.intake.Reading;
import io.qianhu.intake.ReadingStopped;
import io.qianhu.intake.ReadingTookTooLong;
import io.qianhu.intake.Survey;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunStore;
import io.qianhu.ledger.Target;
import io.qianhu.message.Message;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the files that no run of a campaign has read.
 *
 * <ol>
 *   <li>What a run has read, of this campaign or of its script, is known by its content, whatever its name and place.
 *   <li>A file that looks as it did when it was last read is not read again.
 *   <li>A new file is complete when it has looked the same for the quiet time, counted from when it was first seen so: its
 *       own time stamp may come from another clock. Or when its marker is there and newer: an older one is that of an
 *       earlier file of this name, one of the same moment says nothing yet. An empty file without a marker must be older
 *       than the schedule, too: whoever has just made it may only begin to write.
 *   <li>Only complete files are read, and no symbolic links unless the campaign wants that.
 *   <li>A file that takes too long to read is set aside: as long as it looks the same, it is not read again.
 * </ol>
 *
 * Used by one thread.
 */
final class Inbox {
    private static final boolean UNIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    private static final Logger log = LoggerFactory.getLogger(Inbox.class);

    private final InboxStore store;
    private final RunStore runs;
    private final Target target;
    private final IntakeLimits limits;
    private final Reading reading;
    private final BooleanSupplier stop;
    private final Map<String, Map<Path, Seen>> seen = new HashMap<>();

    /**
     * @param reading until when a file is read whose content nobody knows
     * @param stop whether the process is to end, asked every few MB of a file that is moved
     */
    Inbox(InboxStore store, RunStore runs, Target target, IntakeLimits limits, Reading reading, BooleanSupplier stop) {
        this.limits = limits;
        this.reading = reading;
        this.stop = stop;
        this.store = store;
        this.runs = runs;
        this.target = target;
    }

    private record Seen(InboxStore.Looks looks, Instant since) {}

    /**
     * Looks once, for this time of the schedule.
     *
     * @throws ReadingStopped when the process is to end while a file is read; it is as new as before
     */
    InboxLook look(Campaign campaign, Instant now, Instant due) {
        List<Path> files;
        try {
            files = files(campaign);
        } catch (InputRefused e) {
            return InboxLook.troubled(Message.of(e));
        } catch (IOException e) {
            return InboxLook.troubled(Message.of(
                    "schedule.inbox-folder-cannot-read",
                    e.getMessage(),
                    e.getClass().getSimpleName()));
        }
        forgetOthers(seen.computeIfAbsent(campaign.name(), name -> new HashMap<>()), files);
        List<NewFile> ready = new ArrayList<>();
        List<Path> unfinished = new ArrayList<>();
        List<Path> forgotten = new ArrayList<>();
        String readBy = null;
        String elsewhere = null;
        Set<String> contents = new HashSet<>();
        Message trouble = Message.NONE;
        for (Path file : files) {
            try {
                InboxStore.Looks looks = looks(file, links(campaign));
                Message refusal = refusal(campaign, file, looks);
                if (!refusal.isEmpty()) {
                    trouble = trouble.isEmpty() ? refusal : trouble;
                    continue;
                }
                Optional<String> known = store.content(looks);
                Optional<String> reader = known.flatMap(content -> reader(campaign, content));
                if (reader.isPresent()) {
                    elsewhere =
                            reader.filter(name -> !name.equals(campaign.name())).orElse(elsewhere);
                    continue;
                }
                if (!complete(campaign, file, looks, now, due)) {
                    boolean untouched = looks.modifiedAt().isBefore(due) && quiet(campaign, file, looks, now);
                    (untouched ? forgotten : unfinished).add(file);
                    continue;
                }
                String content = known.isPresent() ? known.get() : content(campaign, file, looks);
                if (content.isEmpty() || !looks(file, links(campaign)).equals(looks)) {
                    unfinished.add(file);
                    continue;
                }
                store.remember(looks, content);
                reader = reader(campaign, content);
                elsewhere = reader.filter(name -> !name.equals(campaign.name())).orElse(elsewhere);
                if (reader.isEmpty() && contents.add(content)) {
                    ready.add(new NewFile(file, content));
                    readBy = store.readByOther(campaign.name(), target, content).orElse(readBy);
                }
            } catch (NoSuchFileException gone) {
                log.info("{} is gone again.", file);
            } catch (InputRefused | ReadingTookTooLong e) {
                trouble = Message.of(e);
            } catch (IOException e) {
                trouble = Message.of("schedule.cannot-read-give-user-permission", file, e.getMessage());
            }
        }
        return new InboxLook(ready, unfinished, forgotten, readBy, elsewhere, trouble);
    }

    static void forgetOthers(Map<Path, ?> seen, List<Path> files) {
        seen.keySet().retainAll(Set.copyOf(files));
    }

    /** Why a file is not looked at at all; empty when it is. */
    private Message refusal(Campaign campaign, Path file, InboxStore.Looks looks) {
        if (links(campaign).length > 0 && Files.isSymbolicLink(file)) {
            return Message.of("schedule.symbolic-link-not-followed", file);
        }
        return store.isSetAside(looks) ? ReadingTookTooLong.message(file.toString()) : Message.NONE;
    }

    /** The SHA-256; empty when the file has changed meanwhile. */
    private String content(Campaign campaign, Path file, InboxStore.Looks looks) throws IOException {
        try {
            return Survey.ofNamed(file, limits, campaign.input(), reading.of(file.toString()), links(campaign))
                    .fingerprint()
                    .sha256();
        } catch (ReadingTookTooLong e) {
            store.remember(looks, null);
            throw e;
        } catch (InputRefused e) {
            if (looks(file, links(campaign)).equals(looks)) {
                throw e;
            }
            return "";
        }
    }

    /** The file took too long to unpack or to understand; it is not new until it changes. */
    void setAside(Campaign campaign, NewFile file) {
        try {
            InboxStore.Looks looks = looks(file.path(), links(campaign));
            if (store.content(looks).filter(file.sha256()::equals).isPresent()) {
                store.remember(looks, null);
            }
        } catch (IOException gone) {
            log.info("{} is gone again.", file.path());
        }
    }

    /** What a person has named in input.files may be a link. */
    private static LinkOption[] links(Campaign campaign) {
        InboxSettings inbox = campaign.inbox();
        return inbox == null || inbox.followLinks() ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
    }

    private Optional<String> reader(Campaign campaign, String content) {
        return store.readBy(campaign.name(), campaign.task().dialogId(), target, content);
    }

    private boolean complete(Campaign campaign, Path file, InboxStore.Looks looks, Instant now, Instant due)
            throws IOException {
        InboxSettings inbox = campaign.inbox();
        String marker = inbox == null ? null : inbox.marker();
        if (marker != null) {
            Path beside = marker(file, marker);
            Instant marked = Files.exists(beside) ? looks(beside).modifiedAt() : Instant.MIN;
            if (!marked.equals(looks.modifiedAt())) {
                return marked.isAfter(looks.modifiedAt());
            }
        }
        boolean mayBeBegun = looks.bytes() == 0 && !looks.modifiedAt().isBefore(due);
        return quiet(campaign, file, looks, now) && !mayBeBegun;
    }

    private boolean quiet(Campaign campaign, Path file, InboxStore.Looks looks, Instant now) {
        Map<Path, Seen> ofCampaign = seen.computeIfAbsent(campaign.name(), name -> new HashMap<>());
        Seen before = ofCampaign.get(file);
        if (before == null || !before.looks().equals(looks) || before.since().isAfter(now)) {
            ofCampaign.put(file, new Seen(looks, now));
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

    private static InboxStore.Looks looks(Path file, LinkOption... links) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class, links);
        return new InboxStore.Looks(
                file.toString(),
                attributes.size(),
                attributes.lastModifiedTime().toInstant(),
                identity(file, links));
    }

    private static String identity(Path file, LinkOption... links) throws IOException {
        if (!UNIX) {
            return "";
        }
        Map<String, Object> unix = Files.readAttributes(file, "unix:ino,ctime", links);
        return unix.get("ino") + " " + unix.get("ctime");
    }

    /** The files that the campaign names, new or not, by path. */
    private static List<Path> files(Campaign campaign) throws IOException {
        InboxSettings inbox = campaign.inbox();
        if (inbox != null) {
            return files(Path.of(inbox.folder()).toAbsolutePath().normalize(), inbox.files());
        }
        List<Path> files = new ArrayList<>();
        for (String pattern : campaign.input().files()) {
            files.addAll(InputFiles.find(pattern, Path.of("")));
        }
        return files.stream().distinct().sorted().toList();
    }

    private static List<Path> files(Path folder, List<String> names) throws IOException {
        List<Glob> globs = names.stream().map(Glob::new).toList();
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                Path name = entry.getFileName();
                if (!Clutter.is(name.toString())
                        && globs.stream().anyMatch(glob -> glob.matches(name.toString()))
                        && Files.isRegularFile(entry)) {
                    files.add(entry);
                }
            }
        }
        files.sort(null);
        return files;
    }

    /** A run has begun on files of this content; from now on they are not new. */
    void taken(Run run, Set<String> contents) {
        contents.forEach(content -> store.taken(run.campaign(), target, content, run.id()));
    }

    /** Moves the files whose run has come to its end, where the campaign wants that; gives what could not be. */
    List<Message> tidy(Campaign campaign) {
        store.forgetGone();
        InboxSettings inbox = campaign.inbox();
        if (inbox == null || inbox.moveTo() == null) {
            return List.of();
        }
        Path to = Path.of(inbox.moveTo()).toAbsolutePath().normalize();
        List<Message> told = new ArrayList<>();
        try {
            for (Path file : files(campaign)) {
                if (stop.getAsBoolean()) {
                    break;
                }
                tidy(campaign, file, inbox.marker(), to, told);
            }
        } catch (IOException e) {
            told.add(Message.of("schedule.inbox-unreadable-because", inbox.folder(), e));
        }
        return told;
    }

    private void tidy(Campaign campaign, Path file, @Nullable String marker, Path to, List<Message> told) {
        try {
            InboxStore.Looks looks = looks(file, links(campaign));
            Optional<String> content = store.content(looks);
            Optional<String> run = content.flatMap(known -> store.takenBy(campaign.name(), target, known))
                    .filter(id -> runs.find(id)
                            .filter(found -> !found.state().unfinished())
                            .isPresent());
            if (content.isPresent() && run.isPresent()) {
                ReadFile read = new ReadFile(file, content.get(), run.get());
                read.moveTo(to, stop);
                if (marker != null && Files.exists(marker(file, marker))) {
                    read.moveBeside(marker(file, marker), to);
                }
            }
        } catch (NoSuchFileException gone) {
            log.info("{} is gone already.", file);
        } catch (ReadingStopped ends) {
            log.info("{} stays for now.", file);
        } catch (IOException | InputRefused e) {
            told.add(Message.of("schedule.could-not-moved-inbox-move-to", file, to, e));
        }
    }
}
