package io.qianhu.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the comparison is told, as {@code key=value}; the Maven profile gives every key.
 *
 * @param folder where inputs are kept and {@code results.md} is written
 * @param jar the packaged application
 * @param rows of the input of all contestants but the plain job, 10,000 and more
 * @param plainRows of the plain job's input
 * @param rounds how often each contestant runs, 1 and more
 * @param only names of contestants; all when empty
 * @param javaOptions of Qianhu's process; none by default, as people start it
 */
record Options(
        Path folder,
        Path jar,
        long rows,
        long plainRows,
        int rounds,
        long seed,
        List<String> only,
        List<String> javaOptions) {
    /** Fewer are read before anybody could see it. */
    private static final long LEAST_ROWS = 10_000;

    Options {
        only = List.copyOf(only);
        javaOptions = List.copyOf(javaOptions);
        if (rows < LEAST_ROWS || plainRows < LEAST_ROWS) {
            throw new IllegalArgumentException("rows and plain-rows: at least " + LEAST_ROWS);
        }
        if (rounds < 1) {
            throw new IllegalArgumentException("rounds: at least 1");
        }
    }

    static Options of(String... arguments) {
        Map<String, String> given = new HashMap<>();
        for (String argument : arguments) {
            String[] pair = argument.split("=", 2);
            if (pair.length != 2) {
                throw new IllegalArgumentException(argument + ": is not key=value");
            }
            given.put(pair[0], pair[1]);
        }
        return new Options(
                Path.of(value(given, "folder")).toAbsolutePath(),
                Path.of(value(given, "jar")).toAbsolutePath(),
                Long.parseLong(value(given, "rows")),
                Long.parseLong(value(given, "plain-rows")),
                Integer.parseInt(value(given, "rounds")),
                Long.parseLong(value(given, "seed")),
                words(value(given, "only"), ","),
                words(value(given, "java-options"), " "));
    }

    boolean names(String contestant) {
        return only.isEmpty() || only.contains(contestant);
    }

    private static String value(Map<String, String> given, String key) {
        String value = given.remove(key);
        if (value == null) {
            throw new IllegalArgumentException(key + " is not given");
        }
        return value;
    }

    private static List<String> words(String text, String separator) {
        return Stream.of(text.split(separator, -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
