package io.qianhu.intake;

import io.qianhu.intake.SuppressionFile.UnreadableRow;
import io.qianhu.intake.unpack.PlainFiles;
import io.qianhu.intake.unpack.Source;
import io.qianhu.message.Message;
import io.qianhu.number.NumbersInText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Reads do-not-call lists whole and before anything else is done, unpacked and decoded as input is. But no column is
 * chosen, and no delimiter: {@link NumbersInText} looks for numbers in every line of every entry and in every row of
 * every sheet. A sheet or an entry of an archive that holds no number is named beside the others. What is missing, holds
 * no number or is no text is refused: a list that is not understood must never come to mean that everybody may be called.
 */
public final class SuppressionFiles {
    /** So many unreadable rows of all lists together are kept, which takes a few MB; the others are counted. */
    public static final int MOST_SHOWN = 10_000;

    private final IntakeLimits limits;
    private final PlainFiles plain;
    private int shown;

    /** @param folder where packed lists are unpacked; what is in it is deleted as soon as it was read */
    public SuppressionFiles(IntakeLimits limits, Path folder, Reading reading) {
        this.limits = limits;
        this.plain = new PlainFiles(
                folder,
                limits,
                () -> {
                    throw noStandardInput();
                },
                reading);
    }

    private static InputRefused noStandardInput() {
        return new InputRefused(Message.of("intake.standard-input-cannot-do-not-call-list"));
    }

    /**
     * The files that the patterns name, as {@link InputFiles#resolve} finds them.
     *
     * @return none when there is no pattern
     * @throws InputRefused when a pattern names nothing, something that is no readable file, or one that is still being
     *     written
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
            for (String pattern : patterns) {
                InputFiles.unfinished(pattern, Path.of("")).ifPresent(file -> {
                    throw InputRefused.unfinished(file.toString());
                });
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

        /** How many rows of all lists cannot be read. */
        public long unreadable() {
            return files.stream().mapToLong(SuppressionFile::unreadable).sum();
        }

