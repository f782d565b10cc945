package io.qianhu.cli;

/** A {@code qianhu.*} setting is unknown or not allowed; the message names it. */
final class SettingsRefused extends RuntimeException {
    SettingsRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
