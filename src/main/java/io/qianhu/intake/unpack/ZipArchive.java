package io.qianhu.intake.unpack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.qianhu.campaign.RegularFile;
import io.qianhu.intake.InputRefused;
import io.qianhu.message.Message;
import io.qianhu.number.Invisible;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A zip archive that was opened with care: its directory is small, no entry is encrypted, no two have the same name.
 * Names are never used as paths. Those that are not UTF-8 are read as GB18030, which is what Windows writes in China.
 */
final class ZipArchive implements Closeable {
    private static final List<Charset> NAMES = List.of(UTF_8, Charset.forName("GB18030"), ISO_8859_1);
    private static final int LONGEST_SHOWN = 200;
    private static final int TENTH = 10;
    private static final int MOST_AROUND_NOTHING = 1 << 16;

    private final String name;
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new TreeMap<>();

    private ZipArchive(String name, ZipFile zip) {
        this.name = name;
        this.zip = zip;
    }

    /**
     * Opens an archive.
     *
     * @param name for messages
     * @throws InputRefused when it is damaged, encrypted, too large, or packed in a way that is not read
     */
    static ZipArchive open(Path file, String name, int maxEntries) {
        ZipDirectory.require(file, name, maxEntries);
        ZipArchive archive = new ZipArchive(name, zipFile(file, name));
        try {
            archive.collect(maxEntries);
            return archive;
        } catch (RuntimeException e) {
            archive.close();
            throw e;
        }
    }

    private static ZipFile zipFile(Path file, String name) {
        ZipException problem = null;
        for (Charset names : NAMES) {
            try {
                return RegularFile.open(file, InputRefused::new, () -> new ZipFile(file.toFile(), names));
            } catch (ZipException e) {
                problem = e;
            } catch (IOException e) {
                throw InputRefused.unreadable(file, e);
            }
        }
        throw refused(name, String.valueOf(problem == null ? null : problem.getMessage()));
    }

    private static InputRefused refused(String name, String problem) {
        String text = problem.toLowerCase(Locale.ROOT);
        if (text.contains("encrypted")) {
            return new InputRefused(Message.of("intake.archive-password-unpack", name));
        }
        if (text.contains("compression method")) {
            return new InputRefused(Message.of("intake.archive-packed-another-method-deflate", name));
        }
        return damaged(name, Message.text(problem));
    }

    private static InputRefused damaged(String name, Message problem) {
        return new InputRefused(Message.of("intake.zip-archive-cut-off-damaged", name, problem));
    }

    private void collect(int maxEntries) {
        if (zip.size() > maxEntries) {
            throw ZipDirectory.tooManyEntries(name, maxEntries);
        }
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            if (!entry.isDirectory() && entries.putIfAbsent(plain(entry.getName()), entry) != null) {
                throw new InputRefused(Message.of("intake.two-entries-name", name, shown(entry.getName())));
            }
        }
    }

    /** Some programs on Windows write backslashes. */
    private static String plain(String entry) {
        return entry.replace('\\', '/');
    }

    /** The names of all files in it, sorted. */
    Iterable<String> names() {
        return entries.keySet();
    }

    /** The name of the entry with this name but for upper and lower case, or null. */
    @Nullable
    String find(String wanted) {
        if (entries.containsKey(wanted)) {
            return wanted;
        }
        return entries.keySet().stream()
                .filter(wanted::equalsIgnoreCase)
                .findFirst()
                .orElse(null);
    }

    /** The content of an entry, checked as it is read. */
    CheckedEntry content(String entry) {
        ZipEntry found = entries.get(entry);
        if (found == null) {
            throw new IllegalArgumentException("no entry of this name");
        }
        String fullName = name + " > " + shown(entry);
        // Blocks of nothing are inflated for hours, and nobody is asked meanwhile.
        if (found.getCompressedSize() > found.getSize() + found.getSize() / TENTH + MOST_AROUND_NOTHING) {
            throw damaged(fullName, Message.of("intake.more-packed-comes"));
        }
        try {
            InputStream content = zip.getInputStream(found);
            return new CheckedEntry(fullName, found, content);
        } catch (IOException e) {
            throw refused(fullName, String.valueOf(e.getMessage()));
        }
    }

    /** The file system failed, or the archive is broken in a way that its opening did not show. */
    InputRefused damaged(String entry, IOException cause) {
        return refused(name + " > " + shown(entry), String.valueOf(cause.getMessage()));
    }

    /** A name from an archive as messages and reports show it: one line of visible characters, not too long. */
    static String shown(String entry) {
        String visible = plain(entry)
                .codePoints()
                .limit(LONGEST_SHOWN)
                .map(c -> isUnseen(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return entry.length() > LONGEST_SHOWN ? visible + "…" : visible;
    }

    private static boolean isUnseen(int c) {
        boolean blank = Character.getType(c) == Character.SPACE_SEPARATOR;
        return Character.isISOControl(c) || (Invisible.is(c) && !blank);
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new InputRefused(Message.of(
                    "intake.cannot-closed-try-again", name, e.getClass().getSimpleName()));
        }
    }
}
