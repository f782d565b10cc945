package io.qianhu.cli;

import org.jspecify.annotations.Nullable;

/** A {@code qianhu.*} setting is unknown or not allowed; the message names it. */
final class SettingsRefused extends RuntimeException {
    SettingsRefused(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static SettingsRefused unknown(String keys) {
        return new SettingsRefused("unknown setting " + keys + "; config/application.yml lists every key", null);
    }
}
