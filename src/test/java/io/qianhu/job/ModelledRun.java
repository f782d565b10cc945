package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.LimitsSettings;
import io.qianhu.dispatch.DispatcherSettings;
import io.qianhu.dispatch.HandTicker;
import io.qianhu.dispatch.PlayedApi;
import io.qianhu.dyvms.RobotTask;
import io.qianhu.ledger.Brake;
import io.qianhu.ledger.Decision;
import io.qianhu.ledger.DecisionRefused;
import io.qianhu.ledger.ListHere;
import io.qianhu.ledger.ListRef;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.MemoryListStore;
import io.qianhu.ledger.Resolution;
import io.qianhu.number.Callees;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A run with one thread at any moment and in no real time: its ledger and the service outlive its {@linkplain
 * ModelledProcess processes}, each of which takes the lease from the one before, whether that one is dead or stands still.
 *
 * <p>What is modelled of ownership: who has the lease, that every write to a list compares it, that a process asks for it
 * before it lets a request leave, and that its keeper tells it of the loss. The lease is taken at once, without the time
 * that must pass in truth, which is harder. Not modelled: beats, and the fence before what the gates write; {@code
 * LeasesTest}, {@code FencedWritesTest} and the tests with real processes show these.
 */
final class ModelledRun {
    /** Where a process can die or stand still; between two of these points nothing outlives it or leaves it. */
    enum Point {
        /** The write does not happen, or happens later. */
        BEFORE_WRITE,
        /** The write is durable, and the process does not come to know it, or later. */
        AFTER_WRITE,
        /** The request never leaves, or leaves later: nothing is looked at any more before it does. */
        BEFORE_REQUEST,
        /** The request is on its way, and nobody hears the answer, or later. */
        AFTER_REQUEST
    }

    /** How far a process came. */
    enum End {
        /** To the end of the run. */
        COMPLETE,
        /** It stopped before. */
        STOPPED,
        /** It gave up, or died where the failure is noticed first. */
        FAILED,
        DIED,
        /** It stands still and may go on at any time. */
        FROZEN
    }

    /** Decides at every point what becomes of the process; may let time pass. */
    interface Fate {
        boolean diesAt(Point point);

        /** Whether any process ever stands still. */
        default boolean mayFreeze() {
            return false;
        }

        /** For how long it stands still there, if it does. */
        default Optional<Duration> freezesAt(Point point) {
            return Optional.empty();
        }

        /** How long after it goes on it hears of something that happened meanwhile. */
        default Duration noticesAfter() {
            return Duration.ZERO;
        }
    }

    /** The process is gone; nothing that it does afterwards has an effect. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1;

        Crash() {
            super("crash", null, false, false);
        }
    }

    static final String RUN = "k3f9x2mq";

    private static final int CALLEES_EACH = 2;

    final MemoryListStore ledger = new MemoryListStore();
    final PlayedApi api;

    private final int lists;
    private final HandTicker ticker;
    private final Campaign campaign;
    private final DispatcherSettings settings;
    private final Fate fate;
    private final ModelledGates gates;
    private final List<ModelledProcess> processes = new ArrayList<>();
    private final List<String> breaches = new ArrayList<>();
    private final Set<Integer> acceptedAllTheSame = new HashSet<>();
    private boolean cancelled;

    /** A run with so many pending lists; {@code answers} says what becomes of each request. */
    ModelledRun(
            int lists,
            HandTicker ticker,
            Campaign campaign,
            DispatcherSettings settings,
            Fate fate,
            Function<RobotTask, PlayedApi.Play> answers) {
        this(lists, ticker, campaign, settings, fate, false, LimitsSettings.NONE, answers);
    }

