package io.qianhu.campaign;

import static io.qianhu.campaign.Violation.quoted;

import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import java.util.Arrays;

/** What becomes of a schedule that came round while nothing was there to see it. */
public enum Missed {
    /** It is reported and left out. */
    SKIP("skip"),
    /** It is made up for, once, however many were missed. */
    RUN_ONCE("run-once"),
    /** A person is asked. */
    ASK("ask");

    private final String key;

    Missed(String key) {
        this.key = key;
    }

    static Missed of(String text) {
        return Arrays.stream(values())
                .filter(missed -> missed.key.equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidValue(Message.of("campaign.nothing-missed-schedule", quoted(text))));
    }

    /** As it is written in a campaign file. */
    @Override
    public String toString() {
        return key;
    }
}
