/**
 * Spring Batch and what starts it: job, steps, readers, processors, writers, start, restart, recover, stop.
 * May use every room above it but {@code cli} and {@code sandbox}.
 */
@NullMarked
package io.qianhu.job;

import org.jspecify.annotations.NullMarked;
