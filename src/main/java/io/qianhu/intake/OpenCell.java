package io.qianhu.intake;

/** The text of a quoted cell that goes on over a line break, as far as a number may reach. Not thread-safe. */
final class OpenCell {
    private static final char QUOTE = '"';

    /** A number with gaps is shorter, also over several lines; a stray quote may leave the rest of a file open. */
    private static final int LONGEST = 60;

    private String text = "";
    private boolean open;

    /** Takes a line; returns what stands on both sides of the line break, with a blank for it, or nothing where none is open. */
    String add(char[] chars, int from, int to) {
        int first = from;
        while (first < to && chars[first] != QUOTE) {
            first++;
        }
        if (first == to && !open) {
            return "";
        }
        String across = open ? text + " " + new String(chars, from, Math.min(LONGEST, first - from)) : "";
        int last = from;
        for (int at = first; at < to; at++) {
            last = chars[at] == QUOTE ? at + 1 : last;
            open ^= chars[at] == QUOTE;
        }
        int tail = Math.max(last, to - LONGEST);
        String end = new String(chars, tail, to - tail);
        text = first == to ? (text + " " + end) : end;
        text = text.substring(Math.max(0, text.length() - LONGEST));
        return across;
    }

    void clear() {
        open = false;
    }
}
