package io.qianhu.intake;

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
 */
public record FileFormat(
        String charset,
        char delimiter,
        long firstRowByte,
        long firstRowLine,
        List<String> header,
        int phoneColumn,
        List<String> evidence,
        boolean unquoted) {
    static final String DELIMITERS = ",;\t|";

    public FileFormat {
        if (!Charset.isSupported(charset)) {
            throw new IllegalArgumentException("charset is unknown: " + charset);
        }
        if (DELIMITERS.indexOf(delimiter) < 0) {
            throw new IllegalArgumentException("delimiter must be one of , ; tab |");
        }
        if (firstRowByte < 0 || firstRowLine < 1) {
            throw new IllegalArgumentException(
                    "the first row cannot be at byte " + firstRowByte + ", line " + firstRowLine);
        }
        if (phoneColumn < 0) {
            throw new IllegalArgumentException("phoneColumn counts from 0: " + phoneColumn);
        }
        header = List.copyOf(header);
        evidence = List.copyOf(evidence);
    }

    /** A format in which double quotes enclose cells. */
    public FileFormat(
            String charset,
            char delimiter,
            long firstRowByte,
            long firstRowLine,
            List<String> header,
            int phoneColumn,
            List<String> evidence) {
        this(charset, delimiter, firstRowByte, firstRowLine, header, phoneColumn, evidence, false);
    }

    /** The same for a file of which nothing is read, with a sentence why. */
    FileFormat unread(long fileBytes, String why) {
        List<String> all = Stream.concat(evidence.stream(), Stream.of(why)).toList();
        return new FileFormat(charset, delimiter, fileBytes, firstRowLine, header, phoneColumn, all, unquoted);
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
