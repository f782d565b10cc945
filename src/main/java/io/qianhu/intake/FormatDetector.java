package io.qianhu.intake;

import io.qianhu.number.NumberReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides from the beginning of a file how to read it: encoding, delimiter, title lines, header, phone column. */
public final class FormatDetector {
    private final NumberReader numbers;
    private final IntakeLimits limits;

    /** A detector that knows a phone column by the numbers that this reader accepts. */
    public FormatDetector(NumberReader numbers, IntakeLimits limits) {
        this.numbers = numbers;
        this.limits = limits;
    }

    /**
     * Looks at the first {@link IntakeLimits#sampleBytes} of the file and at most 1,000 rows of them.
     *
     * @param column header name or position from 1 of the phone column; detected when null
     * @throws InputRefused when the file is empty, no text, has no phone column or several that may be it
     */
    public FileFormat detect(Path file, @Nullable String column) {
        byte[] bytes = beginning(file);
        boolean whole = bytes.length <= limits.sampleBytes();
        Encoding encoding = Encoding.of(file, bytes, whole);
        Sample sample = bestSample(bytes, whole, encoding);
        refuseWithoutRows(file, sample, whole, bytes.length);

        int headerRow = new HeaderRow(sample, numbers, column).find();
        List<String> header =
                headerRow < 0 ? List.of() : sample.rows().get(headerRow).cells();
        PhoneColumn columns = new PhoneColumn(file, columns(sample, header, headerRow + 1));
        PhoneColumn.Column chosen = column == null ? columns.detected() : columns.configured(column);

        List<String> evidence = new ArrayList<>();
        evidence.add(encoding.evidence());
        evidence.add(delimiterEvidence(sample));
        evidence.add(headerEvidence(headerRow, header));
        evidence.add("phone column " + chosen + (column == null ? "" : ": set by input.column"));
        long firstByte = headerRow < 0
                ? encoding.markBytes()
                : sample.rows().get(headerRow).endByte();
        long firstLine = headerRow < 0 ? 1 : sample.rows().get(headerRow).nextLine();
        return new FileFormat(
                encoding.charset(), sample.delimiter(), firstByte, firstLine, header, chosen.position() - 1, evidence);
    }

    /** One byte more than the sample when the file is longer, so that the caller can tell. */
    private byte[] beginning(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(limits.sampleBytes() + 1);
        } catch (IOException e) {
            throw InputRefused.unreadable(file, e);
        }
    }

    /** Of two delimiters the one that isolates more numbers, then the one with the more regular, then wider rows. */
    private Sample bestSample(byte[] bytes, boolean whole, Encoding encoding) {
        Comparator<Sample> better = Comparator.<Sample>comparingDouble(sample -> sample.bestShare(numbers))
                .thenComparingInt(sample -> sample.columns() > 1 ? sample.regular() : 0)
                .thenComparingInt(Sample::columns);
        Sample best = Sample.of(bytes, whole, encoding, FileFormat.DELIMITERS.charAt(0));
        for (char delimiter : FileFormat.DELIMITERS.substring(1).toCharArray()) {
            Sample sample = Sample.of(bytes, whole, encoding, delimiter);
            best = better.compare(sample, best) > 0 ? sample : best;
        }
        return best;
    }

    private void refuseWithoutRows(Path file, Sample sample, boolean whole, int bytes) {
        if (sample.rows().isEmpty() && whole) {
            throw new InputRefused(file + ": the file holds no row (" + bytes
                    + " bytes, blank or in a quote that is never closed); check its export");
        }
        if (sample.rows().isEmpty()) {
            throw new InputRefused(file + ": no row ends within the first " + limits.sampleBytes()
                    + " bytes; check for a quote that is never closed, or raise qianhu.intake.sample-bytes");
        }
        if (sample.columns() > limits.maxColumns()) {
            throw new InputRefused(file + ": most rows have " + sample.columns() + " columns, " + limits.maxColumns()
                    + " are allowed; repair the file or raise qianhu.intake.max-columns");
        }
    }

    private List<PhoneColumn.Column> columns(Sample sample, List<String> header, int firstRow) {
        List<PhoneColumn.Column> columns = new ArrayList<>();
        int width = Math.min(limits.maxColumns(), Math.max(header.size(), sample.columns()));
        for (int column = 0; column < width; column++) {
            String name = column < header.size() ? header.get(column) : "";
            columns.add(new PhoneColumn.Column(column + 1, name, sample.share(column, firstRow, numbers)));
        }
        return columns;
    }

    private static String delimiterEvidence(Sample sample) {
        String name = sample.delimiter() == '\t' ? "tab" : String.valueOf(sample.delimiter());
        return "delimiter " + name + ": " + sample.regular() + " of the first "
                + sample.rows().size() + " rows have " + sample.columns() + " cells";
    }

    private static String headerEvidence(int headerRow, List<String> header) {
        if (headerRow < 0) {
            return "no header: the first row holds values";
        }
        String titles = headerRow == 0 ? "" : " below title lines (" + headerRow + ")";
        return "header" + titles + ": " + header.size() + " names";
    }
}
