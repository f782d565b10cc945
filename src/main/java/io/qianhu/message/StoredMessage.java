package io.qianhu.message;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** How the ledger keeps a message: a text as itself, what has a key as JSON, so that it can be said in every language. */
public final class StoredMessage {
    private static final JsonMapper JSON = JsonMapper.shared();

    private StoredMessage() {}

    /** @param longest in characters; what is longer is kept as English text and cut */
    public static String of(Message message, int longest) {
        String json = message.isText() ? "" : JSON.writeValueAsString(message);
        String stored = json.isEmpty() || json.length() > longest ? message.english() : json;
        return stored.length() > longest ? stored.substring(0, longest - 1) + "…" : stored;
    }

    /** The message as it is when it was kept and read again, and so not longer than that. */
    public static Message bounded(Message message, int longest) {
        return read(of(message, longest));
    }

    /** The message again; what earlier versions stored is a text. */
    public static Message read(@Nullable String stored) {
        if (stored == null) {
            return Message.NONE;
        }
        if (stored.startsWith("{")) {
            try {
                Message message = JSON.readValue(stored, Message.class);
                return message.isText() ? Message.text(stored) : message;
            } catch (JacksonException e) {
                // It begins so by chance.
            }
        }
        return Message.text(stored);
    }
}
