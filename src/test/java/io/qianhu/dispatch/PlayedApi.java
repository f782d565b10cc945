package io.qianhu.dispatch;

import io.qianhu.dyvms.Answer;
import io.qianhu.dyvms.Lookup;
import io.qianhu.dyvms.Meaning;
import io.qianhu.dyvms.Reply;
import io.qianhu.dyvms.RobotTask;
import io.qianhu.dyvms.RobotTaskGateway;
import io.qianhu.dyvms.Submission;
import io.qianhu.message.Message;
import io.qianhu.number.Callees;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The service as a part that is played: every request gets the answer that the play has for it, once, at its moment on
 * the ticker. It keeps what was sent and what exists, and it has a clock of its own: what came with a timestamp too far
 * from it makes nothing and is refused.
 */
public final class PlayedApi implements RobotTaskGateway {
    /** How far a timestamp may lie from the service's clock, both ways. */
    private static final Duration SIGNATURE_VALIDITY = DispatcherSettings.LONGEST_VALIDITY;

    /** What follows from a valid timestamp when an answer has no date, the validity being known to be at most this. */
    private static final Duration WIDEST_VALIDITY = Duration.ofMinutes(31);

    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
    private static final Duration ONE_DAY = Duration.ofDays(1);
    private static final String EXPIRED = "InvalidTimeStamp.Expired";

    /** An accepting answer with this id is that to an earlier request, and names the task which that one has made. */
    public static final String EARLIER_ANSWER = "earlier answer";

    private static final Lookup.ListedTask OTHER = new Lookup.ListedTask("1", "another campaign's", "RUNNING", null, 1);

    /** What becomes of lookups. */
    public enum Listing {
        WELL,
        /** They are answered, and whatever is asked for is not there. */
        NOTHING,
        /** They are not answered. */
        AWAY
    }

    /**
     * What becomes of one request.
     *
     * @param arrivesAfter when the service reads it, counted from its leaving
     * @param creates whether the service makes the task, if the signature is still valid when it reads it
     * @param listedAfter how long the task is not listed after it was made
     * @param answeredAfter when the sender has its answer, counted from the request's leaving
     */
    public record Play(
            Duration arrivesAfter, boolean creates, Duration listedAfter, Duration answeredAfter, Answer answer) {
        public static Play of(Duration latency, Answer answer) {
            return new Play(latency, answer.taskId() != null, Duration.ZERO, latency, answer);
        }
    }

    /** One request that left. */
    public record Sent(RobotTask task, Instant signedAt, long nanos) {}

    /** One lookup that was asked. */
    public record Asked(String name, Instant from, Instant to, long nanos) {}

    private record Created(RobotTask task, String taskId, Instant createdAt, Instant listedAt) {}

    private final HandTicker ticker;
    private final Function<RobotTask, Play> plays;
    private final List<Sent> sent = new ArrayList<>();
    private final List<Asked> asked = new ArrayList<>();
    private final List<Created> created = new ArrayList<>();
    private Runnable beforeSign = () -> {};
    private @Nullable Function<String, Lookup> lookups;
    private @Nullable Supplier<Lookup> listings;
    private Supplier<String> account = () -> "account";
    private boolean dated = true;
    private boolean hasOthers = true;
    private final Set<String> taskIds = new HashSet<>();
    private Listing lookedUp = Listing.WELL;
    private @Nullable String lastTold;
    private boolean repeatsIds;
    private int unanswered;
    private int mostUnanswered;

    public PlayedApi(HandTicker ticker, Function<RobotTask, Play> plays) {
        this.ticker = ticker;
        this.plays = plays;
    }

    /** Always the same answer; an accepting one makes the task. */
    public static PlayedApi answering(HandTicker ticker, Duration latency, Answer answer) {
        return new PlayedApi(ticker, task -> Play.of(latency, answer));
    }

    public void beforeSign(Runnable hook) {
        beforeSign = hook;
    }

    /** Lookups are answered by this instead of by what exists. */
    public void lookups(Function<String, Lookup> answers) {
        lookups = answers;
    }

    /** From now on requests go to this account. */
    public void account(Supplier<String> name) {
        account = name;
    }

    /** Answers have no date from now on. */
    public PlayedApi withoutDate() {
        dated = false;
        return this;
    }

    /** Gives the same id again where an answer has it again; else every task has one of its own. */
    public PlayedApi repeatingIds() {
        repeatsIds = true;
        return this;
    }

    /** From now on lookups are answered so. */
    public void lookedUp(Listing how) {
        lookedUp = how;
    }

    public Listing lookedUp() {
        return lookedUp;
    }

    public List<Sent> sent() {
        return sent;
    }

    public List<String> sentNames() {
        return sent.stream().map(request -> request.task().name()).toList();
    }

    public List<Asked> asked() {
        return asked;
    }

    /** Every task that exists, listed or not. */
    public List<RobotTask> tasks() {
        return created.stream().map(Created::task).toList();
    }

    /** It lists nothing any more of what it has made. */
    public void forget() {
        created.clear();
    }

    /** The id of the first task with these callees. */
    public Optional<String> taskOf(Callees callees) {
        return created.stream()
                .filter(task -> task.task().callees().equals(callees))
                .map(Created::taskId)
                .findFirst();
    }

    /** The most requests that had no answer at one moment. */
    public int mostUnanswered() {
        return mostUnanswered;
    }

