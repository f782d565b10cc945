/** Schedules that pass by hand. */
@NullMarked
package io.qianhu.watch;

import org.jspecify.annotations.NullMarked;
