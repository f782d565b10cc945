package io.qianhu.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One sentence in both languages. In its English form {@code {1}}, {@code {2}} … stand, in this order, for what differs
 * from time to time; its Chinese form has the same places in any order.
 */
record Phrase(String english, String chinese, List<String> fixed) {
    /** A sentence is read in so many ways at most, which differ in where its places end. */
    private static final int MOST_READINGS = 24;

    /** What has fewer letters of its own is found by chance, too. */
    private static final int FEW_LETTERS = 4;

    private static final Pattern PLACE = Pattern.compile("\\{([1-9][0-9]?)\\}");

    Phrase {
        fixed = List.copyOf(fixed);
    }

    /** @throws IllegalArgumentException when the places of the two forms are not the same */
    static Phrase of(String english, String chinese) {
        List<String> fixed = new ArrayList<>();
        int from = 0;
        Matcher places = PLACE.matcher(english);
        while (places.find()) {
            fixed.add(english.substring(from, places.start()));
            from = places.end();
            if (Integer.parseInt(places.group(1)) != fixed.size()) {
                throw new IllegalArgumentException("the places do not count from 1 on: " + english);
            }
        }
        fixed.add(english.substring(from));
        List<Integer> shown = PLACE.matcher(chinese)
                .results()
                .map(place -> Integer.valueOf(place.group(1)))
                .sorted()
                .toList();
        if (!shown.equals(IntStream.range(1, fixed.size()).boxed().toList())) {
            throw new IllegalArgumentException("the Chinese form shows " + shown + ": " + english);
        }
        return new Phrase(english, chinese, fixed);
    }

    /** How many characters of a text it explains by itself; a frame explains none. */
    int weight() {
        return isFrame() ? 0 : length();
    }

    /** How many characters it has beside its places. */
    int length() {
        return fixed.stream().mapToInt(String::length).sum();
    }

    /** Whether it is little more than punctuation around other sentences, such as {@code {1}; {2}}. */
    boolean isFrame() {
        return fixed.stream()
                        .flatMapToInt(String::chars)
                        .filter(Character::isLetter)
                        .count()
                < FEW_LETTERS;
    }

    /** What fills its places in the text, in every way that is tried; none where the text is not this sentence. */
    List<List<String>> readings(String text) {
        String first = fixed.get(0);
        if (!text.startsWith(first)) {
            return List.of();
        }
        if (fixed.size() == 1) {
            return text.length() == first.length() ? List.of(List.of()) : List.of();
        }
        String last = fixed.get(fixed.size() - 1);
        int end = text.length() - last.length();
        if (end < first.length() || !text.endsWith(last)) {
            return List.of();
        }
        if (fixed.size() == 2) {
            return List.of(List.of(text.substring(first.length(), end)));
        }
        List<List<String>> readings = new ArrayList<>();
        read(text.substring(0, end), first.length(), new ArrayDeque<>(), readings);
        return readings;
    }

    /** Adds every reading from a position on; the place that ends last is tried at its other ends first. */
    private void read(String text, int from, Deque<String> filled, List<List<String>> readings) {
        int next = filled.size() + 1;
        if (next == fixed.size() - 1) {
            filled.addLast(text.substring(from));
            readings.add(List.copyOf(filled));
            filled.removeLast();
            return;
        }
        int at = text.indexOf(fixed.get(next), from);
        // What follows fits behind an earlier end if it fits behind a later one, so that no search is in vain.
        while (at >= 0
                && readings.size() < MOST_READINGS
                && fits(text, next + 1, at + fixed.get(next).length())) {
            filled.addLast(text.substring(from, at));
            read(text, at + fixed.get(next).length(), filled, readings);
            filled.removeLast();
            at = text.indexOf(fixed.get(next), at + 1);
        }
    }

    private boolean fits(String text, int part, int from) {
        int at = from;
        for (int i = part; i < fixed.size() - 1; i++) {
            at = text.indexOf(fixed.get(i), at);
            if (at < 0) {
                return false;
            }
            at += fixed.get(i).length();
        }
        return true;
    }

    /** The Chinese form with its places filled. */
    String filled(List<String> values) {
        return PLACE.matcher(chinese)
                .replaceAll(place -> Matcher.quoteReplacement(values.get(Integer.parseInt(place.group(1)) - 1)));
    }
}
