package io.qianhu.sandbox;

import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import java.time.Duration;

/** Checks of settings; every message names the key, the value and what is allowed. */
final class SettingsCheck {
    private final String prefix;

    SettingsCheck(String prefix) {
        this.prefix = prefix;
    }

    void between(String key, long value, long least, long most) {
        if (value < least || value > most) {
            failRange(key, value, least, most);
        }
    }

    void between(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            failRange(key, inWords(value), inWords(least), inWords(most));
        }
    }

    private static String inWords(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }

    void probability(String key, double value) {
        // Written this way round so that NaN fails too.
        if (!(value >= 0 && value <= 1)) {
            fail(key, value, Message.of("sandbox.probability"));
        }
    }

    private void failRange(String key, Object value, Object least, Object most) {
        throw new InvalidValue(Message.of("sandbox.must-be-between", prefix, key, least, most, value));
    }

    void fail(String key, Object value, Message allowed) {
        throw new InvalidValue(Message.of("sandbox.must", prefix, key, allowed, value));
    }
}
