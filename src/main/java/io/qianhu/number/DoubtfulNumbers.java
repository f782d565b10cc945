package io.qianhu.number;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person writes for mobiles that nobody can take one by one: a range, the beginning of many numbers, numbers in
 * one string, letters and numerals in the place of digits, one number in several cells. And what is one number although
 * more than gaps stand in it: with the same sign between its groups.
 */
final class DoubtfulNumbers {
    private static final int DIGITS = NumberPlan.MOBILE_DIGITS;

    /** What people write in the place of each digit. */
    private static final String[] LIKE = {"0〇○零Oo", "1一幺壹Il", "2二贰", "3三叁", "4四肆", "5五伍", "6六陆", "7七柒", "8八捌", "9九玖"};

    private static final String NUMERALS = String.join("", LIKE).replaceAll("[\\p{ASCII}○]", "");
    private static final String BESIDE_DIGITS = "/、'\u2019(（%&~～〜∼→至到tTOoIl" + NUMERALS;

    /** Ends a cell, or is one more digit. */
    private static final String NOT_WITHIN = "0-9,;|\t\"";

    private static final String GAP = "[ -]?";
    private static final String CHINA = "(?:\\+?(?:00)?86" + GAP + ")?";
    private static final String MOBILE = CHINA + "(1[3-9][0-9]" + GAP + "[0-9]{4}" + GAP + "[0-9]{4})";

    private static final Pattern RANGE = Pattern.compile("(?<![0-9])" + MOBILE + "[^" + NOT_WITHIN
            + "]{0,3}?(?:[-~→…]|\\.\\.|至|到|[Tt][Oo])[^" + NOT_WITHIN + "]{0,3}" + MOBILE + "(?![0-9])");

    /** A number and the last digits of another one; behind a dash they are an extension. */
    private static final Pattern SHORT_RANGE = Pattern.compile("(?<![0-9])" + MOBILE + "[^-" + NOT_WITHIN
            + "]{0,3}?(?:[~→至到]|[Tt][Oo])[^" + NOT_WITHIN + "]{0,3}([0-9]{1,4})(?![0-9年月日]|[-/.:][0-9])");

    /** Seven digits and more, or fewer that have their cell to themselves: {@code 1500*2000} is a multiplication. */
    private static final Pattern BEGINNING = Pattern.compile("(?<![\\p{L}\\p{N}.])" + CHINA + "1[3-9][0-9](?:" + GAP
            + "[0-9]){4,7}" + GAP + "(?:[%" + MaskedNumbers.MASK + "]+|\\.{2,}|_+)(?![\\p{L}\\p{N}])"
            + "|(?<![^,;|\t\"])1[3-9][0-9]{1,4}" + MaskedNumbers.MASK + "+(?![^,;|\t\"])"
            + "|(?<![0-9])1[3-9][0-9]{1,8} ?(?:开头|号段|字头)"
            + "|(?:开头|号段|字头|前缀)[:是为,;|\t\" ]{0,3}1[3-9][0-9]{1,8}(?![0-9])");

    /** A number and the last digits of others, or a number that a spreadsheet wrote with the signs of another country. */
    private static final Pattern ENDINGS = Pattern.compile("(?<![0-9])(?:" + MOBILE
            + "[/、][0-9]{1,4}(?![\\p{L}0-9.:/-])|1[3-9][0-9]{8}[(（][0-9](?:[/、,][0-9])+[)）]"
            + "|1[3-9](?:['\u2019][0-9]{3}){3}(?![0-9]))");

    private static final Pattern MASKED =
            Pattern.compile("(?<![0-9])1[3-9][0-9]([/:=~+、→])(?:[0-9]{4}\\1" + MaskedNumbers.MASK + "{2,8}|"
                    + MaskedNumbers.MASK + "{2,8}\\1(?:[0-9]{4}|" + MaskedNumbers.MASK + "{2,8}))");

    private static final Pattern LONG = Pattern.compile("[0-9]{22,}");
    private static final Pattern JOINED = Pattern.compile("\\G(?:0|(?:00)?86)?(1[3-9][0-9]{9})");

    private static final Pattern MISTYPED = Pattern.compile("(?<![A-Za-z0-9_])" + CHINA + "(" + like(1, 1) + GAP
            + like(3, 9) + "(?:" + GAP + like(0, 9) + "){9})(?![A-Za-z0-9_])");

    private static final List<Pattern> ALL = List.of(RANGE, SHORT_RANGE, BEGINNING, ENDINGS, MASKED, LONG, MISTYPED);

    /** One sign, also one that is escaped for a page of the Internet, or two or three that stand together. */
    private static final String SIGN = "([^" + NOT_WITHIN + "]|[^\\p{L}" + NOT_WITHIN
            + "]{2,3}|&(?:[a-z]{2,6}|#x?[0-9a-fA-F]{2,5});|%[0-9a-fA-F]{2})";

    private static final Pattern DIVIDED = Pattern.compile("(?<![0-9])(?:(?:00)?86|0)?(?:1[3-9][0-9]" + SIGN
            + "[0-9]{4}\\1[0-9]{4}|1[3-9][0-9]" + SIGN + "[0-9]{8}|1[3-9][0-9]{5}" + SIGN + "[0-9]{4})(?![0-9])");

    private static final Pattern IN_CELLS = Pattern.compile(
            "C*(?:(?:00)?86C+)?([0-9]{2,7}(?:C{1,4}[0-9]{4,9}){1,2})C*".replace("C", "[\\s\"'=&,;|.()+-]"));
    private static final int LONGEST_IN_CELLS = 60;

