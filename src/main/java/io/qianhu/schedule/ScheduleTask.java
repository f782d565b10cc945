package io.qianhu.schedule;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import io.qianhu.campaign.Campaign;
import io.qianhu.ledger.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One look after one campaign, as the scheduler's execution. It always comes again: when {@link ScheduleWorker} says; soon
 * after it failed; at once when the process died that was at it.
 */
final class ScheduleTask extends CustomTask<ScheduleData> {
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    /** Its file was taken away; when it is back, it is looked after at once. */
    private static final Duration WITHOUT_CAMPAIGN = Duration.ofMinutes(10);

    private final Function<String, Optional<Campaign>> campaigns;
    private final BiFunction<Campaign, ScheduleData, ScheduleWorker.Looked> shift;
    private final ScheduleOrders orders;
    private final InstantSource clock;

    /**
     * @param shift looks after a campaign that has a schedule
     * @param underWay what this process is at
     */
    ScheduleTask(
            Target target,
            Function<String, Optional<Campaign>> campaigns,
            BiFunction<Campaign, ScheduleData, ScheduleWorker.Looked> shift,
            ScheduleOrders orders,
            Supplier<List<CurrentlyExecuting>> underWay,
            InstantSource clock) {
        super(
                ScheduleStore.task(target),
                ScheduleData.class,
                null,
                now -> now,
                new FailureHandler.OnFailureRetryLater<>(AFTER_FAILURE),
                again(underWay, clock));
        this.campaigns = campaigns;
        this.shift = shift;
        this.orders = orders;
        this.clock = clock;
    }

    /** After the machine slept, what this very process is at seems dead until its next heartbeat. */
    private static DeadExecutionHandler<ScheduleData> again(
            Supplier<List<CurrentlyExecuting>> underWay, InstantSource clock) {
        return (dead, operations) -> {
            boolean alive = underWay.get().stream()
                    .anyMatch(one -> one.getTaskInstance()
                            .getId()
                            .equals(dead.getExecution().taskInstance.getId()));
            if (!alive) {
                operations.reschedule(dead, clock.instant());
            }
        };
    }

    @Override
    public CompletionHandler<ScheduleData> execute(TaskInstance<ScheduleData> instance, ExecutionContext context) {
        String name = instance.getId();
        ScheduleData before = orders.obey(name, instance.getData());
        ScheduleWorker.Looked looked = campaigns
                .apply(name)
                .filter(campaign -> campaign.schedule() != null)
                .map(campaign -> shift.apply(campaign, before))
                .orElseGet(
                        () -> new ScheduleWorker.Looked(before, clock.instant().plus(WITHOUT_CAMPAIGN)));
        return (complete, operations) -> operations.reschedule(complete, next(name, looked), looked.data());
    }

    /** An order that was given meanwhile is obeyed at once. */
    private Instant next(String campaign, ScheduleWorker.Looked looked) {
        return orders.waiting(campaign) ? clock.instant() : looked.next();
    }
}
