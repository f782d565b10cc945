package io.qianhu.ledger;

import io.qianhu.message.Message;
import io.qianhu.number.Masking;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A person's word about a list.
 *
 * @param taskId the task that the person found, 1 to 40 digits; with {@link Resolution#ACCEPTED} and only with it
 * @param by who decided, one line of 1 to 100 characters
 * @param reason one line of at most 250 characters; may be empty; phone numbers in it are masked
 */
public record Decision(Resolution resolution, @Nullable String taskId, String by, String reason, Instant at) {
    private static final Pattern TASK_ID = Pattern.compile("[0-9]{1,40}");
    private static final Pattern BY = Pattern.compile("[^\\p{Cntrl}]{1,100}");
    private static final Pattern REASON = Pattern.compile("[^\\p{Cntrl}]{0,250}");

    /** What Java makes of a character that the locale of its process does not have. */
    private static final char LOST = '\uFFFD';

    public Decision {
        if ((resolution == Resolution.ACCEPTED) != (taskId != null)) {
            throw new DecisionRefused(Message.of("ledger.task-id-belongs-accepted-nothing"));
        }
        if (taskId != null && !TASK_ID.matcher(taskId).matches()) {
            throw new DecisionRefused(Message.of("ledger.task-id-must-digits"));
        }
        requireName(by);
        reason = reason(reason);
    }

    /** The reason with its numbers masked. */
    static String reason(String reason) {
        if (!REASON.matcher(reason).matches()) {
            throw new DecisionRefused(Message.of("ledger.reason-must-line-most-characters"));
        }
        requireWhole(reason, "--reason");
        return Masking.mask(reason);
    }

    private static void requireWhole(String text, String option) {
        if (text.indexOf(LOST) >= 0) {
            throw new DecisionRefused(Message.of(
                    "ledger.text-characters-locale-process", option, System.getProperty("sun.jnu.encoding")));
        }
    }

    /**
     * Checks the name of a person that is kept with what the person decides.
     *
     * @throws DecisionRefused when it is blank, longer than 100 characters, not one line, or has lost characters
     */
    public static void requireName(String by) {
        if (by.isBlank() || !BY.matcher(by).matches()) {
            throw new DecisionRefused(Message.of("ledger.who-decides-must-named-line"));
        }
        requireWhole(by, "--by");
    }
}
