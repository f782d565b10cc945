/** Schedules that pass by hand. */
@NullMarked
package io.qianhu.schedule;

import org.jspecify.annotations.NullMarked;
