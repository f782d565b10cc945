package io.qianhu.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Arrays;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * A CSV that people open in a spreadsheet and Qianhu reads again: RFC 4180, so lines end in CRLF, which every
 * spreadsheet and Qianhu itself take. It begins with a byte order mark: without one Excel reads Chinese as mojibake.
 */
final class CsvReport {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final CSVPrinter printer;

    CsvReport(Writer out) throws IOException {
        out.write(BYTE_ORDER_MARK);
        this.printer = new CSVPrinter(out, CSVFormat.RFC4180);
    }

    /** Writes one line; unchecked, because rows come through callbacks of the ledger. */
    void line(String... cells) {
        try {
            printer.printRecord(Arrays.stream(cells).map(SpreadsheetCell::shown));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
