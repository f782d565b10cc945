package io.qianhu.schedule;

import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.CampaignReader;
import io.qianhu.campaign.CampaignRefused;
import io.qianhu.message.Message;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The campaigns of a folder's {@code *.yml} and {@code *.yaml}, read again when a file changes.
 *
 * <ol>
 *   <li>A file, or one of holidays that it names, is read when two polls in a row have seen it the same: half a file may well be a whole campaign, without its
 *       limits.
 *   <li>One that is wrong is told of, and the last good version stays.
 *   <li>One that two polls in a row have not seen is gone.
 *   <li>A name is that of one file: the first that had it, {@code *.yml} before {@code *.yaml}. The same is true of the
 *       names of the files without their ending.
 * </ol>
 *
 * Safe for use by several threads.
 */
public final class CampaignFolder {
    private static final String YML = ".yml";
    private static final String YAML = ".yaml";

    /** Earlier versions did not read the others, so these must not lose their campaigns' names to them. */
    public static final Comparator<Path> YML_FIRST = Comparator.<Path, Boolean>comparing(
                    file -> file.toString().endsWith(YAML))
            .thenComparing(Comparator.naturalOrder());

    private final Path folder;
    private final Consumer<ScheduleEvent> events;
    private final CampaignReader reader = new CampaignReader();
    private final Map<Path, Campaign> good = new TreeMap<>();
    private final Map<Path, Message> broken = new TreeMap<>();
    private Map<Path, Looks> seen = Map.of();
    private Map<Path, Looks> seenOthers = Map.of();
    private final Map<Path, Looks> read = new HashMap<>();
    /** How the further files that a campaign file names looked when they were read. */
    private final Map<Path, Map<Path, Looks>> readOthers = new HashMap<>();

    public CampaignFolder(Path folder, Consumer<ScheduleEvent> events) {
        this.folder = folder;
        this.events = events;
    }

    private record Looks(long bytes, FileTime modifiedAt) {
        static final Looks GONE = new Looks(-1, FileTime.fromMillis(0));

