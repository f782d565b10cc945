package io.qianhu.cli;

import io.qianhu.dispatch.Ticker;
import io.qianhu.job.BrakeRelease;
import io.qianhu.job.RunDecisions;
import io.qianhu.job.RunOrders;
import io.qianhu.ledger.Cancellation;
import io.qianhu.ledger.Decided;
import io.qianhu.ledger.DecisionRefused;
import io.qianhu.ledger.NumberFinder;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunStore;
import io.qianhu.ledger.SoughtNumber;
import io.qianhu.ledger.Target;
import io.qianhu.message.Message;
import io.qianhu.report.NumberReport;
import io.qianhu.report.RunReports;
import io.qianhu.schedule.CampaignSchedule;
import io.qianhu.schedule.ScheduleResume;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Carries orders out on the ledger that this process has open. Called by several threads. */
final class OrderHandler {
    private final RunStore runs;
    private final RunReports reports;
    private final RunOrders orders;
    private final BrakeRelease brakes;
    private final NumberFinder numbers;
    private final JdbcClient jdbc;
    private final ObjectProvider<RunDecisions> decisions;
    private final Ticker ticker;
    private final QianhuSettings settings;
    private final InstantSource clock;

    /** @param decisions made when the first one is recorded, since they ask the service */
    OrderHandler(
            RunStore runs,
            RunReports reports,
            RunOrders orders,
            BrakeRelease brakes,
            NumberFinder numbers,
            DataSource dataSource,
            ObjectProvider<RunDecisions> decisions,
            Ticker ticker,
            QianhuSettings settings,
            InstantSource clock) {
        this.runs = runs;
        this.reports = reports;
        this.orders = orders;
        this.brakes = brakes;
        this.numbers = numbers;
        this.jdbc = JdbcClient.create(dataSource);
        this.decisions = decisions;
        this.ticker = ticker;
        this.settings = settings;
        this.clock = clock;
    }

    /** What this process works on, as far as orders reach it; by itself nothing. */
    interface Work extends RunOrders.Work {
        /** Stops the run that is named, or that is worked on where none is. */
        default Answer stop(@Nullable String run) {
            return Answer.refused(Message.of("cli.no-run-active-qianhu-home"));
        }

        /**
         * Lets a run or a missed schedule go on that waits for a person's word, other than at a brake.
         *
         * @return what was done, a half-sentence, empty for nothing; no value where no campaigns are served
         */
        default Optional<Message> resume(String subject) {
            return Optional.empty();
        }

        /** Whether what was resumed goes on in this process, which then writes the reports at its end. */
        default boolean goesOnWith(String subject) {
            return false;
        }

        /** Something about a run of this campaign has changed. */
        default void wake(String campaign) {}

        default List<CampaignSchedule> campaigns() {
            return List.of();
        }
    }

    /** For a process that takes orders while it does this work. */
    Function<Order, Answer> during(Work work, Consumer<String> toReport) {
        return order -> carryOut(order, work, toReport);
    }

    /**
     * Gives what became of the order; a refusal is an answer like any other.
     *
     * @param work of this process
     * @param toReport hears the run whose reports are to be written, once the answer was told
     */
    Answer carryOut(Order order, Work work, Consumer<String> toReport) {
        try {
            if (order instanceof Order.ShowRuns) {
                return Answer.of(reports.all());
            }
            if (order instanceof Order.ShowRun asked) {
                return Answer.of(reports.atAGlance(asked.run() == null ? "" : asked.run()).stream()
                        .toList());
            }
            if (order instanceof Order.ShowCampaigns) {
                return Answer.of(work.campaigns());
            }
            if (order instanceof Order.FindNumber asked) {
                return Answer.of(NumberReport.of(SoughtNumber.of(asked.number()), numbers, runs));
            }
            if (order instanceof Order.WriteReports asked) {
                return write(asked.run());
            }
            if (order instanceof Order.StopRun asked) {
                return work.stop(asked.run());
            }
            Answer answer = change(order, work, toReport);
            if (answer.isDone()) {
                Optional.ofNullable(order.run())
                        .flatMap(runs::find)
                        .map(Run::campaign)
                        .ifPresent(work::wake);
            }
            return answer;
        } catch (RuntimeException e) {
            return FailureMessage.refusal(e).map(Answer::refused).orElseThrow(() -> e);
        }
    }

