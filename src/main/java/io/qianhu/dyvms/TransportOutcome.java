package io.qianhu.dyvms;

import io.qianhu.message.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an exchange came to, before anyone looks at what the answer says. */
sealed interface TransportOutcome {
    /**
     * A whole answer arrived.
     *
     * @param date the server's clock when it answered, from the {@code Date} header; null when there is no readable one
     */
    record Answered(int status, Text text, @Nullable Instant date) implements TransportOutcome {}

    /**
     * No whole answer arrived.
     *
     * @param code one of the transport rows of {@link CodeTable}
     * @param message one line, phone numbers masked
     */
    record Failed(String code, Message message) implements TransportOutcome {}
}