        /** No list. */
        public static Suppression none() {
            return new Suppression(List.of(), new SuppressedNumbers());
        }
    }

    /**
     * Reads the files in the given order.
     *
     * @throws InputRefused when a file cannot be used, holds no number, or changes while it is read
     * @throws ReadingStopped when reading is to end
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
        Source source = plain.source(path, null);
        Rows rows = new Rows();
        List<Message> evidence = new ArrayList<>();
        List<PlainFile> parts = plain.ofEveryPart(source);
        BooleanSupplier stop = plain.reading().of(path.toString());
        StopLook look = new StopLook(stop);
        for (PlainFile part : parts) {
            if (parts.size() > 1) {
                evidence.add(Message.text(part.name()));
            }
            evidence.addAll(read(part, rows, look));
        }
        // Two parts of one content share a copy.
        parts.forEach(part -> plain.discard(part.path()));
        Fingerprint fingerprint = source.survey().fingerprint();
        if (rows.withNumber == 0) {
            throw new InputRefused(Message.of("intake.no-number", path, rows.rows));
        }
        if (!Fingerprint.of(path, stop).equals(fingerprint)) {
            throw new InputRefused(path, Message.of("campaign.changed-while-read"));
        }
        numbers.addList(Arrays.copyOf(rows.nationals, rows.count));
        return new SuppressionFile(
                path, fingerprint, evidence, rows.rows, rows.withNumber, rows.unreadable, rows.unreadableRows);
    }

    /** Reads one part and returns how. */
    private List<Message> read(PlainFile part, Rows rows, StopLook look) {
        List<Message> evidence = new ArrayList<>(part.evidence());
        Encoding encoding = Encoding.detected(part, limits);
        if (!part.origin().isSheet()) {
            evidence.add(encoding.evidence());
        }
        long before = rows.withNumber;
        try (LenientLines lines = new LenientLines(part, encoding, limits)) {
            while (lines.next()) {
                look.read(lines.to() - lines.from() + 1L);
                rows.add(part, lines);
            }
        }
        rows.endPart();
        if (rows.withNumber == before) {
            evidence.add(Message.of("intake.holds-no-number"));
        }
        return evidence;
    }

    /** What was read of a file so far. */
    private final class Rows {
        private final NumbersInText line = new NumbersInText();
        private final NumbersInText cell = new NumbersInText();
        private final OpenCell open = new OpenCell();
        private boolean lastUnreadable;
        private final List<UnreadableRow> unreadableRows = new ArrayList<>();
        private long[] nationals = new long[1024];
        private int count;
        private long rows;
        private long withNumber;
        private long unreadable;
        private final List<UnreadableRow> perhapsRanges = new ArrayList<>();
        private long pairs;
        private long perhapsRange;
        private final List<UnreadableRow> hashes = new ArrayList<>();
        private long hashed;
        private long different;
        private long last;

        void add(PlainFile part, LenientLines lines) {
            line.read(lines.chars(), lines.from(), lines.to());
            for (int i = 0; i < line.count(); i++) {
                add(line.number(i));
            }
            withNumber += line.count() > 0 ? 1 : 0;
            rows += line.count() > 0 || !lines.isBlank() ? 1 : 0;
            readOpenCell(part, lines);
            boolean another = line.count() > 0 && line.number(0) != last;
            if (another) {
                last = line.number(0);
                different++;
            } else if (!line.isUnreadable() && lines.holdsHash()) {
                hashed++;
                if (hashes.size() < MOST_SHOWN) {
                    hashes.add(new UnreadableRow(part.name(), lines.line(), lines.example()));
                }
            }
            if (line.isUnreadable()) {
                unreadable++;
                show(new UnreadableRow(part.name(), lines.line(), line.unreadableCell()));
            } else if (line.count() == 2) {
                pairs++;
                if (line.mayBeRange()) {
                    perhapsRange++;
                    if (perhapsRanges.size() < MOST_SHOWN) {
                        perhapsRanges.add(new UnreadableRow(part.name(), lines.line(), lines.example()));
                    }
                }
            }
        }

        /** A line break in a quoted cell may stand within a number; of a sheet it was made a blank before. */
        private void readOpenCell(PlainFile part, LenientLines lines) {
            String text = part.origin().isSheet() ? "" : open.add(lines.chars(), lines.from(), lines.to());
            boolean counted = line.isUnreadable() || lastUnreadable;
            lastUnreadable = line.isUnreadable();
            if (text.isEmpty()) {
                return;
            }
            cell.read(text.toCharArray(), 0, text.length());
            for (int i = 0; i < cell.count(); i++) {
                add(cell.number(i));
            }
            withNumber += cell.count() > 0 && line.count() == 0 ? 1 : 0;
            if (cell.count() == 0 && cell.isUnreadable() && !counted) {
                unreadable++;
                show(new UnreadableRow(part.name(), lines.line(), cell.unreadableCell()));
            }
        }

        private void show(UnreadableRow row) {
            if (shown < MOST_SHOWN) {
                shown++;
                unreadableRows.add(row);
            }
        }

        /**
         * Two numbers of a person are seldom neighbours; where most pairs of a part are, its columns are the ends of
         * ranges. Where most rows hold a hash and no number of their own, these are the numbers of people, hashed.
         */
        void endPart() {
            if (2 * perhapsRange > pairs) {
                unreadable += perhapsRange;
                perhapsRanges.forEach(this::show);
            }
            if (hashed > different) {
                unreadable += hashed;
                hashes.forEach(this::show);
            }
            perhapsRanges.clear();
            hashes.clear();
            hashed = 0;
            different = 0;
            last = 0;
            open.clear();
            pairs = 0;
            perhapsRange = 0;
        }

        private void add(long national) {
            if (count == nationals.length) {
                nationals = Arrays.copyOf(nationals, 2 * count);
            }
            nationals[count] = national;
            count++;
        }
    }

    private static InputRefused refused(InputRefused why) {
        return new InputRefused(Message.of("message.colon", "numbers.suppress", why));
    }
}
