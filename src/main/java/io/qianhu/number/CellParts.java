package io.qianhu.number;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a cell apart that holds several numbers.
 *
 * <ol>
 *   <li>A part ends at a comma, semicolon, slash, backslash, bar or enumeration comma, at a line break, and before a
 *       {@code +} that has digits before it.
 *   <li>A part that reads as several numbers still has only gaps between its digits, such as blanks or dashes, and they
 *       stand within numbers too. It is divided there when there is exactly one way to do it that leaves nothing but
 *       whole numbers; otherwise it stays one part, which is no number. Nothing is guessed.
 *   <li>A part without any digit is none.
 * </ol>
 */
final class CellParts {
    private static final int MANY = 2;

    private final NumberReader reader;
    private final List<Part> parts = new ArrayList<>();

    private CellParts(NumberReader reader) {
        this.reader = reader;
    }

    /** A part as it is written, and as the reader reads it. */
    record Part(CharSequence text, long reading) {}

    /** The parts of the cell in their order. */
    static List<Part> of(NumberReader reader, CharSequence cell) {
        CellParts parts = new CellParts(reader);
        int from = 0;
        boolean digits = false;
        for (int at = 0; at < cell.length(); at++) {
            char c = Spelling.ascii(cell.charAt(at));
            if (endsPart(c) || (c == '+' && digits)) {
                parts.take(cell.subSequence(from, at));
                from = c == '+' ? at : at + 1;
                digits = false;
            }
            digits |= isDigit(c);
        }
        parts.take(cell.subSequence(from, cell.length()));
        return parts.parts;
    }

    private void take(CharSequence part) {
        long reading = reader.read(part);
        if (reading == RejectReason.SEVERAL_NUMBERS.asReading()) {
            parts.addAll(atGaps(part));
        } else if (reading != RejectReason.EMPTY.asReading()) {
            parts.add(new Part(part, reading));
        }
    }

    /** Counts from the end how many ways lead on from each run of digits, and follows the way when there is one. */
    private List<Part> atGaps(CharSequence part) {
        List<int[]> runs = runsOfDigits(part);
        int count = runs.size();
        int[] ways = new int[count + 1];
        int[] next = new int[count];
        Part[] number = new Part[count];
        ways[count] = 1;
        for (int first = count - 1; first >= 0; first--) {
            int from = first == 0 ? 0 : runs.get(first)[0];
            for (int last = first; last < count; last++) {
                CharSequence text = part.subSequence(from, runs.get(last)[1]);
                long reading = ways[last + 1] == 0 ? 0 : reader.read(text);
                if (ways[last + 1] > 0 && isWhole(reading)) {
                    ways[first] = Math.min(MANY, ways[first] + ways[last + 1]);
                    next[first] = last + 1;
                    number[first] = new Part(text, reading);
                }
            }
        }
        if (ways[0] != 1) {
            return List.of(new Part(part, RejectReason.SEVERAL_NUMBERS.asReading()));
        }
        List<Part> numbers = new ArrayList<>();
        for (int run = 0; run < count; run = next[run]) {
            numbers.add(number[run]);
        }
        return numbers;
    }

    /** Where each run begins and where it has ended. */
    private static List<int[]> runsOfDigits(CharSequence part) {
        List<int[]> runs = new ArrayList<>();
        int from = -1;
        for (int at = 0; at <= part.length(); at++) {
            boolean digit = at < part.length() && isDigit(Spelling.ascii(part.charAt(at)));
            if (digit && from < 0) {
                from = at;
            } else if (!digit && from >= 0) {
                runs.add(new int[] {from, at});
                from = -1;
            }
        }
        return runs;
    }

    /** Whether somebody has this number, of a kind that is accepted or not. */
    private static boolean isWhole(long reading) {
        return !NumberReader.isReject(reading)
                || reading == RejectReason.LANDLINE_NOT_ACCEPTED.asReading()
                || reading == RejectReason.MOBILE_NOT_ACCEPTED.asReading();
    }

    private static boolean endsPart(char c) {
        return Spelling.isDivider(c) || c == '\n' || c == '\r';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