    private Answer change(Order order, Work work, Consumer<String> toReport) {
        Instant now = clock.instant();
        if (order instanceof Order.Resume asked) {
            return resume(asked, work, toReport);
        }
        if (order instanceof Order.ResolveList asked) {
            return resolve(asked, toReport);
        }
        RunOrders.Obeyed obeyed;
        if (order instanceof Order.PauseRun asked) {
            obeyed = orders.pause(asked.run(), asked.by(), now, work);
        } else if (order instanceof Order.CancelRun asked) {
            obeyed = orders.cancel(asked.run(), new Cancellation(asked.by(), asked.reason(), now), work);
        } else {
            throw new IllegalArgumentException("nobody carries out " + order.getClass());
        }
        if (obeyed.toReport()) {
            toReport.accept(order.run());
        }
        return Answer.done(Message.of("cli.run-told", order.run(), obeyed.text()));
    }

    private Answer resume(Order.Resume asked, Work work, Consumer<String> toReport) {
        Optional<Run> run = runs.find(asked.subject());
        String released = run.map(found -> Brakes.names(brakes.release(found, asked.by(), clock.instant())))
                .orElse("");
        // The run may be waiting for just this.
        ticker.signal();
        Message word = work.resume(asked.subject())
                .orElseGet(() -> ScheduleResume.unattended(jdbc, runs, asked.subject(), clock.instant()));
        if (released.isEmpty() && word.isEmpty()) {
            boolean known = run.isPresent()
                    || work.campaigns().stream()
                            .anyMatch(campaign -> campaign.campaign().equals(asked.subject()));
            return Answer.refused(
                    known
                            ? Message.of("cli.nothing-waits-person-word", asked.subject())
                            : UnknownRun.message(asked.subject()));
        }
        boolean goesOn = work.goesOnWith(asked.subject());
        if (!released.isEmpty() && !goesOn) {
            toReport.accept(asked.subject());
        }
        Message done = released.isEmpty()
                ? word
                : word.isEmpty()
                        ? Message.of("cli.released", released)
                        : Message.of("cli.released-and", released, word);
        Message then = Message.of(
                goesOn ? "cli.it-goes-on" : word.isEmpty() ? "cli.run-its-command-again" : "cli.when-serve-is-started");
        return Answer.done(Message.of("cli.resumed", asked.subject(), done, then));
    }

    private Answer resolve(Order.ResolveList asked, Consumer<String> toReport) {
        Run found = runs.find(asked.run()).orElseThrow(() -> new DecisionRefused(UnknownRun.message(asked.run())));
        Decided decided =
                decisions.getObject().decide(found, asked.list(), asked.decision(), settleAfter(found, settings));
        toReport.accept(asked.run());
        Run now = runs.find(asked.run()).orElseThrow();
        return Answer.done(
                Message.of(
                        "cli.list-decided",
                        asked.list(),
                        decided.transition().from(),
                        decided.transition().to(),
                        decided.by()),
                now.state().of(now.id(), now.note()));
    }

    /** A shorter setting may be left from a sandbox; a live request can be accepted for as long as ever. */
    static Duration settleAfter(Run run, QianhuSettings configured) {
        boolean here = run.target() == Target.SANDBOX || configured.dyvms().loopback();
        return configured.dispatch().against(here).settleAfter();
    }

    private Answer write(String run) {
        return runs.find(run).isEmpty()
                ? Answer.refused(UnknownRun.message(run))
                : Answer.done(Message.text(reports.write(run).toString()));
    }
}
