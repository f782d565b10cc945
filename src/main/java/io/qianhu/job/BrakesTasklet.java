package io.qianhu.job;

import io.qianhu.campaign.LimitsSettings;
import io.qianhu.dispatch.DailyLimit;
import io.qianhu.dispatch.StopSignal;
import io.qianhu.ledger.Books;
import io.qianhu.ledger.Brake;
import io.qianhu.ledger.BrakeStores;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunStore;
import io.qianhu.message.Message;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Between intake and dispatch: pauses a run that exceeds a limit, and ends one that was only to be prepared. Limits are
 * compared anew with every start of the command, as long as nothing of the run was submitted. Where the first list is
 * not verified any more, nothing holds the run because it was not.
 */
final class BrakesTasklet implements Tasklet {
    /** Those that are about what intake has counted. */
    private static final List<Brake> OF_INTAKE = List.of(Brake.MAX_CALLEES, Brake.MAX_REJECTED, Brake.MAX_GROWTH);

    private final RunPlan plan;
    private final RunStore runs;
    private final BrakeStores stores;
    private final StopSignal stopSignal;
    private final InstantSource clock;

    BrakesTasklet(RunPlan plan, RunStore runs, BrakeStores stores, StopSignal stopSignal, InstantSource clock) {
        this.plan = plan;
        this.runs = runs;
        this.stores = stores;
        this.stopSignal = stopSignal;
        this.clock = clock;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        requireRoomForAList();
        if (!plan.campaign().dispatch().verifyFirstList()) {
            stores.brakes().loosen(plan.run().id(), Brake.FIRST_LIST);
        }
        Books books = runs.books(plan.run().id());
        if (nothingSubmitted(books)) {
            pauseWhenExceeded(books);
        }
        if (plan.prepareOnly()) {
            stopSignal.stop(StopSignal.Cause.REQUEST, Message.of("job.call-lists-stored-nothing-submitted"));
        }
        stopSignal.get().ifPresent(stop -> StopPolicy.endStep(stop, contribution));
        return RepeatStatus.FINISHED;
    }

    /** Such a run would stop day after day at the same list. */
    private void requireRoomForAList() {
        Integer perDay = plan.campaign().limits().maxCalleesPerDay();
        int longest = stores.past().longestPending(plan.run().id());
        if (perDay != null && longest > perDay) {
            throw new RunFailed(DailyLimit.tooSmall(perDay, longest));
        }
    }

    /** Leftovers of a dead process are unconfirmed by now, so a list is pending only when nothing of it is out. */
    private static boolean nothingSubmitted(Books books) {
        return books.lists().entrySet().stream()
                .allMatch(lists -> lists.getKey() == ListState.PENDING || lists.getValue() == 0);
    }

    private void pauseWhenExceeded(Books books) {
        Run run = plan.run();
        LimitsSettings limits = plan.campaign().limits();
        Map<Brake, Message> exceeded = IntakeBrakes.exceeded(
                limits,
                new IntakeBrakes.Figures(books.rowsRead(), books.rejected(), books.callees()),
                stores.past().lastCompleted(run.campaign(), run.target(), run.id()));
        Set<Brake> released = stores.brakes().released(run.id());
        exceeded.keySet().removeAll(released);
        for (Brake brake : OF_INTAKE) {
            if (!exceeded.containsKey(brake)) {
                stores.brakes().loosen(run.id(), brake);
            }
        }
        if (!exceeded.isEmpty()) {
            exceeded.forEach((brake, figures) -> stores.brakes().pull(run.id(), brake, figures, clock.instant()));
            stopSignal.stop(StopSignal.Cause.PAUSE, message(run, exceeded));
        }
    }

    private static Message message(Run run, Map<Brake, Message> exceeded) {
        return Message.of(
                "job.nothing-submitted-if-files-right",
                Message.joined("message.semicolon", List.copyOf(exceeded.values()))
                        .orElseThrow(),
                run.id());
    }
}
