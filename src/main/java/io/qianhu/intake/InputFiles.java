package io.qianhu.intake;

import io.qianhu.message.Message;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Finds the files that a campaign or a command names. */
public final class InputFiles {
    /** Under cron it is often C, and then the JVM knows no file name with a Chinese character. */
    private static final String LOCALE = System.getProperty("sun.jnu.encoding");

    /** What Java makes of a character that the locale does not have. */
    private static final char LOST = '\uFFFD';

    /** Stands for standard input; every file that is found has an absolute path. */
    public static final Path STANDARD_INPUT = Path.of("-");

    static final int MAX_FILES = 10_000;
    private static final String GLOB_CHARACTERS = "*?[{";

    /** Java wants at least one folder there, shells none; groups cannot be nested. */
    private static final Pattern ANY_FOLDERS = Pattern.compile("(?<=^|/)\\*\\*/(?![^{]*})");

    private InputFiles() {}

    /**
     * Returns the regular, readable files that the patterns name, sorted by path, each real file once. The order does
     * not depend on the order of the patterns, so the same files are the same input.
     *
     * @param patterns paths or globs ({@code *}, {@code **}, {@code ?}, {@code [a-z]}, <code>{a,b}</code>; upper and
     *     lower case are the same, <code>**&#47;</code> is any number of folders, also none), absolute or relative to
     *     {@code workingDir}; a path that exists is never taken as a glob; globs pass {@link Clutter} over; {@code -} is
     *     {@link #STANDARD_INPUT}
     * @return at least 1, at most 10,000 absolute paths, or {@link #STANDARD_INPUT} in place of one
     * @throws InputRefused when a pattern names nothing, or something that is no readable file
     */
    public static List<Path> resolve(List<String> patterns, Path workingDir) {
        Path directory = workingDir.toAbsolutePath().normalize();
        if (patterns.isEmpty()) {
            throw new InputRefused(Message.of("intake.no-input-file-named"));
        }
        List<Path> found = new ArrayList<>();
        for (String pattern : patterns) {
            found.addAll(matches(pattern, directory));
            if (found.size() > MAX_FILES) {
                throw new InputRefused(Message.of("intake.more-input-files", pattern, MAX_FILES, directory));
            }
        }
        Map<Object, Path> byIdentity = new LinkedHashMap<>();
        found.stream().sorted().forEach(file -> byIdentity.putIfAbsent(identity(file), file));
        return List.copyOf(byIdentity.values());
    }

    /**
     * As {@link #resolve} for one pattern, but none where it names nothing.
     *
     * @throws InputRefused when it is no pattern, or names something that is no readable file
     */
    public static List<Path> find(String pattern, Path workingDir) {
        Path directory = workingDir.toAbsolutePath().normalize();
        try {
            boolean nothing = isGlob(pattern)
                    ? walk(pattern, directory).isEmpty() && Files.notExists(directory.resolve(pattern))
                    : Files.notExists(directory.resolve(pattern));
            return nothing ? List.of() : resolve(List.of(pattern), workingDir);
        } catch (IllegalArgumentException e) {
            return resolve(List.of(pattern), workingDir);
        }
    }

    /**
     * The first file that a pattern names, by its present or its later name, and that is still being written.
     *
     * @param pattern one that {@link #resolve} takes
     */
    static Optional<Path> unfinished(String pattern, Path workingDir) {
        Path directory = workingDir.toAbsolutePath().normalize();
        boolean one = !isGlob(pattern) || Files.exists(directory.resolve(pattern));
        return (one ? List.of(directory.resolve(pattern)) : walk(pattern, directory, true))
                .stream().filter(InputFiles::isUnfinished).findFirst();
    }

    private static boolean isUnfinished(Path file) {
        return Clutter.isUnfinished(String.valueOf(file.getFileName()));
    }

    private static boolean isGlob(String pattern) {
        return pattern.chars().anyMatch(c -> GLOB_CHARACTERS.indexOf(c) >= 0);
    }

