package io.qianhu.intake;

import java.io.CharArrayReader;
import java.io.Reader;
import java.nio.CharBuffer;
import org.apache.commons.csv.CSVFormat;

/**
 * The dialects of CSV we read: double quotes, doubled or escaped inside, or no quotes at all; no comments, blank lines
 * skipped. Commons CSV reads all of them without an escape character, see {@link BackslashEscape}.
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

    /**
     * Text for a parser of one of these formats.
     *
     * @param text whole records
     */
    static Reader reader(CharBuffer text, char delimiter, boolean escaped) {
        CharBuffer plain = escaped ? BackslashEscape.undone(text, delimiter) : text;
        return new CharArrayReader(plain.array(), plain.arrayOffset() + plain.position(), plain.length());
    }

    private static CSVFormat.Builder builder(char delimiter, boolean quoted) {
        CSVFormat.Builder builder = CSVFormat.DEFAULT.builder().setDelimiter(delimiter);
        return quoted ? builder : builder.setQuote(null);
    }
}
