package io.qianhu.number;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hides phone numbers in text that people and logs will see. */
public final class Masking {
    private static final String DIGIT = "[0-9０-９]";
    /** What people put between the digits: blanks, invisible marks, dots, dashes, brackets. */
    private static final String GAP = "[\\p{Zs}\\p{Cf}.()（）\\-‐-―－]{0,2}";

    private static final String COUNTRY = "(?:(?:[+＋]|[0０]{2})?[8８][6６]" + GAP + ")?";
    private static final String MOBILE = COUNTRY + "[0０]{0,2}[1１]" + GAP + "[3-9３-９](?:" + GAP + DIGIT + "){9}";
    private static final String LANDLINE =
            "(?:" + COUNTRY + "[0０]|(?:[+＋]|[0０]{2})[8８][6６])" + GAP + "[1-9１-９](?:" + GAP + DIGIT + "){9,10}";
    /** Request ids may hold eleven digits in a row by chance; they are matched first, and kept. */
    private static final String REQUEST_ID = "\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}";

    private static final Pattern NUMBER = Pattern.compile(
            "(" + REQUEST_ID + ")|(?<!" + DIGIT + ")(?:" + MOBILE + "|" + LANDLINE + ")(?!" + DIGIT + ")");

    private static final int SHOWN_AT_START = 3;
    private static final int SHOWN_AT_END = 4;

    private Masking() {}

    /**
     * Masks everything in a text that looks like a mainland mobile, or like a landline with its 0 or +86, as
     * {@code 138****0000} and {@code 0571****8888}. Other digits stay: task ids of ten digits, request ids, times.
     */
    public static String mask(String text) {
        Matcher number = NUMBER.matcher(text);
        return number.replaceAll(Masking::masked);
    }

    /**
     * Masks a cell of a phone column, whatever it holds: of more than seven digits only the first three and the last
     * four are shown, so that a damaged number gives nobody away either. A cell over the reader's limit is cut.
     */
    public static String maskCell(CharSequence cell) {
        boolean cut = cell.length() > NumberReader.MAX_CELL_LENGTH;
        String shown = cell.subSequence(0, Math.min(cell.length(), NumberReader.MAX_CELL_LENGTH))
                .toString();
        long digits = shown.chars().filter(Character::isDigit).count();
        StringBuilder masked = new StringBuilder(shown);
        long seen = 0;
        for (int i = 0; i < masked.length(); i++) {
            if (Character.isDigit(masked.charAt(i))) {
                seen++;
                boolean atStart = seen <= SHOWN_AT_START;
                boolean atEnd = digits - seen < SHOWN_AT_END;
                if (digits > SHOWN_AT_START + SHOWN_AT_END && !atStart && !atEnd) {
                    masked.setCharAt(i, '*');
                }
            }
        }
        return cut ? masked.append('…').toString() : masked.toString();
    }

    private static String masked(MatchResult match) {
        String requestId = match.group(1);
        if (requestId != null) {
            return requestId;
        }
        String digits = asciiDigits(match.group());
        digits = digits.startsWith("00") ? digits.substring(2) : digits;
        digits = digits.startsWith("86") ? digits.substring(2) : digits;
        digits = digits.startsWith("0") ? digits.substring(1) : digits;
        long national = Long.parseLong(digits);
        return PhoneNumber.hasShape(national) ? new PhoneNumber(national).toString() : maskCell(digits);
    }

    private static String asciiDigits(String text) {
        return text.chars()
                .filter(Character::isDigit)
                .map(c -> Character.digit(c, 10))
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }
}
