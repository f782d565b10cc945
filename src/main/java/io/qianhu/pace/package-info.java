/**
 * Arithmetic of time: rates, permits, calling windows, back-off. Computes and never sleeps. Uses the JDK alone.
 */
@NullMarked
package io.qianhu.pace;

import org.jspecify.annotations.NullMarked;
