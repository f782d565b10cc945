package io.qianhu.intake.unpack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qianhu.campaign.RegularFile;
import io.qianhu.intake.Clutter;
import io.qianhu.intake.InputRefused;
import io.qianhu.intake.IntakeLimits;
import io.qianhu.intake.PlainFile;
import io.qianhu.intake.PlainFile.Origin;
import io.qianhu.intake.SheetPreview;
import io.qianhu.intake.Survey;
import io.qianhu.message.Message;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Makes the plain files of one named file. Each is called by the SHA-256 of its content, never by a name from an
 * archive, and is there whole or not at all.
 */
final class Unpacking {
    private static final Set<String> LISTS = Set.of("csv", "txt", "tsv", "gz", "xlsx", "xlsm");

    /** What seldom holds a list of people, by its name without folders, so that it may stand beside the lists unread. */
    private static final Pattern NO_LIST = Pattern.compile(
            "read.?me|licen[cs]e|说明|须知|模板"
                    + "|\\.(?:pdf|docx?|pptx?|md|rtf|html?|css|js|json|xml|xsd|md5|sha1|sha256|sig|asc|png|jpe?g|gif|bmp|svg|ico"
                    + "|mp3|wav|mp4)$",
            Pattern.CASE_INSENSITIVE);

    private static final int MAX_LISTED = 20;

    /** A gzip file or workbook may stand in an archive; that is all. */
    private static final int MOST_DEPTH = 1;

    private final Path folder;
    private final IntakeLimits limits;
    private final SheetChoice sheets;
    private final Budget budget;
    private final List<PlainFile> files = new ArrayList<>();

    Unpacking(Path folder, IntakeLimits limits, SheetChoice sheets, Budget budget) {
        this.folder = folder;
        this.limits = limits;
        this.sheets = sheets;
        this.budget = budget;
    }

    /** The plain files of a packed one, in the order of their names. */
    List<PlainFile> of(Path source, String name, FileKind kind) {
        try {
            unpack(source, name, kind, 0);
            return files;
        } catch (RuntimeException e) {
            files.forEach(file -> delete(file.path()));
            throw e;
        }
    }

    /** @param depth how often what is unpacked now was packed around */
    private void unpack(Path source, String name, FileKind kind, int depth) {
        if (kind == FileKind.GZIP) {
            gzip(source, name, depth);
            return;
        }
        try (ZipArchive archive =
                ZipArchive.open(source, name, budget.settings().maxEntries())) {
            FileKind.refuseDocument(archive, name);
            if (Workbook.is(archive)) {
                workbook(archive, name);
            } else if (depth > 0) {
                throw nested(name);
            } else {
                entries(archive, name);
            }
        }
    }

    private static InputRefused nested(String name) {
        return new InputRefused(Message.of("intake.packed-once-more-inside", name));
    }

    private void gzip(Path source, String name, int depth) {
        try (InputStream in =
                new GzipMembers(name, Channels.newInputStream(RegularFile.open(source, InputRefused::new)), budget)) {
            content(name, in, FileKind.GZIP, depth + 1);
        } catch (IOException e) {
            throw InputRefused.unreadable(source, e);
        }
    }

    private void entries(ZipArchive archive, String name) {
        List<String> skipped = new ArrayList<>();
        List<String> hidden = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        for (String entry : archive.names()) {
            String file = entry.substring(entry.lastIndexOf('/') + 1);
            boolean list = LISTS.contains(ending(entry)) && !isOfMac(entry);
            if (isHidden(entry) && !(sheets.every() && list && !Clutter.isLock(file))) {
                if (list) {
                    hidden.add(ZipArchive.shown(entry));
                }
                continue;
            }
            if (sheets.every() && Clutter.isUnfinished(file)) {
                throw InputRefused.unfinished(name + PlainFiles.PART + ZipArchive.shown(entry));
            }
            if (!LISTS.contains(ending(entry)) && !sheets.every()) {
                if (!Clutter.isUnfinished(file) && !NO_LIST.matcher(file).find()) {
                    unread.add(ZipArchive.shown(entry));
                }
                skipped.add(ZipArchive.shown(entry));
                continue;
            }
            try (CheckedEntry in = archive.content(entry)) {
                content(name + PlainFiles.PART + ZipArchive.shown(entry), in, FileKind.ZIP, 1);
            } catch (IOException e) {
                throw archive.damaged(entry, e);
            }
        }
        if (files.isEmpty()) {
            throw new InputRefused(
                    skipped.isEmpty()
                            ? Message.of("intake.archive-holds-no-csv", name)
                            : Message.of("intake.archive-without-lists", name, listed(skipped)));
        }
        if (!unread.isEmpty()) {
            throw new InputRefused(Message.of("intake.names-not-end-like-those", name, listed(unread)));
        }
        if (!skipped.isEmpty()) {
            Message notRead = Message.of("intake.not-read-names-not-end", listed(skipped));
            files.set(0, files.get(0).and(List.of(notRead)));
        }
        if (!hidden.isEmpty()) {
            files.set(0, files.get(0).and(List.of(Message.of("intake.not-read-hidden", listed(hidden)))));
        }
    }

