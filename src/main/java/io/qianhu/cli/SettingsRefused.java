package io.qianhu.cli;

import io.qianhu.message.Message;
import io.qianhu.message.WordedException;
import org.jspecify.annotations.Nullable;

/** A {@code qianhu.*} setting is unknown or not allowed; the message names it. */
final class SettingsRefused extends WordedException {
    SettingsRefused(Message message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static SettingsRefused unknown(Object keys) {
        return new SettingsRefused(Message.of("cli.unknown-setting-config-application-yml-lists", keys), null);
    }
}
