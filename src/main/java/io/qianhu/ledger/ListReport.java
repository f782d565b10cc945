package io.qianhu.ledger;

import io.qianhu.message.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One call list as the reports show it; the fields of a submission are null before the first one. */
public record ListReport(
        int number,
        int calleeCount,
        ListState state,
        int attempt,
        @Nullable String taskName,
        @Nullable String taskId,
        @Nullable String code,
        @Nullable Message message,
        @Nullable String requestId,
        @Nullable Instant signedAt,
        @Nullable Instant answeredAt) {}
