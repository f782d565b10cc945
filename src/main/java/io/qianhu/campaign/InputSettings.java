package io.qianhu.campaign;

import static io.qianhu.campaign.Violation.quoted;

import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which files are read, and what is not left to detection. Encoding, delimiter, quote and escape concern text files only.
 *
 * @param files paths or globs relative to the working directory, {@code -} for standard input; empty when they are
 *     given on the command line. Default {@link #DEFAULT_FILES}
 * @param encoding of all files; detected for each when null, which is the default
 * @param delimiter one of {@code , ; | tab}; detected when null, which is the default
 * @param quote whether a cell may be enclosed in double quotes; where not, they are text. Default
 *     {@link #DEFAULT_QUOTE}
 * @param escape whether a backslash in a quoted cell escapes a quote and itself; detected when null, which is the
 *     default, and never where quotes are text
 * @param header physical line of the column names, from 1, or {@link #NO_HEADER}; detected when null, which is the
 *     default
 * @param column header name or position from 1 of the phone column; detected when null, which is the default
 * @param sheet name or position from 1 of the sheet that is read of a workbook; the first visible one when null, which
 *     is the default
 * @param emptyFiles whether a file without any row is read, as 0 rows; else it is refused. Default
 *     {@link #DEFAULT_EMPTY_FILES}; refuse it where a file without rows means that its export has failed
 */
public record InputSettings(
        List<String> files,
        @Nullable TextEncoding encoding,
        @Nullable Character delimiter,
        boolean quote,
        @Nullable Boolean escape,
        @Nullable Integer header,
        @Nullable String column,
        @Nullable String sheet,
        boolean emptyFiles) {
    public static final List<String> DEFAULT_FILES = List.of();
    public static final boolean DEFAULT_QUOTE = true;
    public static final boolean DEFAULT_EMPTY_FILES = true;
    public static final int NO_HEADER = 0;

    /** Ours: no header of a phone column is longer. */
    static final int LONGEST_COLUMN = 100;
    /** Excel's. */
    static final int LONGEST_SHEET = 31;
    /** Ours: what Linux takes as a path. */
    static final int LONGEST_FILE = 4_096;
    /** Ours: a header that stands further down is not within the sample that detection reads. */
    static final int LAST_HEADER_LINE = 1_000;

    private static final Map<String, Character> DELIMITERS =
            Map.of(",", ',', ";", ';', "|", '|', "tab", '\t', "\t", '\t');

    public InputSettings {
        files = List.copyOf(files);
        if (column != null) {
            requireColumn(column);
        }
        if (delimiter != null && !DELIMITERS.containsValue(delimiter)) {
            throw new InvalidValue(Message.of("campaign.delimiter-must-tab"));
        }
        if (!quote && Boolean.TRUE.equals(escape)) {
            throw new InvalidValue(Message.of("campaign.escape-needs-quote"));
        }
        if (header != null && (header < NO_HEADER || header > LAST_HEADER_LINE)) {
            throw new InvalidValue(Message.of("campaign.header-none-line-up", LAST_HEADER_LINE));
        }
    }

    /** Files without a row are read. */
    public InputSettings(
            List<String> files,
            @Nullable TextEncoding encoding,
            @Nullable Character delimiter,
            boolean quote,
            @Nullable Boolean escape,
            @Nullable Integer header,
            @Nullable String column,
            @Nullable String sheet) {
        this(files, encoding, delimiter, quote, escape, header, column, sheet, DEFAULT_EMPTY_FILES);
    }

    /** Leaves everything but the column to detection. */
    public InputSettings(List<String> files, @Nullable String column) {
        this(files, null, null, DEFAULT_QUOTE, null, null, column, null);
    }

    /**
     * How a repaired reject file of the campaign is read: it is a CSV of ours, whatever the files were, in which the phone
     * column has kept its name and not its place.
     */
    public InputSettings forRejects() {
        String name = column != null && column.matches("[0-9]+") ? null : column;
        return new InputSettings(files, null, null, DEFAULT_QUOTE, false, null, name, null);
    }

    /** The same with another word on the phone column. */
    public InputSettings withColumn(String name) {
        return new InputSettings(files, encoding, delimiter, quote, escape, header, name, sheet, emptyFiles);
    }

    static String requireColumn(String column) {
        if (column.matches("0+")) {
            throw new InvalidValue(Message.of("campaign.no-position-first-column", quoted(column)));
        }
        return Text.line(LONGEST_COLUMN, column);
    }

    static String requireSheet(String sheet) {
        if (sheet.matches("0+")) {
            throw new InvalidValue(Message.of("campaign.no-position-first-sheet", quoted(sheet)));
        }
        return Text.line(LONGEST_SHEET, sheet);
    }

    static char requireDelimiter(String text) {
        Character delimiter = DELIMITERS.get(text);
        if (delimiter == null) {
            throw new InvalidValue(Message.of("campaign.no-delimiter-read", quoted(text)));
        }
        return delimiter;
    }

    static boolean requireQuote(String text) {
        if (!text.equals("\"") && !text.equals("none")) {
            throw new InvalidValue(Message.of("campaign.no-quote-read", quoted(text)));
        }
        return text.equals("\"");
    }

    static boolean requireEscape(String text) {
        if (!text.equals("backslash") && !text.equals("none")) {
            throw new InvalidValue(Message.of("campaign.no-escape-read", quoted(text)));
        }
        return text.equals("backslash");
    }

    static boolean requireEmptyFiles(String text) {
        return Text.oneOf("ok", "refuse", text);
    }

    static int requireHeader(String text) {
        if (text.equals("none")) {
            return NO_HEADER;
        }
        if (!text.matches("[0-9]+")) {
            throw new InvalidValue(Message.of("campaign.no-line-allowed-auto", quoted(text)));
        }
        return Text.between(1, LAST_HEADER_LINE, text);
    }

    /** The delimiter as the campaign file writes it. */
    public static String named(char delimiter) {
        return delimiter == '\t' ? "tab" : String.valueOf(delimiter);
    }
}
