package io.qianhu.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What other rooms and other processes say, which know no language but English, in Chinese: what was found in a file,
 * what a campaign does, what became of an order. What stands in a place of a sentence may be one itself; a sentence that
 * is in no phrase is left as it is.
 */
final class Phrases {
    private static final Pattern PLACE = Pattern.compile("\\{([1-9])\\}");

    private static final class Chinese {
        private static final Phrases PHRASES = new Phrases(read("phrases_zh.txt"));
    }

    /** @param english with a group for each place */
    private record Phrase(Pattern english, String chinese) {}

    private final List<Phrase> phrases;

    private Phrases(List<Phrase> phrases) {
        this.phrases = phrases;
    }

    static Phrases chinese() {
        return Chinese.PHRASES;
    }

    /** The sentence in Chinese, by the first phrase that fits; spaces before it stay. */
    String said(String sentence) {
        String bare = sentence.stripLeading();
        String spaces = sentence.substring(0, sentence.length() - bare.length());
        return phrases.stream()
                .flatMap(phrase -> said(phrase, bare).stream())
                .findFirst()
                .map(chinese -> spaces + chinese)
                .orElse(sentence);
    }

    private Optional<String> said(Phrase phrase, String sentence) {
        Matcher found = phrase.english().matcher(sentence);
        return found.matches()
                ? Optional.of(PLACE.matcher(phrase.chinese())
                        .replaceAll(
                                place -> Matcher.quoteReplacement(said(found.group(Integer.parseInt(place.group(1)))))))
                : Optional.empty();
    }

    /** A line in English and a line in Chinese each; {@code {1}}, {@code {2}} … count the places of the English one. */
    private static List<Phrase> read(String file) {
        List<String> lines;
        try (InputStream in = Objects.requireNonNull(Phrases.class.getResourceAsStream(file), file)) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Phrase> read = new ArrayList<>();
        for (int line = 0; line < lines.size(); line += 2) {
            read.add(new Phrase(pattern(lines.get(line)), lines.get(line + 1)));
        }
        return List.copyOf(read);
    }

    private static Pattern pattern(String english) {
        StringBuilder pattern = new StringBuilder();
        int from = 0;
        Matcher places = PLACE.matcher(english);
        while (places.find()) {
            pattern.append(Pattern.quote(english.substring(from, places.start())))
                    .append("(.+?)");
            from = places.end();
        }
        return Pattern.compile(
                pattern.append(Pattern.quote(english.substring(from))).toString(), Pattern.DOTALL);
    }
}
