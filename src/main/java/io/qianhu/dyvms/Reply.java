package io.qianhu.dyvms;

import io.qianhu.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * What came back, as far as anything did.
 *
 * @param httpStatus 0 when no status line was received
 * @param code the API's code, or one of ours for transport outcomes (such as {@code qianhu.Timeout})
 * @param message one line, phone numbers masked
 * @param requestId the API's id of the request, for its support
 */
public record Reply(
        int httpStatus,
        String code,
        Message message,
        @Nullable String requestId) {}
