package io.qianhu.number;

import org.jspecify.annotations.Nullable;

/**
 * The digits of one cell, freed from the way they are written.
 *
 * <ol>
 *   <li>Full-width characters count as their ASCII forms; an apostrophe or {@code tel:} before the digits is dropped.
 *   <li>Blanks, invisible marks, dashes, brackets are passed over; a {@code +} counts before the digits only, and
 *       behind a gap it begins another number.
 *   <li>A single dot with nothing but zeros behind it is the decimal point of a spreadsheet: the zeros go. With other
 *       digits behind it, it makes a fraction, unless the cell begins with {@code +} or an area code's 0, as no
 *       fraction does. Two dots and more only divide the digits and are passed over.
 *   <li>{@code E} ends the digits of scientific notation, which is taken only when every digit before the decimal point
 *       of the meant number is written; a spreadsheet leaves digits out without saying which.
 *   <li>Any other character is a flaw, and so are commas, slashes and the like.
 * </ol>
 */
final class Spelling {
    /** Two numbers have at least so many digits; none that can be called has. */
    private static final int DIGITS_OF_TWO_NUMBERS = 14;
    /** The longest spelling of one number: 00, 86, 0 and eleven digits. */
    private static final int DIGITS_OF_ONE_NUMBER = 16;

    /** Beijing's 010; no fraction is written with a 0 and more digits before its point. */
    private static final int SHORTEST_AREA_CODE = 3;

    private static final int LONGEST_EXPONENT = 3;
    private static final int NO_DOT = -1;
    private static final String TEL = "tel:";

    private final CharSequence cell;
    private long value;
    private int count;
    private boolean plus;
    private boolean gap;
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
            at++;
        }
        for (int i = 0; i < TEL.length(); i++) {
            if (at + i >= cell.length() || (at(at + i) | 0x20) != (TEL.charAt(i) | 0x20)) {
                return at;
            }
        }
        return at + TEL.length();
    }

    /** Takes the character at a position, or all the rest, and returns where to go on. */
    private int take(int at) {
        char c = at(at);
        if (c >= '0' && c <= '9') {
            takeDigit(c - '0');
        } else if (isPassedOver(c)) {
            gap |= count > 0;
        } else if (c == '.') {
            takeDot();
        } else if (c == '+' && count == 0 && !plus) {
            plus = true;
        } else if ((c | 0x20) == 'e' && count > 0 && !plus) {
            flaw = flawOfExponent(at + 1);
            return cell.length();
        } else if (isDivider(c) || (c == '+' && count > 0 && endsNumber(at(at - 1)))) {
            divided = true;
        } else if (!(isApostrophe(c) && count == 0)) {
            flaw = RejectReason.LETTERS;
            return cell.length();
        }
        return at + 1;
    }

    private void takeDigit(int digit) {
        count++;
        if (count <= Digits.MOST) {
            value = 10 * value + digit;
        }
    }

    private void takeDot() {
        dots++;
        gap |= count > 0;
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
        return gap && count > DIGITS_OF_ONE_NUMBER ? RejectReason.SEVERAL_NUMBERS : null;
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
        for (; at < cell.length(); at++) {
            if (!isPassedOver(at(at))) {
                return RejectReason.LETTERS;
            }
        }
        if (digits == 0 || dots > 1 || divided) {
            return RejectReason.LETTERS;
        }
        int behind = dots == 0 ? 0 : count - countAtDot;
        dots = 0;
        if (exponent > behind) {
            return RejectReason.LOST_DIGITS;
        }
        return exponent < behind ? RejectReason.FRACTION : null;
    }

    private char at(int position) {
        return ascii(cell.charAt(position));
    }

    /** The character itself, the full-width forms U+FF01 to U+FF5E as ASCII. */
    static char ascii(char c) {
        return c >= '\uFF01' && c <= '\uFF5E' ? (char) (c - 0xFEE0) : c;
    }

    private static boolean isPassedOver(char c) {
        return switch (c) {
            case ' ', '\t', '\r', '\n', '-', '(', ')' -> true;
            // No-break space, soft hyphen, narrow no-break, mathematical and ideographic space, minus, byte order mark.
            case '\u00A0', '\u00AD', '\u202F', '\u205F', '\u3000', '\u2212', '\uFEFF' -> true;
            // Spaces of all widths, zero-width and direction marks, hyphens and dashes; embeddings; isolates, joiners.
            default ->
                (c >= '\u2000' && c <= '\u2015')
                        || (c >= '\u202A' && c <= '\u202E')
                        || (c >= '\u2060' && c <= '\u206F');
        };
    }

    private static boolean endsNumber(char c) {
        return isPassedOver(c) || isDivider(c);
    }

    private static boolean isApostrophe(char c) {
        return c == '\'' || c == '\u2018' || c == '\u2019';
    }

    static boolean isDivider(char c) {
        return switch (c) {
            case ',', ';', '/', '\\', '|', '\u3001', '\uFF64' -> true;
            default -> false;
        };
    }
}
