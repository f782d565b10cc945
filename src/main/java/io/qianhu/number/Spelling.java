package io.qianhu.number;

import org.jspecify.annotations.Nullable;

/**
 * The digits of one cell, freed from the way they are written.
 *
 * <ol>
 *   <li>Full-width characters count as their ASCII forms; an apostrophe, {@code tel:} or {@code p:} before the digits is
 *       dropped.
 *   <li>{@link Invisible} characters, dashes, round brackets are passed over; a {@code +} counts before the digits only.
 *   <li>Commas, slashes and the like divide numbers, and so does a {@code +} behind digits. At either end they divide
 *       nothing; between digits they are a flaw, and nothing on one side of them is taken for itself here.
 *   <li>A single dot with nothing but zeros behind it is the decimal point of a spreadsheet: the zeros go. With other
 *       digits behind it, it makes a fraction, unless the cell begins with {@code +} or an area code's 0, as no
 *       fraction does. Two dots and more only divide the digits and are passed over.
 *   <li>{@code E} ends the digits of scientific notation, which is taken only when every digit before the decimal point
 *       of the meant number is written; a spreadsheet leaves digits out without saying which.
 *   <li>Any other character is a flaw.
 * </ol>
 */
final class Spelling {
    /** Two numbers have at least so many digits; none that can be called has. */
    private static final int DIGITS_OF_TWO_NUMBERS = 14;
    /** The longest spelling of one number: 00, 86, 0 and eleven digits. */
    private static final int DIGITS_OF_ONE_NUMBER = 16;

    /** Beijing's 010; no fraction is written with a 0 and more digits before its point. */
    private static final int SHORTEST_AREA_CODE = 3;

    /** As in 1 (305) 555-1234 and 1-305-5551234; nobody parts the digits of a mainland number so. */
    private static final int NORTH_AMERICAN = 1 << 1 | 1 << 4;

    private static final int NORTH_AMERICAN_OR_MORE = NORTH_AMERICAN | 1 << 7;

    private static final int NORTH_AMERICAN_DIGITS = 11;
    private static final int LONGEST_EXPONENT = 3;
    private static final int NO_DOT = -1;
    /** The second is that of Facebook. */
    private static final String[] BEFORE = {"tel:", "p:"};

    /** The last four stand for "or" and "and". */
    private static final String DIVIDERS = ",;/\\|&~\u3001\uFF64\u3002\uFF61\u301C\u6216\u548C\u4E0E\u53CA";

    /** What Google Contacts writes, and the line break of a web page. */
    private static final String[] LONG_DIVIDERS = {":::", "<br>", "<br/>", "<br />"};

    private final CharSequence cell;
    private long value;
    private int count;
    private boolean plus;
    /** Behind how many digits there are gaps: bit 3 for one behind the third. */
    private int gaps;

    private boolean ended;
    private boolean divided;
    private int dots;
    private int countAtDot = NO_DOT;
    private long valueAtDot;
    private @Nullable RejectReason flaw;

    Spelling(CharSequence cell) {
        this.cell = cell;
        int at = start();
        while (at < cell.length()) {
            at = take(at);
        }
        if (flaw == null) {
            flaw = flawOfTheWhole();
        }
        if (flaw == null && dots == 1) {
            flaw = flawOfDot();
        }
    }

    /** Why the cell is no number however it is looked at; null when its digits can be judged. */
    @Nullable
    RejectReason flaw() {
        return flaw;
    }

    /** The digits as a number, up to {@link Digits#MOST} of them. */
    long value() {
        return value;
    }

    /** How many digits there are, leading zeros included. */
    int count() {
        return count;
    }

    /** Whether a {@code +} announces a country code. */
    boolean plus() {
        return plus;
    }

    private int start() {
        int at = 0;
        while (at < cell.length() && isPassedOver(at(at))) {
            at = after(at);
        }
        for (String before : BEFORE) {
            int length = before.length();
            if (cell.length() - at >= length && isAt(before, at)) {
                return at + length;
            }
        }
        return at;
    }

    private boolean isAt(String text, int at) {
        int i = 0;
        while (i < text.length() && (at(at + i) | 0x20) == (text.charAt(i) | 0x20)) {
            i++;
        }
        return i == text.length();
    }

    /** Takes the character at a position, or all the rest, and returns where to go on. */
    private int take(int at) {
        int c = at(at);
        if (c >= '0' && c <= '9') {
            takeDigit(c - '0');
        } else if (isPassedOver(c)) {
            takeGap();
        } else if (c == '.') {
            takeDot();
        } else if (c == '+' && count == 0 && !plus) {
            plus = true;
        } else if ((c | 0x20) == 'e' && count > 0 && !plus) {
            flaw = flawOfExponent(at + 1);
            return cell.length();
        } else if (!(isApostrophe(c) && count == 0)) {
            return takeDivider(c, at);
        }
        return after(at);
    }

