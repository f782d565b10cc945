package io.qianhu.dispatch;

import io.qianhu.dyvms.RobotTask;
import io.qianhu.ledger.ListRef;
import java.util.OptionalInt;

/**
 * The name of a list's robot task: the campaign's title, cut as far as needed, and the part that no other submission
 * in the account has: run, list and, once an attempt may have made a task, a count of the names that the list has had.
 * {@code 春季回访-k3f9x2mq-0012-2}. A list that was provably not accepted goes out under the same name again: another
 * ledger with the same run, such as one that was put back, knows nothing of that attempt and must ask for the right name.
 */
public final class TaskNames {
    private static final int DIGITS = 4;

    /** More than an int has. */
    private static final int MOST_DIGITS = 10;

    private TaskNames() {}

    /** The name under which the list goes out, as often as no attempt is in doubt. */
    public static String of(String title, ListRef list) {
        String number = Integer.toString(list.number());
        String unique = "-" + list.run() + "-" + "0".repeat(Math.max(0, DIGITS - number.length())) + number
                + (list.doubts() > 0 ? "-" + (list.doubts() + 1) : "");
        return cut(title.strip(), RobotTask.MAX_NAME_LENGTH - unique.length()) + unique;
    }

    /** The number of the list that a task of this name belongs to, if it is one of the run's. */
    static OptionalInt listIn(String name, String run) {
        String before = "-" + run + "-";
        int at = name.lastIndexOf(before);
        if (at < 0) {
            return OptionalInt.empty();
        }
        String number = name.substring(at + before.length());
        int end = number.indexOf('-');
        String digits = end < 0 ? number : number.substring(0, end);
        boolean plain = digits.length() >= DIGITS
                && digits.length() < MOST_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return plain ? OptionalInt.of(Integer.parseInt(digits)) : OptionalInt.empty();
    }

    /** Cuts between characters, never inside one that takes two UTF-16 units. */
    private static String cut(String title, int length) {
        if (title.length() <= length) {
            return title;
        }
        return title.substring(0, Character.isHighSurrogate(title.charAt(length - 1)) ? length - 1 : length);
    }
}
