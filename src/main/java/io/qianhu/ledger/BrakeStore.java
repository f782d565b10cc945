package io.qianhu.ledger;

import io.qianhu.message.Message;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Which brakes hold a run, and which a person has released. Every method that writes commits durably before it returns,
 * in a transaction of its own, also when the caller has one open. Pulling and loosening belong to the process that works on
 * the run and throw {@link LeaseLost} without a trace when it does not have the lease; pausing and releasing are a
 * person's word and may come from any process.
 */
public interface BrakeStore {
    /** The brakes that hold the run now, in the order of {@link Brake}. */
    List<PulledBrake> pulled(String run);

    /** Pulls a brake; one that is pulled already gets the new message. */
    void pull(String run, Brake brake, Message message, Instant at);

    /**
     * A person pauses the run: {@link Brake#PAUSE} holds it from now on, also where it was released before.
     *
     * @param message who and when, one line
     */
    void pause(String run, Message message, Instant at);

    /** A brake has no reason any more: its limit was raised, its wait is over. Without effect when it is not pulled. */
    void loosen(String run, Brake brake);

    /**
     * Releases all brakes that hold the run now, except {@link Brake#FOUND_ELSEWHERE}; they are not pulled again for it.
     *
     * @param by who released them, cut to 200 characters
     * @return those that held it; empty when none did
     */
    List<PulledBrake> release(String run, String by, Instant at);

    /** The brakes that were released for the run. */
    Set<Brake> released(String run);
}
