package io.qianhu.number;

import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Hides phone numbers in text that people and logs will see. */
public final class Masking {
    private static final String DIGIT = "[0-9０-９]";
    private static final String BLANK = " \t-\r";
    /** What {@link Spelling} passes over, and what else people put between digits. */
    private static final String GAPS = Invisible.IN_REGEX + "._·・．＿−\\p{Pd}()（）\\[\\]";

    /** Tables of figures have more blanks than two between their columns, and nothing else there. */
    private static final String GAP =
            "(?:[" + BLANK + "]{0,6}+[" + GAPS + "&&[^" + BLANK + "]][" + GAPS + "]{0,11}+|[" + BLANK + "]{0,2}+)";

    private static final String COUNTRY = "(?:(?:[+＋]|[0０]{2})?[8８]" + GAP + "[6６]" + GAP + ")?";
    private static final String MOBILE = COUNTRY + "[0０]{0,2}[1１]" + GAP + "[3-9３-９](?:" + GAP + DIGIT + "){9}";
    private static final String LANDLINE =
            "(?:" + COUNTRY + "[0０]|(?:[+＋]|[0０]{2})[8８][6６])" + GAP + "[1-9１-９](?:" + GAP + DIGIT + "){9,10}";

    /** One and the same sign between the groups of 3, 4 and 4 digits, or one that is no dash between two of them. */
    private static final String DIVIDED = "(?:(?:00)?86|0)?1[3-9][0-9](?:([^0-9,;|\t\"]{1,3}+)[0-9]{4}\\2[0-9]{4}"
            + "|[/:=+~&'%]{1,3}+[0-9]{8}|[0-9]{4}[/:=+~&'%]{1,3}+[0-9]{4})";

    /** Several in one string of digits, or one behind what was dialled before it. */
    private static final String JOINED = "(?:(?:(?:0|(?:00)?86)?1[3-9][0-9]{9}){2,}+|(?:"
            + NumbersInText.DIAL_PREFIXES.stream().map(String::valueOf).collect(Collectors.joining("|"))
            + ")1[3-9][0-9]{9})";

    private static final String REQUEST_ID = "\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}";
    private static final String SHA_256 = "(?<!\\p{XDigit})\\p{XDigit}{64}(?!\\p{XDigit})";
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final String ADDRESS = "(?<![0-9.])" + OCTET + "(?:\\." + OCTET + "){3}(?!\\.?[0-9])";

    /** What may hold eleven digits by chance is matched first, and kept. */
    private static final Pattern NUMBER = Pattern.compile("(" + REQUEST_ID + "|" + SHA_256 + "|" + ADDRESS + ")|(?<!"
            + DIGIT + ")(?:" + MOBILE + "|" + LANDLINE + "|" + DIVIDED + "|" + JOINED + ")(?!" + DIGIT + ")");

    /** Full-width ones count as their ASCII forms. */
    private static final String SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~、。·‐‑‒–—―−…";

    private static final int SHOWN_AT_START = 3;
    private static final int SHOWN_AT_END = 4;

    private static final int LONGEST_EXAMPLE = 30;
    /** What has so many digits is as long as a number that can be called, and can show its last ones too. */
    private static final int DIGITS_OF_A_NUMBER = 10;

    private static final int EXAMPLE_SHOWN_AT_END = 2;

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

    /**
     * Masks a rejected cell so that anybody may see what is wrong with it, and nobody whose it is.
     *
     * <ol>
     *   <li>At most 30 characters are shown, the last one an ellipsis when there are more.
     *   <li>Of the digits in them the first three are shown, never more than half; and the last two where there are ten
     *       and nothing is cut. The others are {@code *}.
     *   <li>Blanks, and the dashes, brackets and other signs that people put between digits, stay. A blank of any kind is
     *       a space; invisible marks and control characters are {@code ?}.
     *   <li>Everything else is {@code x}: letters of any script, numerals such as 三 that spell a number, emoji.
     * </ol>
     */
    public static String maskExample(String cell) {
        int[] characters = cell.codePoints().limit(LONGEST_EXAMPLE + 1L).toArray();
        boolean cut = characters.length > LONGEST_EXAMPLE;
        int length = cut ? LONGEST_EXAMPLE - 1 : characters.length;
        long digits =
                Arrays.stream(characters, 0, length).filter(Character::isDigit).count();
        long atStart = Math.min(SHOWN_AT_START, digits / 2);
        long atEnd = digits >= DIGITS_OF_A_NUMBER && !cut ? EXAMPLE_SHOWN_AT_END : 0;
        StringBuilder example = new StringBuilder(LONGEST_EXAMPLE);
        long seen = 0;
        for (int i = 0; i < length; i++) {
            if (Character.isDigit(characters[i])) {
                seen++;
                example.appendCodePoint(seen <= atStart || digits - seen < atEnd ? characters[i] : '*');
            } else {
                example.append(exampleOf(characters[i]));
            }
        }
        return cut ? example.append('…').toString() : example.toString();
    }

    private static char exampleOf(int character) {
        if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
            return ' ';
        }
        if (Character.isISOControl(character) || Invisible.is(character)) {
            return '?';
        }
        boolean small = character <= Character.MAX_VALUE;
        return small && SIGNS.indexOf(Spelling.ascii(character)) >= 0 ? (char) character : 'x';
    }

    private static String masked(MatchResult match) {
        String kept = match.group(1);
        if (kept != null) {
            return kept;
        }
        String digits = asciiDigits(match.group());
        if (digits.length() > Digits.MOST) {
            return maskCell(digits);
        }
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
