package io.qianhu.intake;

import io.qianhu.number.Invisible;
import java.io.CharArrayReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

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

    /** How many cells there are up to the last one that is not blank. */
    static int width(List<String> cells) {
        int width = cells.size();
        while (width > 0 && Invisible.all(cells.get(width - 1))) {
            width--;
        }
        return width;
    }

    /** The cells of a text, of all its records one after the other. */
    static List<String> cells(String text, CSVFormat format, boolean escaped) {
        char delimiter = format.getDelimiterString().charAt(0);
        try (CSVParser parser = CSVParser.builder()
                .setReader(reader(CharBuffer.wrap(text.toCharArray()), delimiter, escaped))
                .setFormat(format)
                .get()) {
            return parser.stream().flatMap(CSVRecord::stream).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CSVFormat.Builder builder(char delimiter, boolean quoted) {
        CSVFormat.Builder builder = CSVFormat.DEFAULT.builder().setDelimiter(delimiter);
        return quoted ? builder : builder.setQuote(null);
    }
}
