package io.qianhu.schedule;

import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunStore;
import io.qianhu.ledger.Target;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds what of a campaign or a run waits for a person's word, and gives it. */
public final class NightResume {
    private final NightStore store;
    private final RunStore runs;
    private final Target target;

    NightResume(NightStore store, RunStore runs, Target target) {
        this.store = store;
        this.runs = runs;
        this.target = target;
    }

    /**
     * Says it where nobody serves the campaigns now; whoever does next will find it.
     *
     * @param subject name of a campaign, or id of a run
     * @return what was done, a half-sentence; empty when nothing waits for a person
     */
    public static String unattended(JdbcClient jdbc, RunStore runs, String subject) {
        StringBuilder done = new StringBuilder();
        for (Target target : Target.values()) {
            NightStore store = new NightStore(jdbc, target);
            String here = new NightResume(store, runs, target).resume(subject, store::change);
            done.append(done.isEmpty() || here.isEmpty() ? "" : "; ").append(here);
        }
        return done.toString();
    }

    /** @param give takes the campaign and what its person has said */
    String resume(String subject, BiConsumer<String, UnaryOperator<NightData>> give) {
        Optional<Run> run = runs.find(subject).filter(found -> found.target() == target);
        return run.map(found -> resumeRun(found, give)).orElseGet(() -> answer(subject, give));
    }

    private String answer(String campaign, BiConsumer<String, UnaryOperator<NightData>> give) {
        Optional<NightData> data = store.find(campaign).filter(known -> known.asked() != null);
        data.ifPresent(known -> give.accept(campaign, NightData::answeredYes));
        return data.map(known -> "the missed schedule of " + known.asked() + " is made up for")
                .orElse("");
    }

    private String resumeRun(Run run, BiConsumer<String, UnaryOperator<NightData>> give) {
        Optional<NightData> data = store.find(run.campaign());
        boolean stopped = data.filter(known -> run.id().equals(known.stopped())).isPresent();
        boolean waits = data.map(NightData::retry)
                .filter(retry -> retry.run().equals(run.id()))
                .isPresent();
        if (!stopped && !waits) {
            return "";
        }
        give.accept(run.campaign(), known -> known.stopped(null).retry(null));
        return stopped ? "the stop is lifted" : "it is tried again at once";
    }
}
