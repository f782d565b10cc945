package io.qianhu.number;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person writes for mobiles that nobody can take one by one: a range, the beginning of many numbers, numbers in
 * one string, letters in the place of digits, one number in several cells.
 */
final class DoubtfulNumbers {
    private static final int DIGITS = NumberPlan.MOBILE_DIGITS;

    /** Two numbers, or a number and the last four digits of another one; a dash before these makes them an extension. */
    private static final Pattern RANGE =
            Pattern.compile("(?<![0-9])(1[3-9][0-9]{9})\\s{0,2}(?:[-–—~～至到]|to)\\s{0,2}(1[3-9][0-9]{9})(?![0-9])"
                    + "|(?<![0-9])(1[3-9][0-9]{9})\\s{0,2}(?:[~～至到]|to)\\s{0,2}([0-9]{4})(?![0-9])");

    private static final int SAME_IN_A_RANGE = 7;

    /** Seven digits and more, or fewer that have their cell to themselves: {@code 1500*2000} is a multiplication. */
    private static final Pattern BEGINNING =
            Pattern.compile("(?<![\\p{L}\\p{N}.])1[3-9][0-9]{5,8}[*＊%％xX]+(?![\\p{L}\\p{N}])"
                    + "|(?<![^,;|\t\"])1[3-9][0-9]{1,4}[*＊]+(?![^,;|\t\"])");

    private static final Pattern JOINED = Pattern.compile("(?<![0-9])(?:1[3-9][0-9]{9}){2,}(?![0-9])");

    private static final Pattern MISTYPED =
            Pattern.compile("(?<![A-Za-z0-9_])(?=[0-9]*[OoIl])[1Il][3-9](?=[OoIl]*[0-9])[0-9OoIl]{9}(?![A-Za-z0-9_])");

    private static final List<Pattern> ALL = List.of(RANGE, BEGINNING, JOINED, MISTYPED);

    private static final Pattern IN_CELLS =
            Pattern.compile("[\\s\"']*1[3-9][0-9](?:[0-9]{4})?(?:[\\s\"',;|]{1,4}(?:[0-9]{8}|[0-9]{4})){1,2}[\\s\"']*");
    private static final int LONGEST_IN_CELLS = 24;

    private DoubtfulNumbers() {}

    /** Whether a line in which this character stands beside a digit may hold one of them. */
    static boolean mayStandBeside(char c) {
        return "%％~～至到tOoIl".indexOf(c) >= 0;
    }

    /** The first of a line. */
    static Optional<MatchResult> firstIn(CharSequence line) {
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

    /** Whether a whole line is one number in several cells. */
    static boolean isInCells(CharSequence line) {
        if (line.length() > LONGEST_IN_CELLS) {
            return false;
        }
        return IN_CELLS.matcher(line).matches() && isMobile(line.toString().replaceAll("[^0-9]", ""));
    }

    private static boolean isDoubtful(Pattern pattern, MatchResult found) {
        if (pattern == RANGE) {
            return isRange(found);
        }
        if (pattern == MISTYPED) {
            return isMobile(found.group().replaceAll("[Oo]", "0").replaceAll("[Il]", "1"));
        }
        return pattern != JOINED || areMobiles(found.group());
    }

    private static boolean isRange(MatchResult found) {
        String first = found.group(1) == null ? found.group(3) : found.group(1);
        String last = found.group(2) == null ? first.substring(0, SAME_IN_A_RANGE) + found.group(4) : found.group(2);
        return first.regionMatches(0, last, 0, SAME_IN_A_RANGE) && Long.parseLong(last) > Long.parseLong(first) + 1;
    }

    private static boolean areMobiles(String digits) {
        for (int at = 0; at < digits.length(); at += DIGITS) {
            if (!isMobile(digits.substring(at, at + DIGITS))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMobile(String digits) {
        return digits.length() == DIGITS && NumberPlan.isMobile(Long.parseLong(digits));
    }
}
