package io.qianhu.intake.unpack;

import io.qianhu.intake.InputRefused;
import io.qianhu.message.Message;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.poi.openxml4j.util.ZipEntrySource;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.jspecify.annotations.Nullable;

/**
 * A checked archive as POI takes one. It shows the parts that rows are read from and no others, as POI reads the
 * relations of every part that it sees into memory, a sheet's hyperlinks for example. Every byte counts.
 */
final class CheckedParts implements ZipEntrySource {
    /**
     * Ours: POI makes a tree of what says which parts there are, which takes about ten times as much, and sorts their
     * names by the numbers in them, in time by the square of their digits. An entry takes about 150 bytes.
     */
    private static final int BYTES_FOR_A_PART = 256;

    private static final int BYTES_FOR_FEW_PARTS = 1 << 16;

    private static final Pattern TREES = Pattern.compile(
            "\\[content_types]\\.xml|_rels/\\.rels|(.*/)?_rels/workbook[0-9]*\\.xml\\.rels", Pattern.CASE_INSENSITIVE);
    private static final Pattern OTHERS = Pattern.compile("(?!docprops/).*\\.xml", Pattern.CASE_INSENSITIVE);

    static {
        // POI's bound holds for the process. Ours, qianhu.intake.unpack.max-entries, was kept when the archive opened.
        ZipSecureFile.setMaxFileCount(65_535);
    }

    private final String name;
    private final ZipArchive archive;
    private final Budget budget;

    /** @param name of the workbook, for messages */
    CheckedParts(String name, ZipArchive archive, Budget budget) {
        this.name = name;
        this.archive = archive;
        this.budget = budget;
    }

    @Override
    public Enumeration<? extends ZipArchiveEntry> getEntries() {
        List<ZipArchiveEntry> shown = new ArrayList<>();
        for (String part : archive.names()) {
            if (TREES.matcher(part).matches() || OTHERS.matcher(part).matches()) {
                shown.add(new ZipArchiveEntry(part));
            }
        }
        return Collections.enumeration(shown);
    }

    @Override
    public @Nullable ZipArchiveEntry getEntry(String path) {
        String found = archive.find(path);
        return found == null ? null : new ZipArchiveEntry(found);
    }

    @Override
    public InputStream getInputStream(ZipArchiveEntry entry) {
        String part = entry.getName();
        long most = TREES.matcher(part).matches()
                ? mostBytesOfATree(budget.settings().maxEntries())
                : Long.MAX_VALUE;
        return new Counted(archive.content(part), most, part);
    }

    /** The size of what lists so many parts, and no harm. */
    static long mostBytesOfATree(int maxEntries) {
        return BYTES_FOR_FEW_PARTS + (long) BYTES_FOR_A_PART * maxEntries;
    }

    /** Whoever opened the archive closes it. */
    @Override
    public void close() {}

    @Override
    public boolean isClosed() {
        return false;
    }

    private final class Counted extends BulkStream {
        private final String part;
        private final long most;
        private long bytes;

        Counted(InputStream in, long most, String part) {
            super(in);
            this.most = most;
            this.part = part;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int read = in.read(buffer, from, length);
            budget.add(Math.max(0, read));
            bytes += Math.max(0, read);
            if (bytes > most) {
                throw new InputRefused(Message.of("intake.workbook-more-bytes", name, most, ZipArchive.shown(part)));
            }
            return read;
        }
    }
}
