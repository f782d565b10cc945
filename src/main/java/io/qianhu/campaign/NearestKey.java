package io.qianhu.campaign;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which key was meant by one that does not exist. */
final class NearestKey {
    /** More edits than this make another word. */
    private static final int MOST_EDITS = 3;

    private NearestKey() {}

    /** The known key with the fewest edits, as long as fewer than half of its letters had to change. */
    static Optional<String> to(String written, Collection<String> known) {
        String plain = plain(written);
        return known.stream()
                .filter(key -> edits(plain, plain(key)) <= Math.min(MOST_EDITS, (key.length() - 1) / 2))
                .min(Comparator.comparingInt(key -> edits(plain, plain(key))));
    }

    /** {@code inFlight}, {@code in_flight} and {@code in-flight} are the same word. */
    private static String plain(String key) {
        return key.strip().toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }

    /** Levenshtein's distance. */
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
