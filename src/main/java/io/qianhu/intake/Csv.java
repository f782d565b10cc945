package io.qianhu.intake;

import org.apache.commons.csv.CSVFormat;

/**
 * The dialects of CSV we read: double quotes, doubled inside, or no quotes at all; no escape character, no comments,
 * blank lines skipped.
 */
final class Csv {
    private Csv() {}

    /** Text after a closing quote and an unclosed quote are errors. */
    static CSVFormat strict(FileFormat format) {
        return builder(format.delimiter(), !format.unquoted()).get();
    }

    /** Reads on over every error; for samples, and to show a bad row. */
    static CSVFormat lenient(FileFormat format) {
        return lenient(format.delimiter(), !format.unquoted());
    }

    /** As above, for a file whose format is not known yet. */
    static CSVFormat lenient(char delimiter, boolean quoted) {
        return builder(delimiter, quoted)
                .setTrailingData(true)
                .setLenientEof(true)
                .get();
    }

    private static CSVFormat.Builder builder(char delimiter, boolean quoted) {
        CSVFormat.Builder builder = CSVFormat.DEFAULT.builder().setDelimiter(delimiter);
        return quoted ? builder : builder.setQuote(null);
    }
}
