package io.qianhu.campaign;

import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import java.util.Set;

/** Which requests make a robot task out of a call list. */
public enum Launch {
    /** One CreateRobotTask whose {@code Caller} carries the 1 to 1,000 callees; the task runs by itself. */
    INLINE;

    /** Contracts that are known and not built yet; their names are kept free for them. */
    private static final Set<String> LATER = Set.of("upload", "smart-call", "aiccs");

    static Launch of(String text) {
        if (text.equals("inline")) {
            return INLINE;
        }
        throw new InvalidValue(
                LATER.contains(text)
                        ? Message.of("campaign.not-available-version", Violation.quoted(text))
                        : Message.of("campaign.no-way-launch", Violation.quoted(text)));
    }
}
