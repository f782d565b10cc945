/**
 * A local CreateRobotTask service: verifies signatures and every parameter, answers as the API does, plays faults.
 * Start at {@link io.qianhu.sandbox.Sandbox}; what was accepted is read with
 * {@link io.qianhu.sandbox.SandboxJournal}. It shares no code with the {@code dyvms} client, so that the two check each
 * other. May use {@code number} and {@code http}.
 *
 * <p>One request passes, in this order: {@code WebServer} (bytes), {@code Call} (parameters
 * and answer format), {@code Authenticator} (signature, clock, nonce), {@code Gateway} (operations and faults),
 * {@code Tasks} and {@code JournalFile} (what was accepted).
 *
 * <p>Where no published page says what the service does, the sandbox takes the stricter reading, and the Javadoc of the
 * class concerned says so with the word <em>assumed</em>.
 */
@NullMarked
package io.qianhu.sandbox;

import org.jspecify.annotations.NullMarked;
