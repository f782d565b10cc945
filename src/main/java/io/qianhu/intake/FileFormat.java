package io.qianhu.intake;

import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the bytes of one file are read; decided once per run, stored, and used again by a restart.
 *
 * @param charset name of a charset that Java knows, without byte order mark handling (UTF-16LE, not UTF-16)
 * @param delimiter one of {@code , ; | tab}
 * @param firstRowByte offset of the first byte after byte order mark, title lines and header
 * @param firstRowLine physical line of that byte, from 1
 * @param header names of the columns; empty when the file has no header
 * @param phoneColumn position of the phone column, from 0
 * @param evidence short sentences for the operator: what was decided and why
 * @param unquoted whether double quotes are text; else they enclose cells
 * @param escaped whether a backslash in a quoted cell escapes a quote and itself
 * @param width how many cells of a row that lines up with the header, or with the other rows where there is none, may be
 *     filled; 0 when nothing is known, as in formats that earlier versions stored, and then rows are not compared with it
 * @param cells how many cells most rows have, blank ones at their end too; 0 in a sheet, where these are not written
 * @param numbersBehind whether a column behind the phone column is known to hold numbers
 * @param numberColumnBefore position from 0 of the last column before the phone column that is known to hold numbers;
 *     {@link #NONE} for none. Only looked at where {@code width} is known
 * @param shiftShows whether the column as far behind the phone column as that one stands before it hardly ever holds
 *     numbers, so that a row that has shifted shows one there
 * @param shifts by what else a row shows that it has shifted; none in formats that earlier versions stored
 * @param rivals columns that may turn out to be meant as well; none in formats that earlier versions stored
 */
public record FileFormat(
        String charset,
        char delimiter,
        long firstRowByte,
        long firstRowLine,
        List<String> header,
        int phoneColumn,
        List<Message> evidence,
        boolean unquoted,
        boolean escaped,
        int width,
        int cells,
        boolean numbersBehind,
        int numberColumnBefore,
        boolean shiftShows,
        List<Shift> shifts,
        List<Rival> rivals) {
    static final int NONE = -1;
    static final String DELIMITERS = ",;\t|";

    public FileFormat {
        if (!Charset.isSupported(charset)) {
            throw new IllegalArgumentException("charset is unknown: " + charset);
        }
        if (DELIMITERS.indexOf(delimiter) < 0) {
            throw new InvalidValue(Message.of("campaign.delimiter-must-tab"));
        }
        if (firstRowByte < 0 || firstRowLine < 1) {
            throw new IllegalArgumentException(
                    "the first row cannot be at byte " + firstRowByte + ", line " + firstRowLine);
        }
        if (width < 0 || cells < 0) {
            throw new IllegalArgumentException("width and cells must not be negative: " + width + ", " + cells);
        }
        if (phoneColumn < 0) {
            throw new IllegalArgumentException("phoneColumn counts from 0: " + phoneColumn);
        }
        if (unquoted && escaped) {
            throw new IllegalArgumentException("quotes that are text are not escaped");
        }
        header = List.copyOf(header);
        evidence = List.copyOf(evidence);
        shifts = shifts == null ? List.of() : List.copyOf(shifts);
        rivals = rivals == null ? List.of() : List.copyOf(rivals);
    }

    /** A format in which double quotes enclose cells, and are doubled within, and rows may have any width. */
    public FileFormat(
            String charset,
            char delimiter,
            long firstRowByte,
            long firstRowLine,
            List<String> header,
            int phoneColumn,
            List<Message> evidence) {
        this(
                charset,
                delimiter,
                firstRowByte,
                firstRowLine,
                header,
                phoneColumn,
                evidence,
                false,
                false,
                0,
                0,
                false,
                NONE,
                false,
                List.of(),
                List.of());
    }

    /** The same for a file of which nothing is read, with a sentence why. */
    FileFormat unread(long fileBytes, Message why) {
        List<Message> all = Stream.concat(evidence.stream(), Stream.of(why)).toList();
        return new FileFormat(charset, delimiter, fileBytes, firstRowLine, header, phoneColumn, all);
    }

    /** Whether nothing is read of a file of so many bytes. */
    public boolean isUnread(long fileBytes) {
        return firstRowByte >= fileBytes;
    }

    /** Where a {@link BlockReader} begins that reads the whole file. */
    public BlockPosition firstRow() {
        return new BlockPosition(firstRowByte, firstRowLine);
    }

    Charset decoding() {
        return Charset.forName(charset);
    }
}
