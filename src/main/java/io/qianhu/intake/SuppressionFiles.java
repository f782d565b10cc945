package io.qianhu.intake;

import io.qianhu.campaign.InputSettings;
import io.qianhu.intake.unpack.PlainFiles;
import io.qianhu.intake.unpack.Source;
import io.qianhu.ledger.RejectedRow;
import io.qianhu.number.Multiple;
import io.qianhu.number.NumberKind;
import io.qianhu.number.NumberReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Reads do-not-call lists with the very classes that read input, whole and before anything else is done. Other than of
 * input, every sheet of a workbook and every column with numbers is read; a sheet or an entry of an archive that holds no
 * number is named beside the others. What is missing, holds no number or cannot be read for the most part is refused: a list that is not understood must never
 * come to mean that everybody may be called.
 */
public final class SuppressionFiles {
    /** Mobiles and landlines alike, whatever the campaign calls, and every number of a cell. */
    private static final NumberReader NUMBERS =
            new NumberReader(Set.of(NumberKind.MOBILE, NumberKind.LANDLINE), Multiple.TAKE_ALL);

    /** Letters and what parts numbers; blanks, dashes and brackets may stand within one. */
    private static final Pattern NO_NUMBER = Pattern.compile("[\\p{L}\\p{M}\\p{So},;:/\\\\|、，；：\\uFFFD]+");

    /** What the campaign sets is about its input, and these files come from somebody else. */
    private static final InputSettings DETECTED = new InputSettings(List.of(), null);

    private final IntakeLimits limits;
    private final PlainFiles plain;

    /** @param folder where packed lists are unpacked; what is in it is deleted as soon as it was read */
    public SuppressionFiles(IntakeLimits limits, Path folder) {
        this.limits = limits;
        this.plain = new PlainFiles(folder, limits, () -> {
            throw noStandardInput();
        });
    }

    private static InputRefused noStandardInput() {
        return new InputRefused(
                "standard input cannot be a do-not-call list, since a restart must find it again; name a file");
    }

    /**
     * The files that the patterns name, as {@link InputFiles#resolve} finds them.
     *
     * @return none when there is no pattern
     * @throws InputRefused when a pattern names nothing, or something that is no readable file
     */
    public static List<Path> resolve(List<String> patterns) {
        if (patterns.isEmpty()) {
            return List.of();
        }
        try {
            List<Path> paths = InputFiles.resolve(patterns, Path.of(""));
            if (paths.contains(InputFiles.STANDARD_INPUT)) {
                throw noStandardInput();
            }
            return paths;
        } catch (InputRefused e) {
            throw refused(e);
        }
    }

    /** The lists of one campaign: what each file is and holds, and all their numbers. */
    public record Suppression(List<SuppressionFile> files, SuppressedNumbers numbers) {
        public Suppression {
            files = List.copyOf(files);
        }

        /** No list. */
        public static Suppression none() {
            return new Suppression(List.of(), new SuppressedNumbers());
        }
    }

    /**
     * Reads the files in the given order.
     *
     * @throws InputRefused when a file cannot be used, holds no number, is unreadable in more than half of its rows, or
     *     changes while it is read
     */
    public Suppression read(List<Path> paths) {
        SuppressedNumbers numbers = new SuppressedNumbers();
        List<SuppressionFile> files = new ArrayList<>();
        for (Path path : paths) {
            try {
                files.add(read(path, numbers));
            } catch (InputRefused e) {
                throw refused(e);
            }
        }
        return new Suppression(files, numbers);
    }

    private SuppressionFile read(Path path, SuppressedNumbers numbers) {
        Source source = plain.source(path);
        Rows rows = new Rows();
        List<String> evidence = new ArrayList<>();
        List<PlainFile> parts = plain.ofEverySheet(source);
        for (PlainFile part : parts) {
            if (parts.size() > 1) {
                evidence.add(part.name());
            }
            evidence.addAll(read(part, parts.size() == 1 && part.origin() != PlainFile.Origin.SHEET, rows));
        }
        // Two parts of one content share a copy.
        parts.forEach(part -> plain.discard(part.path()));
        Fingerprint fingerprint = source.survey().fingerprint();
        SuppressionFile file = new SuppressionFile(path, fingerprint, evidence, rows.rows, rows.unreadable);
        if (file.numbers() == 0) {
            throw new InputRefused(path + ": holds no number (" + file.rows() + " rows); check its export");
        }
        if (file.unreadable() > file.numbers()) {
            throw new InputRefused(path + ": " + file.unreadable() + " of " + file.rows()
                    + " rows hold no number that can be read; check that it is the right file and which column of it was"
                    + " read (" + evidence.get(evidence.size() - 1) + ")");
        }
        if (!Fingerprint.of(path).equals(fingerprint)) {
            throw new InputRefused(path + ": changed while it was read; run again when it is complete");
        }
        numbers.addList(Arrays.copyOf(rows.nationals, rows.count));
        return file;
    }

