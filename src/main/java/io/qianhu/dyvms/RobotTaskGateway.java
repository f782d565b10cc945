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

    /**
     * Makes sure that requests can be signed.
     *
     * @throws CredentialsMissing when no credentials can be had
     */
    void requireCredentials();
}
