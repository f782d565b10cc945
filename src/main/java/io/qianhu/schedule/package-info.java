/**
 * Campaigns that run by themselves: when each is looked at, which files are new and complete, what was missed, what goes
 * on. Start at {@link io.qianhu.schedule.Schedules}, which decides, and {@link io.qianhu.schedule.ScheduleWorker}, which does.
 * May use every room but {@code cli}, {@code sandbox} and {@code dyvms}, and db-scheduler.
 */
@NullMarked
package io.qianhu.schedule;

import org.jspecify.annotations.NullMarked;
