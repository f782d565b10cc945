package io.qianhu.schedule;

import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.RunStore;
import io.qianhu.ledger.Target;
import io.qianhu.message.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds what of a campaign or a run waits for a person's word, and gives it. */
public final class ScheduleResume {
    private final ScheduleStore store;
    private final ServedRuns served;
    private final RunStore runs;
    private final Target target;
    private final Instant now;

    ScheduleResume(ScheduleStore store, ServedRuns served, RunStore runs, Target target, Instant now) {
        this.store = store;
        this.served = served;
        this.runs = runs;
        this.target = target;
        this.now = now;
    }

    /**
     * Says it where nobody serves the campaigns now; whoever does next will find it. Only the one process that holds the
     * home may call it.
     *
     * @param subject name of a campaign, or id of a run
     * @return what was done, a half-sentence; empty when nothing waits for a person
     */
    public static Message unattended(JdbcClient jdbc, RunStore runs, String subject, Instant now) {
        List<Message> done = new ArrayList<>();
        for (Target target : Target.values()) {
            ScheduleStore store = new ScheduleStore(jdbc, target);
            store.revive(now);
            Message here =
                    new ScheduleResume(store, new ServedRuns(jdbc), runs, target, now).resume(subject, store::change);
            if (!here.isEmpty()) {
                done.add(here);
            }
        }
        return Message.joined("message.semicolon", done).orElse(Message.NONE);
    }

    /** @param give takes the campaign and what its person has said, and says whether it will be obeyed */
    Message resume(String subject, BiPredicate<String, UnaryOperator<ScheduleData>> give) {
        Optional<Run> run = runs.find(subject).filter(found -> found.target() == target);
        return run.map(found -> resumeRun(found, give)).orElseGet(() -> answer(subject, give));
    }

    private Message answer(String campaign, BiPredicate<String, UnaryOperator<ScheduleData>> give) {
        return store.find(campaign)
                .filter(known -> known.asked() != null && give.test(campaign, ScheduleData::answeredYes))
                .map(known -> Message.of("schedule.schedule-made-up", known.asked()))
                .orElse(Message.NONE);
    }

    private Message resumeRun(Run run, BiPredicate<String, UnaryOperator<ScheduleData>> give) {
        Optional<ScheduleData> data =
                store.find(run.campaign()).filter(known -> run.state().unfinished());
        Message word = data.map(known -> word(run, known)).orElse(Message.NONE);
        if (word.isEmpty() || !give.test(run.campaign(), known -> known.retry(null))) {
            return Message.NONE;
        }
        served.resume(run, now);
        return word;
    }

    private Message word(Run run, ScheduleData data) {
        Optional<ServedRuns.Served> before = served.find(run.id());
        if (before.filter(ServedRuns.Served::stopped).isPresent()) {
            return Message.of("schedule.stop-lifted");
        }
        if (before.isEmpty() || run.id().equals(data.held())) {
            return Message.of("schedule.taken-over");
        }
        if (data.retry() != null && data.retry().run().equals(run.id())) {
            return Message.of("schedule.tried-again-once");
        }
        boolean lookedAfter =
                run.state() == RunState.RUNNING || before.get().seenAt().isAfter(now.minus(Schedules.IN_TIME));
        return lookedAfter ? Message.NONE : Message.of("schedule.taken-over");
    }
}
