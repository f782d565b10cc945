package io.qianhu.dispatch;

import io.qianhu.dyvms.RobotTask;
import io.qianhu.ledger.ListRef;

/**
 * The name of a list's robot task: the campaign's title, cut as far as needed, and the part that no other submission
 * in the account has: run, list and, from the second on, attempt. {@code 春季回访-k3f9x2mq-0012-2}.
 */
public final class TaskNames {
    private static final int DIGITS = 4;

    private TaskNames() {}

    /** The name for the list at the attempt that it has. */
    public static String of(String title, ListRef list) {
        String number = Integer.toString(list.number());
        String unique = "-" + list.run() + "-" + "0".repeat(Math.max(0, DIGITS - number.length())) + number
                + (list.attempt() > 1 ? "-" + list.attempt() : "");
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
