package io.qianhu.campaign;

import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One campaign as its file defines it.
 *
 * @param name identity, {@code [a-z0-9][a-z0-9-]{0,39}}; required
 * @param schedule when {@code serve} runs it; null when it does not
 * @param inbox where {@code serve} finds its input; null when {@code input.files} says that
 */
public record Campaign(
        String name,
        InputSettings input,
        NumberSettings numbers,
        TaskSettings task,
        DispatchSettings dispatch,
        LimitsSettings limits,
        @Nullable ScheduleSettings schedule,
        @Nullable InboxSettings inbox) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    public Campaign {
        requireName(name);
        if (inbox != null && !input.files().isEmpty()) {
            throw new InvalidValue(Message.of("campaign.campaign-input-files-inbox"));
        }
        if (schedule != null && inbox == null && input.files().isEmpty()) {
            throw new InvalidValue(Message.of("campaign.schedule-needs-inbox-input-files"));
        }
    }

    /** A campaign that only a command runs. */
    public Campaign(
            String name,
            InputSettings input,
            NumberSettings numbers,
            TaskSettings task,
            DispatchSettings dispatch,
            LimitsSettings limits) {
        this(name, input, numbers, task, dispatch, limits, null, null);
    }

    /** The same campaign for a repaired reject file of its own. */
    public Campaign forRejects() {
        return new Campaign(name, input.forRejects(), numbers, task, dispatch, limits, schedule, inbox);
    }

    static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidValue(Message.of("campaign.no-campaign-name", Violation.quoted(name)));
        }
        return name;
    }
}
