package io.qianhu.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says the sentences of Qianhu in Chinese. English is their one source: it is what the code throws, the ledger keeps and
 * the log shows, whatever language the person has who reads them now.
 *
 * <ol>
 *   <li>A text is compared with every sentence of the catalogue. One that explains the text from its begin to its end
 *       leaves what fills its places.
 *   <li>That is made up of sentences itself, perhaps, and is translated in the same way.
 *   <li>Of all readings the one counts that explains most characters of the text; of several, the one with fewest
 *       frames, which only hold sentences together, then the one with the shortest first place, so that what stands
 *       before a sentence, such as a file, is not drawn into it.
 *   <li>A text that no sentence explains stays as it is, and so does what fills a place: nothing is ever left out.
 * </ol>
 */
final class Phrases {
    /** A longer line is no message of ours. */
    private static final int LONGEST_LINE = 4_000;

    private static final int LONGEST_TEXT = 200_000;
    private static final int DEEPEST = 8;

    /** So many parts of one line are looked at; beyond, what is left stays English. */
    private static final int MOST_LOOKS = 300;

    /**
     * A text and what was known of it.
     *
     * @param score how many characters the sentences of the catalogue explain
     * @param frames how many frames hold them together
     * @param lead how long the first place of the sentence is; 0 for a frame
     */
    private record Said(String text, int score, int frames, int lead) {
        boolean isBetterThan(@Nullable Said other) {
            return other == null || BEST_FIRST.compare(this, other) < 0;
        }
    }

    private static final Comparator<Said> BEST_FIRST = Comparator.comparingInt(Said::score)
            .reversed()
            .thenComparingInt(Said::frames)
            .thenComparingInt(Said::lead);

    private static final class Chinese {
        private static final Phrases PHRASES = new Phrases(
                Stream.concat(read("phrases_zh.txt"), read("picocli_zh.txt")).toList());
    }

    private final List<Phrase> phrases;

    Phrases(List<Phrase> phrases) {
        this.phrases = phrases.stream()
                .sorted(Comparator.comparingInt(Phrase::length).reversed())
                .toList();
    }

    /** Those of the catalogue. */
    static Phrases chinese() {
        return Chinese.PHRASES;
    }

    /** The sentences of a file in this folder: a line in English and a line in Chinese each, and lines with # before. */
    static Stream<Phrase> read(String file) {
        List<String> lines;
        try (InputStream in = Objects.requireNonNull(Phrases.class.getResourceAsStream(file), file)) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " of this program cannot be read", e);
        }
        if (lines.size() % 2 != 0) {
            throw new IllegalStateException(file + " has a sentence in one language only");
        }
        List<Phrase> read = new ArrayList<>();
        for (int i = 0; i < lines.size(); i += 2) {
            read.add(Phrase.of(lines.get(i), lines.get(i + 1)));
        }
        return read.stream();
    }

    /** The text in Chinese, as a whole or line by line, whichever explains more of it. */
    String said(String text) {
        if (text.length() > LONGEST_TEXT) {
            return text;
        }
        Said whole = translated(text);
        if (text.indexOf('\n') < 0) {
            return whole.text();
        }
        List<Said> lines = text.lines().map(this::translated).toList();
        return whole.score() >= lines.stream().mapToInt(Said::score).sum()
                ? whole.text()
                : lines.stream().map(Said::text).collect(Collectors.joining("\n")) + (text.endsWith("\n") ? "\n" : "");
    }

    /** The text itself, with nothing explained, when no sentence does it. */
    private Said translated(String text) {
        Said said = new Reading().of(text, DEEPEST);
        return said == null
                ? new Said(text, 0, 0, 0)
                : new Said(indented(text, said.text()), said.score(), said.frames(), said.lead());
    }

    private static String indented(String text, String said) {
        return text.substring(0, text.length() - text.stripLeading().length()) + said;
    }

    /** The parts of one line, each of which is looked at once. */
    private final class Reading {
        private final Map<String, @Nullable Said> known = new HashMap<>();
        private int looks;

        @Nullable
        Said of(String text, int depth) {
            String part = text.strip();
            // Every sentence has two words and more, so that no name is ever taken for one.
            if (depth == 0 || part.length() > LONGEST_LINE || part.indexOf(' ') < 0) {
                return null;
            }
            if (known.containsKey(part)) {
                return known.get(part);
            }
            looks++;
            if (looks > MOST_LOOKS) {
                return null;
            }
            Said best = null;
            for (Phrase phrase : phrases) {
                for (List<String> reading : phrase.readings(part)) {
                    Said said = filled(phrase, reading, depth);
                    if (said != null && said.isBetterThan(best)) {
                        best = said;
                    }
                }
            }
            known.put(part, best);
            return best;
        }

        private @Nullable Said filled(Phrase phrase, List<String> reading, int depth) {
            List<String> values = new ArrayList<>();
            int score = phrase.weight();
            int frames = phrase.isFrame() ? 1 : 0;
            boolean knowsAny = !phrase.isFrame();
            for (String value : reading) {
                Said said = of(value, depth - 1);
                values.add(said == null ? value : said.text());
                score += said == null ? 0 : said.score();
                frames += said == null ? 0 : said.frames();
                knowsAny |= said != null;
            }
            int lead =
                    phrase.isFrame() || reading.isEmpty() ? 0 : reading.get(0).length();
            return knowsAny ? new Said(phrase.filled(values), score, frames, lead) : null;
        }
    }
}