    /** With the gates that these settings put before its lists. */
    ModelledRun(
            int lists,
            HandTicker ticker,
            Campaign campaign,
            DispatcherSettings settings,
            Fate fate,
            boolean verifyFirstList,
            LimitsSettings limits,
            Function<RobotTask, PlayedApi.Play> answers) {
        this.lists = lists;
        this.ticker = ticker;
        this.campaign = campaign;
        this.settings = settings;
        this.fate = fate;
        this.gates = new ModelledGates(ledger, lists, verifyFirstList, limits);
        this.api = new PlayedApi(ticker, answers).withoutOthers();
        ledger.store(RUN, IntStream.generate(() -> CALLEES_EACH).limit(lists).toArray());
    }

    /**
     * One process from its start until it ends or stands still.
     *
     * @param waitToSettle whether it stays until every unconfirmed list is settled
     */
    End process(boolean waitToSettle) {
        ModelledProcess process = new ModelledProcess(
                ledger.otherProcess(), api, ticker, campaign, settings, fate, gates, waitToSettle, breaches::add);
        processes.add(process);
        return process.begin();
    }

    /**
     * One process in a copy of the home that nobody else knows of. What became of its work there is forgotten, and only the
     * service remembers.
     */
    void processInAnotherHome() {
        killAll();
        MemoryListStore other = new MemoryListStore();
        other.putBack(ledger.copy());
        ModelledProcess process = new ModelledProcess(
                other.otherProcess(),
                api,
                ticker,
                campaign,
                settings,
                fate,
                new ModelledGates(other, lists, gates.verifyFirstList(), gates.limits()),
                false,
                breaches::add);
        process.begin();
        process.kill();
    }

    /** Whether the last process died. */
    boolean died() {
        return processes.get(processes.size() - 1).died();
    }

    /** Whoever stands still goes on, one after the other. */
    void wakeAll() {
        List.copyOf(processes).forEach(ModelledProcess::wake);
    }

    /** Leaves no thread behind. */
    void killAll() {
        processes.forEach(ModelledProcess::kill);
    }

    /** Requests that left after another process had taken the run. */
    int requestsAfterLoss() {
        return processes.stream().mapToInt(ModelledProcess::requestsAfterLoss).sum();
    }

    /** What the ledger holds now. */
    MemoryListStore.Copy backup() {
        return ledger.copy();
    }

    /**
     * The home is put back as it was. Nobody works in it meanwhile, and it takes longer than the service needs to show what
     * has reached it.
     */
    void putBack(MemoryListStore.Copy backup) {
        killAll();
        ledger.putBack(backup);
        gates.putBack();
    }

