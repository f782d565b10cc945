/**
 * The API: a call list becomes one signed request, is sent once, and the answer is classified.
 * Start at {@link io.qianhu.dyvms.RobotTaskGateway} and {@link io.qianhu.dyvms.Answer}. May use {@code campaign} and {@code number}.
 */
@NullMarked
package io.qianhu.dyvms;

import org.jspecify.annotations.NullMarked;
