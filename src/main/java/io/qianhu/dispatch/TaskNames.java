package io.qianhu.dispatch;

import io.qianhu.dyvms.RobotTask;
import io.qianhu.ledger.ListRef;

/**
 * The name of a list's robot task: the campaign's title, cut as far as needed, and the part that no other submission
 * in the account has: run, list and, once an attempt may have made a task, a count of the names that the list has had.
 * {@code 春季回访-k3f9x2mq-0012-2}. A list that was provably not accepted goes out under the same name again: another
 * ledger with the same run, such as one that was put back, knows nothing of that attempt and must ask for the right name.
 */
public final class TaskNames {
    private static final int DIGITS = 4;

    private TaskNames() {}

    /** The name under which the list goes out, as often as no attempt is in doubt. */
    public static String of(String title, ListRef list) {
        String number = Integer.toString(list.number());
        String unique = "-" + list.run() + "-" + "0".repeat(Math.max(0, DIGITS - number.length())) + number
                + (list.doubts() > 0 ? "-" + (list.doubts() + 1) : "");
        return cut(title.strip(), RobotTask.MAX_NAME_LENGTH - unique.length()) + unique;
    }

    /** Cuts between characters, never inside one that takes two UTF-16 units. */
    private static String cut(String title, int length) {
        if (title.length() <= length) {
            return title;
        }
        return title.substring(0, Character.isHighSurrogate(title.charAt(length - 1)) ? length - 1 : length);
    }
}