    private int takeDivider(int c, int at) {
        int divider = c == '+' && count > 0 ? 1 : divider(cell, at);
        if (divider == 0) {
            flaw = RejectReason.LETTERS;
            return cell.length();
        }
        ended |= count > 0;
        return at + divider;
    }

    private void takeDigit(int digit) {
        divided |= ended;
        count++;
        if (count <= Digits.MOST) {
            value = 10 * value + digit;
        }
    }

    private void takeGap() {
        gaps |= count > 0 && count < Integer.SIZE ? 1 << count : 0;
    }

    private void takeDot() {
        dots++;
        takeGap();
        countAtDot = count;
        valueAtDot = value;
    }

    private @Nullable RejectReason flawOfTheWhole() {
        if (count == 0) {
            return RejectReason.EMPTY;
        }
        if (divided) {
            return count >= DIGITS_OF_TWO_NUMBERS ? RejectReason.SEVERAL_NUMBERS : RejectReason.LETTERS;
        }
        boolean parted = gaps == NORTH_AMERICAN || gaps == NORTH_AMERICAN_OR_MORE;
        if (parted && count == NORTH_AMERICAN_DIGITS && Digits.first(1, value, count) == 1) {
            return RejectReason.OTHER_COUNTRY;
        }
        return gaps != 0 && count > DIGITS_OF_ONE_NUMBER ? RejectReason.SEVERAL_NUMBERS : null;
    }

    private @Nullable RejectReason flawOfDot() {
        int behind = count - countAtDot;
        boolean onlyZeros = count <= Digits.MOST && Digits.last(behind, value) == 0;
        if (behind > 0 && countAtDot > 0 && onlyZeros) {
            value = valueAtDot;
            count = countAtDot;
            return null;
        }
        boolean areaCode = countAtDot >= SHORTEST_AREA_CODE && Digits.count(valueAtDot) < countAtDot;
        return behind == 0 || plus || areaCode ? null : RejectReason.FRACTION;
    }

    /** Reads what follows the {@code E}; the number stands when the exponent moves the point exactly to its end. */
    private @Nullable RejectReason flawOfExponent(int from) {
        int at = from < cell.length() && at(from) == '+' ? from + 1 : from;
        int exponent = 0;
        int digits = 0;
        for (; at < cell.length() && at(at) >= '0' && at(at) <= '9'; at++) {
            exponent = 10 * exponent + at(at) - '0';
            digits++;
            if (digits > LONGEST_EXPONENT) {
                return RejectReason.LETTERS;
            }
        }
        for (; at < cell.length(); at = after(at)) {
            if (!isPassedOver(at(at)) && !isDivider(at(at))) {
                return RejectReason.LETTERS;
            }
        }
        if (digits == 0 || dots > 1 || ended) {
            return RejectReason.LETTERS;
        }
        int behind = dots == 0 ? 0 : count - countAtDot;
        dots = 0;
        if (exponent > behind) {
            return RejectReason.LOST_DIGITS;
        }
        return exponent < behind ? RejectReason.FRACTION : null;
    }

    private int at(int position) {
        return ascii(Character.codePointAt(cell, position));
    }

    private int after(int position) {
        return position + Character.charCount(Character.codePointAt(cell, position));
    }

    /** The code point itself, the full-width forms U+FF01 to U+FF5E as ASCII. */
    static int ascii(int c) {
        return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
    }

    static boolean isPassedOver(int c) {
        return switch (c) {
            case '-', '(', ')', '\u2212', '\u00B7' -> true;
            default -> (c >= '\u2010' && c <= '\u2015') || Invisible.is(c);
        };
    }

    static boolean isApostrophe(int c) {
        return c == '\'' || c == '\u2018' || c == '\u2019';
    }

    /** Whether a character of its own divides numbers. */
    static boolean isDivider(int c) {
        return DIVIDERS.indexOf(ascii(c)) >= 0;
    }

    /** How many characters at a position divide numbers; 0 when none does. */
    static int divider(CharSequence cell, int at) {
        if (isDivider(cell.charAt(at))) {
            return 1;
        }
        for (String divider : LONG_DIVIDERS) {
            int to = at + divider.length();
            if (to <= cell.length() && cell.subSequence(at, to).toString().equalsIgnoreCase(divider)) {
                return divider.length();
            }
        }
        return 0;
    }
}
