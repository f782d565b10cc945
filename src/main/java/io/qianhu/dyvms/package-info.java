/**
 * The API: a call list becomes one signed request, is sent once, and the answer is classified.
 *
 * <p>Start at {@link io.qianhu.dyvms.RobotTaskGateway} and {@link io.qianhu.dyvms.Answer}. What a code means is in
 * {@code CodeTable}, how the HTTP status weighs in {@code Verdict}, why nothing leaves twice in {@code Gate} and
 * {@code Wire}. May use {@code campaign} and {@code number}.
 */
@NullMarked
package io.qianhu.dyvms;

import org.jspecify.annotations.NullMarked;