    /**
     * A person takes over what the service has and the ledger does not know, if a process was held for it. What cannot be
     * taken over ends the run: it is cancelled.
     */
    boolean reconcile() {
        if (!gates.isHeldFor(Brake.FOUND_ELSEWHERE)) {
            return false;
        }
        ledger.take(RUN);
        try {
            new Adoptions(ledger, api, ticker).of(gates.run(), "li", "").forEach(ledger::adopt);
        } catch (DecisionRefused e) {
            cancelled = api.lookedUp() == PlayedApi.Listing.WELL;
            return false;
        }
        gates.loosen(Brake.FOUND_ELSEWHERE);
        return true;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** A person lifts every brake that holds the run now. Returns whether there was one. */
    boolean release() {
        return gates.release(ticker.now());
    }

    /** The lists that only a person can bring to their end. */
    List<Integer> needPerson() {
        return IntStream.rangeClosed(1, lists)
                .filter(list -> Set.of(ListState.HELD, ListState.REFUSED).contains(ledger.state(RUN, list)))
                .boxed()
                .toList();
    }

    /**
     * A person looks for the list's task and says so where there is one; else what the person would like with it. What must
     * not be said is given up: a list that is refused here and accepted for another home, and one whose task an answer to
     * another list has named.
     */
    void decide(int list, Resolution wish) {
        Optional<String> task = api.taskOf(callees(list));
        boolean mayAccept = ledger.state(RUN, list) != ListState.REFUSED;
        boolean said =
                task.isPresent() ? mayAccept && says(list, Resolution.ACCEPTED, task.get()) : says(list, wish, null);
        if (!said) {
            says(list, Resolution.ABANDON, null);
        }
        if (task.isPresent() && ledger.state(RUN, list) == ListState.ABANDONED) {
            acceptedAllTheSame.add(list);
        }
    }

    /** A person says without looking that the list is to go out again, or names the task of another one; refused or not. */
    boolean decideWrongly(int list, boolean resubmit) {
        if (resubmit) {
            return says(list, Resolution.RESUBMIT, null);
        }
        return ledger.state(RUN, list) != ListState.REFUSED
                && accepted(list % lists + 1)
                        .filter(other -> says(list, Resolution.ACCEPTED, other))
                        .isPresent();
    }

    /** Whether the ledger knows of a list that is accepted. */
    boolean anyAccepted() {
        return IntStream.rangeClosed(1, lists).anyMatch(list -> ledger.state(RUN, list) == ListState.ACCEPTED);
    }

    /** The task by which another list is accepted. */
    private Optional<String> accepted(int list) {
        return ledger.here(RUN, list)
                .filter(here -> here.state() == ListState.ACCEPTED)
                .map(ListHere::taskId);
    }

    /** Whether it was taken. */
    private boolean says(int list, Resolution resolution, @Nullable String taskId) {
        MemoryListStore own = ledger.otherProcess();
        own.take(RUN);
        Decision decision = new Decision(resolution, taskId, "li", "", ticker.now());
        try {
            RunDecisions.lookUp(own, api, RUN, list, decision, settings.settleAfter());
            own.decide(RUN, list, decision);
            return true;
        } catch (DecisionRefused e) {
            return false;
        }
    }

    private Callees callees(int list) {
        return ledger.callees(new ListRef(RUN, list, 0, CALLEES_EACH));
    }

    private List<Callees> accepted() {
        return api.tasks().stream().map(RobotTask::callees).toList();
    }

    /**
     * Every list is accepted by the service once, or not at all, and the ledger says which and is at one of these ends; no
     * task has the name of another; and whoever has lost the run does nothing more but let one request leave at most.
     */
    void verify(ListState... ends) {
        assertThat(breaches).as("what must never be").isEmpty();
        assertThat(accepted()).as("what the service accepted").doesNotHaveDuplicates();
        assertThat(api.tasks()).extracting(RobotTask::name).as("names").doesNotHaveDuplicates();
        assertThat(processes)
                .as("requests after the run was lost")
                .allSatisfy(process -> assertThat(process.requestsAfterLoss()).isLessThanOrEqualTo(1));
        Set<Callees> once = new HashSet<>(accepted());
        for (int number = 1; number <= lists; number++) {
            ListState state = ledger.state(RUN, number);
            boolean made = once.contains(callees(number));
            if (cancelled) {
                assertThat(made || state != ListState.ACCEPTED)
                        .as("list %d of a cancelled run is %s", number, state)
                        .isTrue();
                continue;
            }
            assertThat(Arrays.asList(ends)).as("ends for list %d", number).contains(state);
            assertThat(made)
                    .as("list %d is %s, accepted by the service", number, state)
                    .isEqualTo(state == ListState.ACCEPTED || acceptedAllTheSame.contains(number));
        }
    }

    /**
     * In no second, over all processes together, more requests leave than the rate allows; unless a process stood still
     * right before one left, for then nobody knows when it leaves.
     */
    void verifyPace() {
        if (processes.stream().anyMatch(ModelledProcess::sentLate)) {
            return;
        }
        int permits = campaign.dispatch().rate().permits();
        List<Long> sent = api.sent().stream().map(PlayedApi.Sent::nanos).toList();
        for (int i = permits; i < sent.size(); i++) {
            assertThat(sent.get(i) - sent.get(i - permits))
                    .as("nanoseconds between requests %d and %d", i - permits, i)
                    .isGreaterThan(Duration.ofSeconds(1).toNanos());
        }
    }
}
