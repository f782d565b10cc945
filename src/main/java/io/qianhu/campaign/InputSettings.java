package io.qianhu.campaign;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which files are read.
 *
 * @param files paths or globs relative to the working directory; empty when they are given on the command line. Default
 *     {@link #DEFAULT_FILES}
 * @param column header name or position from 1 of the phone column; detected when null, which is the default
 */
public record InputSettings(List<String> files, @Nullable String column) {
    public static final List<String> DEFAULT_FILES = List.of();

    /** Ours: no header of a phone column is longer. */
    static final int LONGEST_COLUMN = 100;
    /** Ours: what Linux takes as a path. */
    static final int LONGEST_FILE = 4_096;

    public InputSettings {
        files = List.copyOf(files);
        if (column != null) {
            requireColumn(column);
        }
    }

    static String requireColumn(String column) {
        if (column.matches("0+")) {
            throw new IllegalArgumentException(
                    Violation.quoted(column) + " is no position; the first column is 1, or write its header");
        }
        return Text.line(LONGEST_COLUMN, column);
    }
}