    /** The same beside other cells: no row has such two numbers by chance, and none that is a whole number. */
    private static final Pattern IN_TWO_CELLS = Pattern.compile(
            "(?<![^,;|\t\"])(1[3-9][0-9](?:[0-9]{4}\"?[,;|\t]\"?[0-9]{4}|\"?[,;|\t]\"?[01][0-9]{7}))(?![^,;|\t\"])");

    /** Alone in its cell. */
    private static final Pattern DESTROYED = Pattern.compile(
            "(?<![^,;|\t\"])[ ]*+(?:#(?:N/A|REF!|VALUE!|NAME\\?|DIV/0!|NULL!|NUM!)|#{4,})[ ]*+(?![^,;|\t\"])");

    private DoubtfulNumbers() {}

    private static String like(int from, int to) {
        return "[" + String.join("", List.of(LIKE).subList(from, to + 1)) + "]";
    }

    /** Whether a line in which this character stands beside a digit, or such a numeral, may hold one of them. */
    static boolean mayStandBeside(char c) {
        return BESIDE_DIGITS.indexOf(c) >= 0;
    }

    /** Whether this is a Chinese numeral. */
    static boolean isNumeral(char c) {
        return NUMERALS.indexOf(c) >= 0;
    }

    /** Whether two numbers may be the ends of a range: the second is greater by more than one and begins like the first. */
    static boolean mayBeRange(long first, long last) {
        return first / 10_000 == last / 10_000 && last > first + 1 && Digits.count(first) == DIGITS;
    }

    /**
     * A line as the patterns want it, of the same length: digits of all scripts and full-width letters and signs are
     * ASCII, invisible characters are blanks, dashes and tildes of all kinds are the plain ones.
     */
    static String folded(char[] chars, int from, int to) {
        char[] folded = new char[to - from];
        for (int at = from; at < to; at++) {
            char c = chars[at];
            folded[at - from] = c < 0x80 ? c : folded(c);
        }
        return new String(folded);
    }

    private static char folded(char c) {
        if (Character.isDigit(c)) {
            return (char) ('0' + Character.digit(c, 10));
        }
        if (Invisible.is(c)) {
            return ' ';
        }
        if (Character.getType(c) == Character.DASH_PUNCTUATION) {
            return c == '\u301C' ? '~' : '-';
        }
        int ascii = Spelling.ascii(c);
        return switch (c) {
            case '\u223C' -> '~';
            case '\u2212' -> '-';
            // A comma of this width is text and ends no cell.
            default -> NOT_WITHIN.indexOf(ascii) >= 0 ? c : (char) ascii;
        };
    }

    /** The first of a folded line that cannot be read. */
    static Optional<MatchResult> firstIn(String line) {
        for (Pattern pattern : ALL) {
            Matcher matcher = pattern.matcher(line);
            while (matcher.find()) {
                if (isDoubtful(pattern, matcher)) {
                    return Optional.of(matcher.toMatchResult());
                }
            }
        }
        return Optional.empty();
    }

    /** The numbers of a folded line with the same sign between their groups: {@code 138/0013/8000}, {@code 138:00138000}. */
    static List<Long> dividedIn(String line) {
        List<Long> numbers = new ArrayList<>();
        Matcher matcher = DIVIDED.matcher(line);
        while (matcher.find()) {
            String found = matcher.group();
            String sign = sign(matcher);
            String whole = found.replace(sign, "");
            String digits = whole.substring(Math.max(0, whole.length() - DIGITS));
            if (isMobile(digits)) {
                numbers.add(Long.parseLong(digits));
            }
        }
        return numbers;
    }

    private static String sign(MatchResult found) {
        for (int group = 1; group < found.groupCount(); group++) {
            if (found.group(group) != null) {
                return found.group(group);
            }
        }
        return found.group(found.groupCount());
    }

    /** What a spreadsheet wrote for a number that it could not show, in a folded line. */
    static Optional<MatchResult> destroyedIn(String line) {
        Matcher matcher = DESTROYED.matcher(line);
        return matcher.find() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
    }

    /** Whether a whole folded line, or two cells of it, are one number in several cells. */
    static boolean isInCells(String line) {
        Matcher beside = IN_TWO_CELLS.matcher(line);
        if (beside.find()) {
            return isMobile(digits(beside.group(1)));
        }
        if (line.length() > LONGEST_IN_CELLS) {
            return false;
        }
        Matcher matcher = IN_CELLS.matcher(line);
        return matcher.matches() && isMobile(digits(matcher.group(1)));
    }

    private static boolean isDoubtful(Pattern pattern, MatchResult found) {
        if (pattern == RANGE || pattern == SHORT_RANGE) {
            String first = digits(found.group(1));
            String last = digits(found.group(2));
            last = first.substring(0, Math.max(0, DIGITS - last.length())) + last;
            return mayBeRange(Long.parseLong(first), Long.parseLong(last));
        }
        if (pattern == MISTYPED) {
            String digits = digits(found.group(1));
            return isMobile(digits) && !found.group(1).replaceAll("[ -]", "").equals(digits);
        }
        return pattern != LONG || areMobiles(found.group());
    }

    private static boolean areMobiles(String digits) {
        Matcher matcher = JOINED.matcher(digits);
        int end = 0;
        while (matcher.find() && isMobile(matcher.group(1))) {
            end = matcher.end();
        }
        return end == digits.length();
    }

    private static String digits(String text) {
        StringBuilder digits = new StringBuilder(DIGITS);
        for (int at = 0; at < text.length(); at++) {
            for (int digit = 0; digit < LIKE.length; digit++) {
                if (LIKE[digit].indexOf(text.charAt(at)) >= 0) {
                    digits.append(digit);
                }
            }
        }
        return digits.toString();
    }

    private static boolean isMobile(String digits) {
        return digits.length() == DIGITS && NumberPlan.isMobile(Long.parseLong(digits));
    }
}
