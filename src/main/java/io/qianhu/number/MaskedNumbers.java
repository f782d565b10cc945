package io.qianhu.number;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds mobiles of which somebody has hidden digits: {@code 138****0000}, {@code 1380013xxxx}, {@code +86 138 **** 0000}. */
public final class MaskedNumbers {
    private static final String SIGNS = "*xX#?＊ｘＸ＃？×•●○◯■□◆※…∗﹡✱";

    /** The same as a regular expression: what people put in the place of a digit. */
    public static final String MASK = "[" + SIGNS + "]";

    private static final String EITHER = "[\\p{Nd}" + SIGNS + "]";
    private static final String GAP = "[\\p{Zs}\\p{Cf}\\p{Pd}.()（）]{0,2}";
    private static final String NUMBER = "(?:(?:[0０]{2})?[8８][6６]" + GAP + ")?[0０]?([1１]" + GAP + "(?:[3-9３-９]|" + MASK
            + ")(?:" + GAP + EITHER + "){6,30})";

    private static final Pattern PERHAPS = Pattern.compile("(?<!" + EITHER + ")" + NUMBER + "(?!" + EITHER + ")");

    /** One sign alone is a multiplication, an extension or a question; an ellipsis is never alone. */
    private static final Pattern HIDDEN = Pattern.compile("(?:" + MASK + GAP + MASK + "|…)(?:" + GAP + MASK + ")*");

    /** What else divides digits hides some of them where it is repeated. */
    private static final String LINES = "-_.·．＿－–—";

    private static final Pattern LINED = Pattern.compile("(?<![0-9])(?<![0-9][" + LINES + "])(1[3-9][0-9]{1,8}+)(["
            + LINES + "])(\\2++)([0-9]{0,4}+)(?![" + LINES + "]*+[0-9])");
    private static final int SHOWN_BEFORE = 3;
    private static final int SHOWN_BEHIND = 4;

    /** Eleven places of which the last ones are shown. */
    private static final Pattern ENDED = Pattern.compile("(?<![\\p{L}\\p{Nd}" + SIGNS + "])(?=" + EITHER
            + "{11}(?![\\p{L}\\p{Nd}" + SIGNS + "]))" + MASK + "{4,10}+([0-9]{1,7}+)");

    private MaskedNumbers() {}

    /** Whether a text is a number of which only the end is shown. */
    public static boolean isEnd(CharSequence text) {
        return ENDED.matcher(text).matches();
    }

    /** Whether a text is this number, with digits that are hidden. */
    public static boolean mayBe(CharSequence text, long national) {
        return in(text).stream().anyMatch(masked -> masked.shape().of(national).equals(masked.shown()));
    }

    /**
     * A masked number.
     *
     * @param from where it begins in the text
     * @param to where it has ended
     * @param head the digits that are shown before those that are hidden
     * @param tail the digits behind them
     */
    record Masked(int from, int to, String head, String tail) {
        /** How many digits are shown. */
        Shape shape() {
            return new Shape(head.length(), tail.length());
        }

        /** The same for all that may be one number and show as many digits. */
        String shown() {
            return head + '*' + tail;
        }
    }

    /** How many digits of a number are shown before and behind those that are hidden; a line has few such shapes. */
    record Shape(int head, int tail) {
        /** A number as {@link Masked#shown} would be of it; nothing of one that is too short. */
        String of(long national) {
            String digits = Long.toString(national);
            int length = digits.length();
            return head > length || tail > length
                    ? ""
                    : digits.substring(0, head) + '*' + digits.substring(length - tail);
        }
    }

    /** Whether people put this sign in the place of a digit. */
    static boolean isMask(int c) {
        return SIGNS.indexOf(c) >= 0;
    }

    /** Whether this sign hides digits where the same one stands before it. */
    static boolean isLine(int c) {
        return LINES.indexOf(c) >= 0;
    }

    /** All of a line. */
    static List<Masked> in(CharSequence line) {
        List<Masked> found = new ArrayList<>();
        Matcher perhaps = PERHAPS.matcher(line);
        while (perhaps.find()) {
            String number = perhaps.group(1);
            Matcher hidden = HIDDEN.matcher(number);
            if (hidden.find()) {
                String head = digits(number.substring(0, hidden.start()));
                found.add(new Masked(perhaps.start(), perhaps.end(), head, digits(number.substring(hidden.end()))));
            }
        }
        Matcher ended = ENDED.matcher(line);
        while (ended.find()) {
            found.add(new Masked(ended.start(), ended.end(), "", ended.group(1)));
        }
        Matcher lined = LINED.matcher(line);
        while (lined.find()) {
            String head = lined.group(1);
            String tail = lined.group(4);
            int hidden = 1 + lined.group(3).length();
            boolean usual = head.length() == SHOWN_BEFORE && tail.length() == SHOWN_BEHIND;
            if (usual || head.length() + hidden + tail.length() == NumberPlan.MOBILE_DIGITS) {
                found.add(new Masked(lined.start(), lined.end(), head, tail));
            }
        }
        return found;
    }

    private static String digits(String text) {
        return text.chars()
                .filter(Character::isDigit)
                .map(c -> '0' + Character.digit(c, 10))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
