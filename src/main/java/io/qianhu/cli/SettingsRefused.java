package io.qianhu.cli;

import org.jspecify.annotations.Nullable;

/** A {@code qianhu.*} setting is unknown or not allowed; the message names it. */
final class SettingsRefused extends RuntimeException {
    SettingsRefused(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
