package io.qianhu.dyvms;

import java.time.Instant;

/** The port to the service that makes robot tasks; one implementation per launch contract. */
public interface RobotTaskGateway {
    /**
     * Builds and signs the request for a task. Nothing leaves yet.
     *
     * @throws CredentialsMissing when no credentials can be had
     */
    Submission prepare(RobotTask task);

    /**
     * Looks for robot tasks with exactly this name, created between the two instants.
     * Harmless, so it may be asked again.
     */
    Lookup find(String taskName, Instant createdFrom, Instant createdTo);

    /** As above, whenever they were created. */
    Lookup find(String taskName);

    /**
     * Lists the robot tasks of all names, created on the days of these two instants. A list that grows while it is read
     * may lack some; one that is too long to be read is {@linkplain Lookup.NotAnswered#tooLong no answer}.
     */
    Lookup list(Instant createdFrom, Instant createdTo);

    /**
     * Names the service and the account that requests go to now, the same over restarts as long as both are the same.
     * What another service or another account does not list says nothing about a task. Which names may be one account's
     * the ledger knows.
     *
     * @throws CredentialsMissing when no credentials can be had
     */
    String account();

    /**
     * Makes sure that requests can be signed.
     *
     * @throws CredentialsMissing when no credentials can be had
     */
    void requireCredentials();
}
