package io.qianhu.ledger;

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
        @Nullable String note,
        Instant startedAt,
        @Nullable Instant finishedAt) {}
