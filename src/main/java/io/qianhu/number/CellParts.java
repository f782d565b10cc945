package io.qianhu.number;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a cell apart that holds several numbers.
 *
 * <ol>
 *   <li>A part ends at a comma, a slash and whatever else divides numbers, at a line break, and before a {@code +} that
 *       has digits before it.
 *   <li>Such a {@code +} belongs to the number behind it, unless it plainly means "and": another one follows; or it
 *       touches both numbers or none, the one behind it has eleven digits in a row, and the one before it no {@code +}.
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
        int at = 0;
        while (at < cell.length()) {
            int c = Spelling.ascii(cell.charAt(at));
            int divider = divider(cell, at);
            boolean plus = c == '+' && digits;
            if (divider > 0 || plus) {
                parts.take(cell.subSequence(from, at));
                boolean sign = plus && !meansAnd(cell, from, at);
                from = sign ? at : at + Math.max(1, divider);
                digits = false;
            }
            digits |= isDigit(c);
            at += Math.max(1, divider);
        }
        parts.take(cell.subSequence(from, cell.length()));
        return parts.parts;
    }

    private static int divider(CharSequence cell, int at) {
        return isLineBreak(cell.charAt(at)) ? 1 : Spelling.divider(cell, at);
    }

    private static boolean meansAnd(CharSequence cell, int from, int plus) {
        int behind = plus + 1;
        while (behind < cell.length() && Invisible.is(cell.charAt(behind))) {
            behind++;
        }
        int to = behind;
        while (to < cell.length() && isDigit(Spelling.ascii(cell.charAt(to)))) {
            to++;
        }
        boolean touchesBefore = isDigit(Spelling.ascii(cell.charAt(plus - 1)));
        boolean touchesBehind = behind == plus + 1;
        boolean plusBehind = behind < cell.length() && Spelling.ascii(cell.charAt(behind)) == '+';
        boolean plusBefore = cell.subSequence(from, plus).chars().anyMatch(c -> Spelling.ascii(c) == '+');
        return plusBehind || (touchesBefore == touchesBehind && to - behind == NumberPlan.MOBILE_DIGITS && !plusBefore);
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
    static boolean isWhole(long reading) {
        return !NumberReader.isReject(reading)
                || reading == RejectReason.LANDLINE_NOT_ACCEPTED.asReading()
                || reading == RejectReason.MOBILE_NOT_ACCEPTED.asReading();
    }

    private static boolean isLineBreak(char c) {
        return switch (c) {
            case '\n', '\u000B', '\f', '\r', '\u0085', '\u2028', '\u2029' -> true;
            default -> false;
        };
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
