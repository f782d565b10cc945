/**
 * A local CreateRobotTask service: verifies signatures and every parameter, answers as the API does, plays faults.
 * It shares no code with the {@code dyvms} client, so that the two check each other. May use {@code number}.
 */
@NullMarked
package io.qianhu.sandbox;

import org.jspecify.annotations.NullMarked;
