package io.qianhu.ledger;

import io.qianhu.message.Message;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a campaign over certain files; it survives restarts.
 *
 * @param id eight characters, part of every task name of the run
 * @param label empty, or what the operator named a repetition on purpose
 * @param fingerprint SHA-256 over the sorted fingerprints of the input files
 * @param intakeSettings the settings that decide which numbers the lists hold, as text to be compared on restart
 * @param intakeDone whether every row of the input has been read and stored
 * @param note why it stopped or failed, one line, or null
 * @param cancelled who gave it up, or null
 * @param retryOf id of the run whose repaired rejects it reads, or null
 * @param purgedAt since when only its counts are left, or null
 * @param notCalledWithin how far back it asks whom earlier runs have called, whole hours; null where it does not
 * @param dialogId the script that its lists go out with now; null where an older version has begun it and none has gone on
 * @param looksAs under which title tasks of the run are looked for before any is submitted; empty where that is switched
 *     off, null as long as nothing was to be submitted
 * @param storedAt since when its lists are stored; null as long as they are not, and in runs of versions that did not keep
 *     it, whose ids are random and known to no other ledger but copies of this one
 */
public record Run(
        String id,
        String campaign,
        Target target,
        String label,
        String fingerprint,
        RunState state,
        String intakeSettings,
        boolean intakeDone,
        @Nullable Message note,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Cancellation cancelled,
        @Nullable String retryOf,
        @Nullable Instant purgedAt,
        @Nullable Duration notCalledWithin,
        @Nullable Long dialogId,
        @Nullable String looksAs,
        @Nullable Instant storedAt) {
    /** A run that nobody has cancelled or purged, of files that nobody has repaired, and that asks for no earlier one. */
    public Run(
            String id,
            String campaign,
            Target target,
            String label,
            String fingerprint,
            RunState state,
            String intakeSettings,
            boolean intakeDone,
            @Nullable Message note,
            Instant startedAt,
            @Nullable Instant finishedAt) {
        this(
                id,
                campaign,
                target,
                label,
                fingerprint,
                state,
                intakeSettings,
                intakeDone,
                note,
                startedAt,
                finishedAt,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
