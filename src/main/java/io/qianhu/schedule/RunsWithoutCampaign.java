package io.qianhu.schedule;

import io.qianhu.ledger.RunStore;
import io.qianhu.ledger.Target;
import io.qianhu.message.Message;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Tells once of each unfinished run that nobody looks after, because no campaign file has its campaign's name. */
final class RunsWithoutCampaign {
    private final RunStore runs;
    private final Target target;
    private final Consumer<ScheduleEvent> events;
    private final Set<String> told = new HashSet<>();
    private Set<String> names = Set.of();
    private boolean looked;

    RunsWithoutCampaign(RunStore runs, Target target, Consumer<ScheduleEvent> events) {
        this.runs = runs;
        this.target = target;
        this.events = events;
    }

    /** These are the campaigns now; the ledger is only asked when they are others than before. */
    synchronized void look(Set<String> campaigns) {
        if (looked && campaigns.equals(names)) {
            return;
        }
        looked = true;
        names = Set.copyOf(campaigns);
        runs.all().stream()
                .filter(run -> run.target() == target && run.state().unfinished())
                .filter(run -> !names.contains(run.campaign()) && told.add(run.id()))
                .forEach(run -> events.accept(ScheduleEvent.trouble(
                        Message.of("schedule.run-campaign-not-go", run.id(), run.campaign(), run.state()))));
    }
}