    @Override
    public Submission prepare(RobotTask task) {
        beforeSign.run();
        Instant signedAt = ticker.now();
        return new Submission() {
            private boolean left;

            @Override
            public Instant signedAt() {
                return signedAt;
            }

            @Override
            public String nonce() {
                return "nonce of " + task.name();
            }

            @Override
            public CompletableFuture<Answer> send() {
                if (left) {
                    throw new IllegalStateException("sent before");
                }
                left = true;
                return deliver(task, signedAt);
            }
        };
    }

    private CompletableFuture<Answer> deliver(RobotTask task, Instant signedAt) {
        sent.add(new Sent(task, signedAt, ticker.nanos()));
        mostUnanswered = Math.max(mostUnanswered, ++unanswered);
        Play play = ownId(plays.apply(task));
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        boolean[] expired = {false};
        ticker.after(play.arrivesAfter(), () -> {
            expired[0] = !valid(signedAt);
            read(task, signedAt, play);
        });
        ticker.after(play.answeredAfter(), () -> {
            unanswered--;
            if (!expired[0] && play.answer().taskId() != null) {
                lastTold = play.answer().taskId();
            }
            answer.complete(expired[0] && play.answer().meaning() == Meaning.ACCEPTED ? expired() : play.answer());
        });
        return answer;
    }

    private Play ownId(Play play) {
        String id = play.answer().taskId();
        if (id == null) {
            return play;
        }
        if (id.equals(EARLIER_ANSWER)) {
            return withId(play, lastTold == null ? "1000" + sent.size() : lastTold);
        }
        return taskIds.add(id) || repeatsIds ? play : withId(play, id + "000" + sent.size());
    }

    private static Play withId(Play play, String id) {
        Answer own = Answer.accepted(play.answer().reply(), id);
        return new Play(play.arrivesAfter(), play.creates(), play.listedAfter(), play.answeredAfter(), own);
    }

    private static Answer expired() {
        return Answer.stop(
                new Reply(400, EXPIRED, Message.text("by the service's clock"), null),
                Message.text("Set this machine's clock."));
    }

    private boolean valid(Instant timestamp) {
        return Duration.between(timestamp, ticker.serverNow()).abs().compareTo(SIGNATURE_VALIDITY) <= 0;
    }

    private void read(RobotTask task, Instant signedAt, Play play) {
        Instant now = ticker.serverNow();
        if (play.creates() && valid(signedAt)) {
            created.add(new Created(task, taskId(play), now, now.plus(play.listedAfter())));
        }
    }

    /** That of the answer, unless it has none or that of an earlier task. */
    private String taskId(Play play) {
        String id = play.answer().taskId();
        if (id != null
                && (repeatsIds
                        || created.stream().noneMatch(task -> task.taskId().equals(id)))) {
            return id;
        }
        return "9" + created.size();
    }

    @Override
    public Lookup find(String taskName, Instant createdFrom, Instant createdTo) {
        asked.add(new Asked(taskName, createdFrom, createdTo, ticker.nanos()));
        return lookups == null
                ? created(task -> task.task().name().equals(taskName) && within(task, createdFrom, createdTo))
                : lookups.apply(taskName);
    }

    @Override
    public Lookup find(String taskName) {
        return find(taskName, Instant.MIN, Instant.MAX);
    }

    /** Lists of whole days are answered by this. */
    public void listing(Supplier<Lookup> answers) {
        listings = answers;
    }

    @Override
    public Lookup list(Instant createdFrom, Instant createdTo) {
        if (listings != null) {
            return listings.get();
        }
        Lookup own = lookups == null
                ? created(task -> within(
                        task, beginning(createdFrom), beginning(createdTo).plus(ONE_DAY)))
                : listed(List.of());
        return hasOthers && lookedUp != Listing.NOTHING && own instanceof Lookup.Listed listed
                ? listed(
                        Stream.concat(listed.tasks().stream(), Stream.of(OTHER)).toList())
                : own;
    }

    private static Instant beginning(Instant ofItsDay) {
        return ofItsDay.atZone(BEIJING).truncatedTo(ChronoUnit.DAYS).toInstant();
    }

    /** The account has no tasks but what is sent here; else it has one more. */
    public PlayedApi withoutOthers() {
        hasOthers = false;
        return this;
    }

    private static boolean within(Created task, Instant from, Instant to) {
        return !task.createdAt().isBefore(from) && !task.createdAt().isAfter(to);
    }

    private Lookup created(Predicate<Created> wanted) {
        if (!valid(ticker.now())) {
            return new Lookup.NotAnswered(expired().reply(), true);
        }
        if (lookedUp == Listing.AWAY) {
            return new Lookup.NotAnswered(Answers.unconfirmed().reply(), false);
        }
        return listed(created.stream()
                .filter(task -> lookedUp == Listing.WELL)
                .filter(wanted)
                .filter(task -> !task.listedAt().isAfter(ticker.serverNow()))
                .map(PlayedApi::listed)
                .toList());
    }

    /** These tasks, as an answer that is given now. */
    public Lookup listed(List<Lookup.ListedTask> tasks) {
        Instant serverTime = dated
                ? ticker.serverNow().truncatedTo(ChronoUnit.SECONDS)
                : ticker.now().minus(WIDEST_VALIDITY);
        return new Lookup.Listed(tasks, serverTime, dated);
    }

    private static Lookup.ListedTask listed(Created task) {
        return new Lookup.ListedTask(
                task.taskId(),
                task.task().name(),
                "RUNNING",
                task.createdAt(),
                task.task().callees().size());
    }

    @Override
    public String account() {
        return account.get();
    }

    @Override
    public void requireCredentials() {}
}
