package io.qianhu.intake;

import io.qianhu.campaign.InputSettings;
import io.qianhu.number.NumberKind;
import io.qianhu.number.NumberReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Reads do-not-call lists with the very classes that read input, whole and before anything else is done. What is missing,
 * holds no number or cannot be read for the most part is refused: a list that is not understood must never come to mean
 * that everybody may be called.
 */
public final class SuppressionFiles {
    /** Mobiles and landlines alike, whatever the campaign calls. */
    private static final NumberReader NUMBERS = new NumberReader(Set.of(NumberKind.MOBILE, NumberKind.LANDLINE));

    /** What the campaign sets is about its input, and these files come from somebody else. */
    private static final InputSettings DETECTED = new InputSettings(List.of(), null);

    private final IntakeLimits limits;

    public SuppressionFiles(IntakeLimits limits) {
        this.limits = limits;
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
            return InputFiles.resolve(patterns, Path.of(""));
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
        PlainFile plain = PlainFile.named(path, Survey.of(path));
        Fingerprint fingerprint = plain.survey().fingerprint();
        FileFormat format = new FormatDetector(NUMBERS, limits).detect(plain, DETECTED);
        Rows rows = rows(path, fingerprint, format);
        SuppressionFile file = new SuppressionFile(path, fingerprint, format, rows.rows, rows.rows - rows.count);
        if (file.numbers() == 0) {
            throw new InputRefused(path + ": holds no number (" + file.rows() + " rows); check its export");
        }
        if (file.unreadable() > file.numbers()) {
            throw new InputRefused(path + ": " + file.unreadable() + " of " + file.rows()
                    + " rows hold no number that can be read; check that it is the right file and which column of it was"
                    + " read (" + format.evidence().get(format.evidence().size() - 1) + ")");
        }
        if (!Fingerprint.of(path).equals(fingerprint)) {
            throw new InputRefused(path + ": changed while it was read; run again when it is complete");
        }
        numbers.addList(Arrays.copyOf(rows.nationals, rows.count));
        return file;
    }

    /** What was read of a file so far. */
    private static final class Rows {
        private long[] nationals = new long[1024];
        private int count;
        private long rows;

        void add(ParsedBlock block) {
            rows += block.rows();
            if (count + block.accepted() > nationals.length) {
                nationals = Arrays.copyOf(nationals, Math.max(2 * count, count + block.accepted()));
            }
            System.arraycopy(block.nationals(), 0, nationals, count, block.accepted());
            count += block.accepted();
        }
    }

    private Rows rows(Path path, Fingerprint fingerprint, FileFormat format) {
        int threads = Runtime.getRuntime().availableProcessors();
        BlockParser parser = new BlockParser(format, NUMBERS, limits);
        Rows rows = new Rows();
        try (BlockReader reader = new BlockReader(0, path, fingerprint, format, format.firstRow(), limits);
                ParallelParsing parsing = new ParallelParsing(reader::next, parser::parse, threads, 4 * threads)) {
            for (ParsedBlock block = parsing.next(); block != null; block = parsing.next()) {
                rows.add(block);
            }
        }
        return rows;
    }

    /** Says which files are meant, and takes advice away that is about input. */
    private static InputRefused refused(InputRefused why) {
        String said = String.valueOf(why.getMessage())
                .replaceFirst(
                        "(?s); set input\\.column.*",
                        "; name the column with the numbers phone in its header, or leave only that one in the file")
                .replaceFirst("(?s), or set input\\.encoding.*", "")
                .replace("input.files", "numbers.suppress");
        return new InputRefused("numbers.suppress: " + said);
    }
}