        static Looks of(Path file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new Looks(attributes.size(), attributes.lastModifiedTime());
            } catch (IOException e) {
                return GONE;
            }
        }
    }

    /** Looks for changes; gives the names of the campaigns that came, changed or went. */
    public synchronized Set<String> poll() {
        Set<String> changed = new TreeSet<>();
        Map<Path, Looks> now;
        try {
            now = files();
        } catch (IOException e) {
            isBroken(
                    folder,
                    Message.of(
                            "schedule.folder-campaigns-cannot-read",
                            e.getClass().getSimpleName()));
            return changed;
        }
        broken.remove(folder);
        forgetGone(now.keySet(), changed);
        Map<Path, Looks> othersNow = others();
        now.forEach((file, looks) -> {
            if (looks.equals(seen.get(file)) && (!looks.equals(read.get(file)) || otherChanged(file, othersNow))) {
                read.put(file, looks);
                read(file, changed);
            }
        });
        seen = now;
        seenOthers = othersNow;
        return changed;
    }

    private Map<Path, Looks> others() {
        return readOthers.values().stream()
                .flatMap(named -> named.keySet().stream())
                .distinct()
                .collect(Collectors.toMap(file -> file, Looks::of));
    }

    /** Two polls in a row have seen another content than was read. */
    private boolean otherChanged(Path file, Map<Path, Looks> now) {
        return readOthers.getOrDefault(file, Map.of()).entrySet().stream().anyMatch(other -> {
            Looks looks = now.get(other.getKey());
            return !other.getValue().equals(looks) && looks != null && looks.equals(seenOthers.get(other.getKey()));
        });
    }

    /** Whether a file is read as a campaign, going by its name. */
    public static boolean isCampaign(Path file) {
        return file.toString().endsWith(YML) || file.toString().endsWith(YAML);
    }

    /**
     * What is wrong with a {@code .yaml} that stands beside a {@code .yml} of the same name: one of the two is an earlier
     * version or a draft, and nobody knows which. Empty for any other file.
     */
    public static Optional<Message> twin(Path file) {
        String path = file.toString();
        if (!path.endsWith(YAML)) {
            return Optional.empty();
        }
        Path other = Path.of(path.substring(0, path.length() - YAML.length()) + YML);
        return Files.exists(other) ? Optional.of(Message.of("schedule.same-name-used", file, other)) : Optional.empty();
    }

    private Map<Path, Looks> files() throws IOException {
        Map<Path, Looks> files = new TreeMap<>(YML_FIRST);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, CampaignFolder::isCampaign)) {
            for (Path entry : entries) {
                if (!entry.getFileName().toString().startsWith(".")
                        && Files.isRegularFile(entry)
                        && !isNamedByAnother(entry)) {
                    BasicFileAttributes attributes = Files.readAttributes(entry, BasicFileAttributes.class);
                    files.put(entry, new Looks(attributes.size(), attributes.lastModifiedTime()));
                }
            }
        }
        return files;
    }

    private void forgetGone(Set<Path> there, Set<String> changed) {
        Set<Path> gone = new HashSet<>(good.keySet());
        gone.addAll(broken.keySet());
        gone.removeAll(there);
        gone.removeAll(seen.keySet());
        for (Path file : gone) {
            Campaign campaign = good.remove(file);
            if (campaign != null) {
                changed.add(campaign.name());
                events.accept(ScheduleEvent.changed(
                        file, Message.of("schedule.gone-campaign-not-run-more", campaign.name())));
            }
            broken.remove(file);
            read.remove(file);
            readOthers.remove(file);
            // Another file may have waited for the name.
            broken.keySet().forEach(read::remove);
        }
    }

    /** A file of holidays may stand beside the campaigns. */
    private boolean isNamedByAnother(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        return readOthers.values().stream()
                .flatMap(named -> named.keySet().stream())
                .anyMatch(named -> named.toAbsolutePath().normalize().equals(whole));
    }

    private void read(Path file, Set<String> changed) {
        Map<Path, Looks> named = new HashMap<>();
        readOthers.put(file, named);
        if (isNamedByAnother(file)) {
            return;
        }
        Optional<Message> twin = twin(file);
        if (twin.isPresent()) {
            isBroken(file, twin.get());
            return;
        }
        Campaign campaign;
        try {
            campaign = reader.read(file, other -> named.put(other, Looks.of(other)));
        } catch (CampaignRefused e) {
            isBroken(file, Message.of(e));
            return;
        }
        Optional<Path> namesake = good.entrySet().stream()
                .filter(other -> !other.getKey().equals(file))
                .filter(other -> other.getValue().name().equals(campaign.name()))
                .map(Map.Entry::getKey)
                .findFirst();
        if (namesake.isPresent()) {
            isBroken(
                    file,
                    Message.of("schedule.campaign-already-give-them-another", file, campaign.name(), namesake.get()));
            return;
        }
        broken.remove(file);
        Campaign before = good.put(file, campaign);
        if (before != null) {
            changed.add(before.name());
        }
        changed.add(campaign.name());
        events.accept(ScheduleEvent.changed(
                file,
                campaign.schedule() == null
                        ? Message.of("schedule.used-campaign-no-schedule-run", campaign.name())
                        : Message.of(
                                "schedule.used-campaign-schedule",
                                campaign.name(),
                                campaign.schedule().cron(),
                                campaign.dispatch().zone())));
    }

    private void isBroken(Path file, Message message) {
        if (!message.equals(broken.put(file, message))) {
            events.accept(ScheduleEvent.broken(
                    good.containsKey(file) ? Message.of("schedule.version-before-stays-use", message) : message));
        }
    }

    /** The campaign as it was last read without fault. */
    public synchronized Optional<Campaign> find(String name) {
        return good.values().stream()
                .filter(campaign -> campaign.name().equals(name))
                .findFirst();
    }

    /** All campaigns that are used, by their files' paths. */
    public synchronized List<Campaign> all() {
        return List.copyOf(good.values());
    }

    /** What is wrong with the files that cannot be used, by path. */
    public synchronized Map<Path, Message> broken() {
        return Map.copyOf(broken);
    }
}
