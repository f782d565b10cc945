package io.qianhu.bench;

import io.qianhu.campaign.InputSettings;
import io.qianhu.intake.BlockReader;
import io.qianhu.intake.FileFormat;
import io.qianhu.intake.Fingerprint;
import io.qianhu.intake.FormatDetector;
import io.qianhu.intake.IntakeLimits;
import io.qianhu.intake.PlainFile;
import io.qianhu.intake.Survey;
import io.qianhu.number.NumberKind;
import io.qianhu.number.NumberReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A generated file for JMH, in the page cache since it was just written; deleted with {@link #close}. */
final class SampleFile implements AutoCloseable {
    static final IntakeLimits LIMITS = IntakeLimits.defaults();
    static final NumberReader NUMBERS = new NumberReader(Set.of(NumberKind.MOBILE));
    private static final long SEED = 1;

    private final Path path;

    private SampleFile(Path path) {
        this.path = path;
    }

    static SampleFile of(long rows) throws IOException {
        Path path = Files.createTempFile("qianhu-bench-", ".csv");
        InputGenerator.write(path, rows, SEED);
        return new SampleFile(path);
    }

    Path path() {
        return path;
    }

    FileFormat format() {
        return new FormatDetector(NUMBERS, LIMITS)
                .detect(PlainFile.named(path, Survey.of(path)), new InputSettings(List.of(), "phone"));
    }

    BlockReader reader(FileFormat format, Fingerprint fingerprint) {
        return new BlockReader(0, path, fingerprint, format, format.firstRow(), LIMITS);
    }

    /** The cells of the phone column that stand in no quotes, in their order. */
    String[] cells() throws IOException {
        String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        return text.lines()
                .skip(1)
                .filter(row -> row.indexOf('"') < 0 && row.indexOf(',') > 0)
                .map(row -> row.split(",", -1)[1])
                .toArray(String[]::new);
    }

    @Override
    public void close() throws IOException {
        Files.delete(path);
        Files.delete(Expected.beside(path));
    }
}