    /** Reads one part and returns how. */
    private List<String> read(PlainFile part, boolean whole, Rows rows) {
        FormatDetector detector = new FormatDetector(NUMBERS, limits);
        List<FileFormat> formats = detector.detectAll(part, DETECTED, whole);
        if (formats.isEmpty()) {
            return readNotes(part, detector.detectNotes(part, DETECTED), rows);
        }
        each(part, formats.get(0), rows::add);
        for (FileFormat more : formats.subList(1, formats.size())) {
            each(part, more, block -> rows.addColumn(block, more.phoneColumn()));
        }
        return formats.get(0).evidence();
    }

    /** A part without a column of numbers, such as an explanation: its rows are none of the list's unless they are. */
    private List<String> readNotes(PlainFile part, FileFormat noColumn, Rows rows) {
        List<String> evidence = new ArrayList<>(noColumn.evidence());
        long before = rows.rows;
        each(part, noColumn, rows::addNotes);
        long found = rows.rows - before;
        evidence.add(
                found == 0
                        ? "holds no number, so that nobody is left out by it"
                        : "no column of numbers; rows with a number in any cell: " + found);
        return evidence;
    }

    /** What was read of a file so far. */
    private static final class Rows {
        private long[] nationals = new long[1024];
        private int count;
        private long rows;
        private long unreadable;

        /** Takes the numbers of the column that is read first, and of a row without one there all that it holds. */
        void add(ParsedBlock block) {
            rows += block.rows();
            addAccepted(block);
            for (RejectedRow row : block.rejected().rows()) {
                unreadable += addWhateverIsIn(row.cells()) ? 0 : 1;
            }
        }

        /** Takes the numbers of one more column; the rows were counted before. */
        void addColumn(ParsedBlock block, int column) {
            addAccepted(block);
            for (RejectedRow row : block.rejected().rows()) {
                addWhateverIsIn(
                        column < row.cells().size() ? List.of(row.cells().get(column)) : List.of());
            }
        }

        /** Takes all numbers of a part that has no column of them, and counts no other row. */
        void addNotes(ParsedBlock block) {
            for (RejectedRow row : block.rejected().rows()) {
                rows += addWhateverIsIn(row.cells()) ? 1 : 0;
            }
        }

        private void addAccepted(ParsedBlock block) {
            for (int i = 0; i < block.accepted(); i++) {
                add(block.nationals()[i]);
            }
        }

        /**
         * Takes every number that a cell or the digits in it may be: nobody is called by mistake because a name beside
         * the number is damaged, or an extension behind it.
         */
        private boolean addWhateverIsIn(List<String> cells) {
            boolean found = false;
            for (String cell : cells) {
                found |= addIfNumber(cell);
                for (String part : NO_NUMBER.split(cell, -1)) {
                    found |= addIfNumber(part);
                }
            }
            return found;
        }

        private boolean addIfNumber(String text) {
            long reading = NUMBERS.read(text);
            if (!NumberReader.isReject(reading)) {
                add(reading);
            }
            return !NumberReader.isReject(reading);
        }

        private void add(long national) {
            if (count == nationals.length) {
                nationals = Arrays.copyOf(nationals, 2 * count);
            }
            nationals[count] = national;
            count++;
        }
    }

    private void each(PlainFile part, FileFormat format, Consumer<ParsedBlock> taking) {
        BlockParser parser = new BlockParser(format, NUMBERS, limits);
        Fingerprint content = part.survey().fingerprint();
        try (BlockReader reader =
                        new BlockReader(0, part.name(), part.path(), content, format, format.firstRow(), limits);
                ParallelParsing parsing = new ParallelParsing(reader::next, parser::parse)) {
            for (ParsedBlock block = parsing.next(); block != null; block = parsing.next()) {
                taking.accept(block);
            }
        }
    }

    /** Says which files are meant, and takes advice away that is about input. */
    private static InputRefused refused(InputRefused why) {
        String said = String.valueOf(why.getMessage())
                .replaceFirst(
                        "(?s); set input\\.column.*",
                        "; name the column with the numbers phone in its header, or leave only that one in the file")
                .replaceFirst("(?s); set input\\.delimiter.*", "; write each number in a row of its own")
                .replaceFirst("(?s), or set input\\.encoding.*", "")
                .replace("input.files", "numbers.suppress");
        return new InputRefused("numbers.suppress: " + said);
    }
}
