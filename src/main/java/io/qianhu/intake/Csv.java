package io.qianhu.intake;

import org.apache.commons.csv.CSVFormat;

/** The dialects of CSV we read: double quotes, doubled inside, no escape character, no comments, blank lines skipped. */
final class Csv {
    private Csv() {}

    /** Text after a closing quote and an unclosed quote are errors. */
    static CSVFormat strict(char delimiter) {
        return CSVFormat.DEFAULT.builder().setDelimiter(delimiter).get();
    }

    /** Reads on over every error; for samples, and to show a bad row. */
    static CSVFormat lenient(char delimiter) {
        return CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setTrailingData(true)
                .setLenientEof(true)
                .get();
    }
}
