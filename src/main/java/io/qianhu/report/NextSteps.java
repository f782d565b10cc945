package io.qianhu.report;

import io.qianhu.ledger.ListState;
import io.qianhu.ledger.RunState;
import java.util.ArrayList;
import java.util.List;

/** What is left to do, by whom and how; nothing when there is nothing to do. */
final class NextSteps {
    private final RunSummary run;
    private final Words words;
    private final boolean active;
    private final List<Step> steps = new ArrayList<>();

    /** A cause, and what to do about it. */
    record Step(String cause, String toDo) {}

    private NextSteps(RunSummary run, Words words) {
        this.run = run;
        this.words = words;
        this.active = run.state() == RunState.RUNNING;
    }

    static List<Step> of(RunSummary run, Words words) {
        NextSteps next = new NextSteps(run, words);
        next.collect();
        return next.steps;
    }

    private void collect() {
        if (run.callees() == 0 && run.cancelled() == null && !run.state().unfinished()) {
            String nobody = run.suppressed() > 0 ? "next.nobody.suppressed" : "next.nobody";
            steps.add(new Step(words.get(nobody), words.get(nobody + ".todo")));
        }
        add(ListState.REFUSED, words.get("next.REFUSED.todo", run.run()));
        add(ListState.HELD, words.get("next.HELD.todo", run.run()));
        add(ListState.UNCONFIRMED, unconfirmedToDo());
        add(ListState.SUBMITTING, words.get(active ? "next.wait" : "next.SUBMITTING.todo"));
        add(ListState.PENDING, active ? words.get("next.wait") : pendingToDo());
    }

    private String unconfirmedToDo() {
        if (active) {
            return words.get("next.UNCONFIRMED.active");
        }
        return run.cancelled() == null
                ? words.get("next.UNCONFIRMED.todo")
                : words.get("next.UNCONFIRMED.cancelled", run.run());
    }

    private String pendingToDo() {
        return run.state() == RunState.PAUSED
                ? words.get("next.PENDING.paused", run.run())
                : words.get("next.PENDING.todo");
    }

    private void add(ListState state, String toDo) {
        long lists = run.lists(state);
        if (lists > 0) {
            String count = lists == 1 ? "next.lists.1" : "next.lists";
            steps.add(new Step(words.get(count, lists, words.get("next." + state)), toDo));
        }
    }
}
