package io.qianhu.campaign;

import static io.qianhu.campaign.Violation.quoted;

import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The folder whose new files are the input of a scheduled campaign.
 *
 * @param folder relative to the working directory; required
 * @param files which names are looked for, as globs; folders in it are not looked into. Default {@link #DEFAULT_FILES}
 * @param quietFor a file is complete when its size and time have not changed for so long, 1 second to 1 hour. Default
 *     {@link #DEFAULT_QUIET_FOR}; lengthen it when whoever writes the files pauses in their midst
 * @param marker when set, a file is complete when one of its name with this behind it stands beside it and is newer.
 *     Null, which is the default: no marker
 * @param waitFor how long after the schedule a file may come late, up to 24 hours. Default {@link #DEFAULT_WAIT}
 * @param moveTo where files go once their run is completed, relative to the working directory. Null, which is the default:
 *     they stay
 * @param followLinks whether a symbolic link in it counts as the file that it leads to. Default {@link #DEFAULT_FOLLOW};
 *     whoever may put links there has this user read any file for him
 */
public record InboxSettings(
        String folder,
        List<String> files,
        Duration quietFor,
        @Nullable String marker,
        Duration waitFor,
        @Nullable String moveTo,
        boolean followLinks) {
    public static final List<String> DEFAULT_FILES =
            List.of("*.csv", "*.txt", "*.tsv", "*.gz", "*.zip", "*.xlsx", "*.xlsm");
    public static final Duration DEFAULT_QUIET_FOR = Duration.ofMinutes(1);
    public static final Duration DEFAULT_WAIT = Duration.ofHours(4);
    public static final boolean DEFAULT_FOLLOW = false;

    static final Duration SHORTEST_QUIET = Duration.ofSeconds(1);
    static final Duration LONGEST_QUIET = Duration.ofHours(1);
    static final Duration LONGEST_WAIT = Duration.ofHours(24);
    /** Ours: {@code .complete} is a long one. */
    static final int LONGEST_MARKER = 20;

    public InboxSettings {
        files = List.copyOf(files);
        requireQuiet(quietFor);
        requireWait(waitFor);
        if (moveTo != null) {
            requireElsewhere(moveTo, folder);
        }
    }

    static String requireName(String glob) {
        Text.line(InputSettings.LONGEST_FILE, glob);
        if (glob.contains("/") || glob.contains("\\") || glob.contains("**")) {
            throw new InvalidValue(Message.of("campaign.no-name-folder-stands-inbox-folder", quoted(glob)));
        }
        return glob;
    }

    static List<String> requireNames(List<String> files) {
        if (files.isEmpty()) {
            throw new InvalidValue(Message.of("campaign.list-empty-write-names-csv"));
        }
        return files;
    }

    static Duration requireQuiet(Duration quiet) {
        if (quiet.compareTo(SHORTEST_QUIET) < 0 || quiet.compareTo(LONGEST_QUIET) > 0) {
            throw new InvalidValue(Message.of("campaign.out-range-allowed-s-h", NumberSettings.inWords(quiet)));
        }
        return quiet;
    }

    static String requireMarker(String marker) {
        if (!marker.matches("\\.[A-Za-z0-9_.-]{1," + (LONGEST_MARKER - 1) + "}")) {
            throw new InvalidValue(
                    Message.of("campaign.no-marker-write-stands-behind", quoted(marker), LONGEST_MARKER - 1));
        }
        return marker;
    }

    static Duration requireWait(Duration wait) {
        if (wait.compareTo(LONGEST_WAIT) > 0) {
            throw new InvalidValue(Message.of("campaign.out-of-range-0s-to-24h", NumberSettings.inWords(wait)));
        }
        return wait;
    }

    static String requireElsewhere(String moveTo, String folder) {
        Text.line(InputSettings.LONGEST_FILE, moveTo);
        if (Path.of(moveTo)
                .toAbsolutePath()
                .normalize()
                .equals(Path.of(folder).toAbsolutePath().normalize())) {
            throw new InvalidValue(Message.of("campaign.inbox-itself-name-another-folder", quoted(moveTo)));
        }
        return moveTo;
    }
}