    private static List<Path> matches(String pattern, Path directory) {
        if (pattern.equals(STANDARD_INPUT.toString())) {
            return List.of(STANDARD_INPUT);
        }
        try {
            Path plain = directory.resolve(pattern).normalize();
            if (!isGlob(pattern) || Files.exists(plain)) {
                return List.of(usable(plain));
            }
            List<Path> files = walk(pattern, directory);
            if (files.isEmpty()) {
                throw new InputRefused(Message.of("intake.matches-no-file", pattern, directory));
            }
            files.forEach(InputFiles::usable);
            return files;
        } catch (PatternSyntaxException e) {
            throw new InputRefused(Message.of("intake.neither-path-nor-glob", pattern));
        } catch (InvalidPathException e) {
            throw new InputRefused(
                    isAscii(pattern)
                            ? Message.of("intake.neither-path-nor-glob", pattern)
                            : Message.of("intake.neither-path-nor-glob-in-locale", pattern, LOCALE));
        }
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    private static List<Path> walk(String pattern, Path directory) {
        return walk(pattern, directory, false);
    }

    /**
     * Walks from the last directory that the pattern names without a glob character.
     *
     * @param unfinished also files that are still being written, by the name that they will have
     */
    private static List<Path> walk(String pattern, Path directory, boolean unfinished) {
        String[] segments = pattern.split("/", -1);
        int plain = 0;
        while (segments[plain].chars().noneMatch(c -> GLOB_CHARACTERS.indexOf(c) >= 0)) {
            plain++;
        }
        String plainPart = String.join("/", List.of(segments).subList(0, plain));
        Path base = directory
                .resolve(plain > 0 && plainPart.isEmpty() ? "/" : plainPart)
                .normalize();
        String rest = String.join("/", List.of(segments).subList(plain, segments.length));
        Glob glob = new Glob(ANY_FOLDERS.matcher(rest.toLowerCase(Locale.ROOT)).replaceAll("{**/,}"));
        int depth = rest.contains("**") ? Integer.MAX_VALUE : segments.length - plain;
        if (!Files.isDirectory(base)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(base, depth)) {
            return paths.filter(path -> isMeant(base.relativize(path), glob))
                    .filter(path -> !isPassedOver(base.relativize(path), unfinished) && Files.isRegularFile(path))
                    .limit(MAX_FILES + 1L)
                    .toList();
        } catch (IOException e) {
            throw InputRefused.unreadable(base, e);
        } catch (UncheckedIOException e) {
            throw InputRefused.unreadable(base, Objects.requireNonNull(e.getCause()));
        }
    }

    /** By its name, upper or lower case, or by the one that it will have when it is finished. */
    private static boolean isMeant(Path relative, Glob glob) {
        Path lower = Path.of(relative.toString().toLowerCase(Locale.ROOT));
        String finished = Clutter.finished(lower.getFileName().toString());
        return glob.matches(lower.toString())
                || glob.matches(lower.resolveSibling(finished).toString());
    }

    private static boolean isPassedOver(Path relative, boolean unfinished) {
        for (Path segment : relative) {
            if (segment.toString().startsWith(".")) {
                return true;
            }
        }
        String name = relative.getFileName().toString();
        return unfinished ? Clutter.isHidden(name) : Clutter.is(name);
    }

    /** A name that the locale cannot say is seen in its folder, and yet cannot be opened. */
    private static boolean opens(Path file) {
        return new File(file.toString()).exists();
    }

    private static Path usable(Path file) {
        if (file.toString().indexOf(LOST) >= 0 && !opens(file)) {
            throw new InputRefused(Message.of("intake.cannot-opened-name", file, LOCALE));
        }
        if (!Files.exists(file)) {
            throw new InputRefused(Message.of("intake.no-file-check-path", file));
        }
        if (Clutter.isLock(String.valueOf(file.getFileName()))) {
            throw new InputRefused(Message.of("intake.lock-office-program-keeps-beside", file));
        }
        if (Files.isDirectory(file)) {
            throw new InputRefused(Message.of("intake.directory-name-files", file, file.resolve("*.csv")));
        }
        if (!Files.isRegularFile(file)) {
            throw new InputRefused(file, Message.of("campaign.not-regular-file"));
        }
        if (!Files.isReadable(file)) {
            throw new InputRefused(Message.of("intake.may-not-read", file));
        }
        return file;
    }

    /** The same for two names of one file: links of either kind lead to the same content. */
    private static Object identity(Path file) {
        if (file.equals(STANDARD_INPUT)) {
            return file;
        }
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return key == null ? file.toRealPath() : key;
        } catch (IOException e) {
            throw InputRefused.unreadable(file, e);
        }
    }
}
