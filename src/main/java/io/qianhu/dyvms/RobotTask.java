package io.qianhu.dyvms;

import io.qianhu.campaign.TaskSettings;
import io.qianhu.number.Callees;

/**
 * One robot task to be created.
 *
 * @param name unique in the account, 1 to 30 characters; the only key by which the task can be found again
 * @param callees 1 to 1,000
 */
public record RobotTask(String name, TaskSettings settings, Callees callees) {
    /** The most callees that travel in one request. */
    public static final int MAX_CALLEES = 1_000;

    /** The longest task name the API takes, in UTF-16 units. */
    public static final int MAX_NAME_LENGTH = 30;

    public RobotTask {
        if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException(
                    "task name must have 1 to " + MAX_NAME_LENGTH + " characters, has " + name.length());
        }
        if (callees.size() < 1 || callees.size() > MAX_CALLEES) {
            throw new IllegalArgumentException("callees must be 1 to " + MAX_CALLEES + ", are " + callees.size());
        }
    }
}
