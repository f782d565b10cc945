package io.qianhu.bench;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What must come of a generated file.
 *
 * @param rows without the header
 * @param distinct different numbers that can be called
 * @param duplicates rows whose number stood in an earlier row
 * @param rejected other rows, by the code of their reason
 */
record Expected(long rows, long distinct, long duplicates, SortedMap<String, Long> rejected) {
    private static final String REASON = "rejected.";

    Expected {
        if (rows != distinct + duplicates + sum(rejected)) {
            throw new IllegalArgumentException(rows + " rows are not " + distinct + " distinct, " + duplicates
                    + " duplicates and " + sum(rejected) + " rejected");
        }
    }

    long rejectedRows() {
        return sum(rejected);
    }

    /** Lists of 1,000. */
    long lists() {
        return (distinct + 999) / 1000;
    }

    /** The file of expectations that belongs to an input file. */
    static Path beside(Path input) {
        return input.resolveSibling(input.getFileName() + ".expected");
    }

    static Expected read(Path input) throws IOException {
        Properties found = new Properties();
        found.load(new StringReader(Files.readString(beside(input))));
        SortedMap<String, Long> rejected = new TreeMap<>();
        for (String key : found.stringPropertyNames()) {
            if (key.startsWith(REASON)) {
                rejected.put(key.substring(REASON.length()), value(found, key));
            }
        }
        return new Expected(value(found, "rows"), value(found, "distinct"), value(found, "duplicates"), rejected);
    }

    void write(Path input) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("rows=").append(rows).append('\n');
        text.append("distinct=").append(distinct).append('\n');
        text.append("duplicates=").append(duplicates).append('\n');
        rejected.forEach((reason, count) ->
                text.append(REASON).append(reason).append('=').append(count).append('\n'));
        Files.writeString(beside(input), text);
    }

    private static long value(Properties found, String key) {
        return Long.parseLong(found.getProperty(key));
    }

    private static long sum(SortedMap<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