    /** What programs put beside the files of people. */
    private static boolean isHidden(String entry) {
        return Clutter.isHidden(entry.substring(entry.lastIndexOf('/') + 1))
                || Arrays.stream(entry.split("/", -1))
                        .anyMatch(part -> part.equals("__MACOSX") || part.matches("(?s)\\.[^.].*"));
    }

    /** What a Mac keeps beside a file, under the ending of that file. */
    private static boolean isOfMac(String entry) {
        return Arrays.stream(entry.split("/", -1)).anyMatch(part -> part.equals("__MACOSX") || part.startsWith("._"));
    }

    private static String ending(String entry) {
        return entry.substring(entry.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static Message listed(List<String> names) {
        String some = String.join(", ", names.subList(0, Math.min(names.size(), MAX_LISTED)));
        return names.size() > MAX_LISTED
                ? Message.of("intake.more", some, names.size() - MAX_LISTED)
                : Message.text(some);
    }

    /** Writes out what was packed, then looks at what it is. */
    private void content(String name, InputStream in, FileKind from, int depth) throws IOException {
        Path unfinished = folder.resolve("unpacked-" + depth + ".tmp");
        try {
            Survey survey;
            try (PartWriter out = new PartWriter(name, unfinished, budget)) {
                in.transferTo(out);
                survey = out.survey();
            }
            FileKind kind = FileKind.of(unfinished, name);
            if (kind == FileKind.TEXT) {
                Message how =
                        from == FileKind.GZIP ? Message.of("intake.unpacked-gzip") : Message.of("intake.unpacked-zip");
                keep(unfinished, new PlainFile(name, unfinished, survey, Origin.UNPACKED, List.of(how)));
            } else if (depth > MOST_DEPTH || (kind == FileKind.GZIP && from == FileKind.GZIP)) {
                throw nested(name);
            } else {
                unpack(unfinished, name, kind, depth);
            }
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private void workbook(ZipArchive archive, String name) {
        Workbook workbook = new Workbook(name, archive, budget);
        SharedText texts = workbook.sharedText();
        CellFormats formats = workbook.formats();
        for (Workbook.Sheet sheet : sheets.of(
                workbook,
                other -> preview(
                        workbook,
                        other,
                        texts,
                        out -> new SheetRows(workbook, name, formats, limits, false, out),
                        new SheetBegin(1)))) {
            String fullName = name + PlainFiles.PART + ZipArchive.shown(sheet.name());
            sheet(
                    workbook,
                    sheet,
                    texts,
                    out -> new SheetRows(workbook, fullName, formats, limits, sheets.every(), out),
                    fullName);
        }
    }

    private void sheet(
            Workbook workbook,
            Workbook.Sheet sheet,
            SharedText texts,
            Function<Writer, SheetRows> writing,
            String fullName) {
        Path unfinished = folder.resolve("sheet-" + files.size() + ".tmp");
        try {
            Survey survey;
            SheetRows rows;
            PartWriter part = new PartWriter(fullName, unfinished, budget);
            try (Writer out = new BufferedWriter(new OutputStreamWriter(part, UTF_8), 1 << 16)) {
                rows = writing.apply(out);
                workbook.read(sheet, new SheetEvents(texts, rows));
                out.flush();
                survey = part.survey();
            }
            if (rows.filledRows() == 0 && sheets.every()) {
                return;
            }
            List<Message> evidence = new ArrayList<>();
            evidence.add(sheets.evidence(workbook, sheet));
            if (rows.hiddenRows() > 0) {
                evidence.add(Message.of("intake.hidden-rows-read-well", rows.hiddenRows()));
            }
            if (rows.withoutResult() > 0 && sheets.every()) {
                evidence.add(Message.of("intake.formulas-whose-results-not-stored", rows.withoutResult()));
            }
            List<Workbook.Sheet> others = sheets.besides(workbook, sheet);
            List<SheetPreview> besides = others.stream()
                    .map(other -> preview(workbook, other, texts, writing, new SheetBegin(others.size())))
                    .toList();
            keep(
                    unfinished,
                    new PlainFile(fullName, unfinished, survey, sheets.origin(workbook), evidence, false, besides));
        } catch (IOException e) {
            throw InputRefused.unreadable(unfinished, e);
        } finally {
            delete(unfinished);
        }
    }

    /** The first rows of a sheet that is not read; what is damaged in it is no reason to refuse the one that is. */
    private static SheetPreview preview(
            Workbook workbook,
            Workbook.Sheet sheet,
            SharedText texts,
            Function<Writer, SheetRows> writing,
            SheetBegin begin) {
        try {
            workbook.read(sheet, new SheetEvents(texts, writing.apply(begin)));
        } catch (SheetBegin.Full | InputRefused e) {
            // What came before stands.
        }
        return new SheetPreview(sheet.toString(), begin.toString());
    }

    private void keep(Path unfinished, PlainFile file) {
        Path path = PlainFiles.place(folder, file.survey().fingerprint());
        try {
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw InputRefused.unreadable(path, e);
        }
        files.add(new PlainFile(
                file.name(), path, file.survey(), file.origin(), file.evidence(), file.amongOthers(), file.besides()));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw InputRefused.unreadable(file, e);
        }
    }
}
