package io.qianhu.cli;

import io.qianhu.dispatch.StopSignal;
import io.qianhu.job.Home;
import io.qianhu.ledger.Decision;
import io.qianhu.ledger.NumberFinder;
import io.qianhu.ledger.RunStore;
import io.qianhu.ledger.SoughtNumber;
import io.qianhu.message.Message;
import io.qianhu.message.StoredMessage;
import io.qianhu.report.NumberReport;
import io.qianhu.report.RunReports;
import io.qianhu.report.RunSummary;
import io.qianhu.schedule.CampaignSchedule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is known of the runs in a home: read from the ledger, or asked of the process that has it open. So a look never
 * fails because a run is active.
 */
final class RunBook {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Those of a run of a hundred million rows take minutes. */
    private static final Duration FOR_REPORTS = Duration.ofMinutes(30);

    /** A search may turn many pages. */
    private static final Duration FOR_A_LOOKUP = Duration.ofMinutes(10);

    private final SettingsLoader.Loaded loaded;

    RunBook(SettingsLoader.Loaded loaded) {
        this.loaded = loaded;
    }

    /** All runs, the latest first. */
    List<RunSummary> all() {
        return look(
                owner ->
                        request(loaded.settings().home(), owner, "/runs", "GET").map(RunBook::parse),
                application -> application.getBean(RunReports.class).all(),
                () -> List.of());
    }

    /** What is known of a number in any spelling. */
    NumberReport find(String number) {
        SoughtNumber sought = SoughtNumber.of(number);
        return look(
                owner -> request(loaded.settings().home(), owner, "/find", "POST", number)
                        .map(NumberReport::fromJson),
                application -> NumberReport.of(
                        sought, application.getBean(NumberFinder.class), application.getBean(RunStore.class)),
                () -> new NumberReport(sought.shown(), List.of()));
    }

    /** Asks the process that has the home, or else reads the ledger; {@code none} when there is no home. */
    private <T> T look(
            Function<ControlFile, Optional<T>> askOwner,
            Function<ConfigurableApplicationContext, T> readLedger,
            Supplier<T> none) {
        return ask(askOwner, home -> Application.look(loaded, home, this::say), readLedger, none);
    }

    /** As above, for what changes something. */
    private <T> T order(
            Function<ControlFile, Optional<T>> askOwner,
            Function<ConfigurableApplicationContext, T> carryOut,
            Supplier<T> none) {
        return ask(askOwner, home -> Application.start(loaded, home), carryOut, none);
    }

    private void say(Message note) {
        Output.to(System.err).println(loaded.words().said(note));
    }

    private <T> T ask(
            Function<ControlFile, Optional<T>> askOwner,
            Function<Home, ConfigurableApplicationContext> open,
            Function<ConfigurableApplicationContext, T> inLedger,
            Supplier<T> none) {
        Path path = loaded.settings().home();
        if (!Files.isDirectory(path)) {
            return none.get();
        }
        while (true) {
            Optional<T> seen = ControlFile.ofLivingOwner(path).flatMap(askOwner).or(() -> read(path, open, inLedger));
            if (seen.isPresent()) {
                return seen.get();
            }
            // A run began or ended between the two looks.
        }
    }

    private static <T> Optional<T> read(
            Path path,
            Function<Home, ConfigurableApplicationContext> open,
            Function<ConfigurableApplicationContext, T> inLedger) {
        Optional<Home> free = Homes.takeUnlessActive(path);
        if (free.isEmpty()) {
            return Optional.empty();
        }
        try (Home home = free.get();
                ConfigurableApplicationContext application = open.apply(home)) {
            return Optional.of(inLedger.apply(application));
        }
    }

    /** The run of this id, or the latest when none is named. */
    Optional<RunSummary> find(Optional<String> id) {
        String named = id.orElse("");
        return look(
                        owner -> request(loaded.settings().home(), owner, "/status", "POST", named)
                                .map(RunBook::parse),
                        application -> application.getBean(RunReports.class).atAGlance(named).stream()
                                .toList(),
                        () -> List.<RunSummary>of())
                .stream()
                .findFirst();
    }

    private static List<RunSummary> parse(String json) {
        return JSON.readTree(json)
                .valueStream()
                .map(node -> RunSummary.fromJson(node.toString()))
                .toList();
    }

    /** Asks the active run to stop; returns false when there is none any more. */
    boolean stop() {
        return stop("").isPresent();
    }

    /**
     * Asks the process that serves campaigns to stop a run, also one that waits.
     *
     * @return its id, empty text when it is no run that could go on; no value when no process has the home any more
     */
    Optional<String> stop(String run) {
        Path path = loaded.settings().home();
        return ControlFile.ofLivingOwner(path).flatMap(owner -> request(path, owner, "/stop", "POST", run));
    }

    /** Whether a process serves campaigns from this home. */
    boolean isServed() {
        return ControlFile.ofLivingOwner(loaded.settings().home())
                .filter(ControlFile::serves)
                .isPresent();
    }

    /** Where the campaigns stand that a process serves; none when no process does. */
    List<CampaignSchedule> campaigns() {
        Path path = loaded.settings().home();
        return ControlFile.ofLivingOwner(path)
                .filter(ControlFile::serves)
                .flatMap(owner -> request(path, owner, "/campaigns", "GET"))
                .map(json -> List.of(JSON.readValue(json, CampaignSchedule[].class)))
                .orElse(List.of());
    }

    /**
     * Asks the process that has the home to let something go on.
     *
     * @param subject the active run's id; where campaigns are served, that of any run, or a campaign's name
     * @param by who asks
     * @return what was released, empty text for nothing; no value when no process has the home any more
     */
    Optional<Message> resume(String subject, String by) {
        Path path = loaded.settings().home();
        return ControlFile.ofLivingOwner(path)
                .flatMap(owner -> request(path, owner, "/resume", "POST", subject + "\n" + by))
                .map(StoredMessage::read);
    }

    /** Pauses a run, in the process that has the home or in this one. */
    Ordered pause(String run, String by) {
        return order(
                owner -> request(loaded.settings().home(), owner, "/pause", "POST", run + "\n" + by)
                        .map(Ordered::parse),
                application -> Application.pause(application, run, by, RunBook::nobodyWorks),
                () -> Ordered.refused(UnknownRun.message(run)));
    }

    /**
     * As above: cancels it.
     *
     * @param told hears what became of it, as soon as that is in the ledger
     * @param trouble hears what went wrong behind that
     */
    Ordered cancel(String run, String by, String reason, Consumer<Ordered> told, Consumer<Message> trouble) {
        return order(
                owner -> request(loaded.settings().home(), owner, "/cancel", "POST", run + "\n" + by + "\n" + reason)
                        .map(answer -> tell(Ordered.parse(answer), told)),
                application -> {
                    Ordered ordered =
                            tell(Application.cancel(application, run, by, reason, RunBook::nobodyWorks), told);
                    if (ordered.toReport()) {
                        LaterReports.write(application.getBean(RunReports.class), run, trouble);
                    }
                    return ordered;
                },
                () -> tell(Ordered.refused(UnknownRun.message(run)), told));
    }

    /**
     * As above: records what a person decides about lists, one after the other until one is refused.
     *
     * @param told hears what became of each list, as soon as that is in the ledger
     * @param trouble hears what went wrong behind that
     * @return what the run is then, or why a list was refused
     */
    Ordered resolve(
            String run, List<Integer> lists, Decision decision, Consumer<Message> told, Consumer<Message> trouble) {
        Deque<Integer> left = new ArrayDeque<>(lists);
        ItsService service = new ItsService(loaded);
        return ask(
                owner -> resolveAll(
                        left,
                        list -> request(
                                        loaded.settings().home(),
                                        owner,
                                        "/resolve",
                                        "POST",
                                        ControlServer.asked(run, list, decision),
                                        FOR_A_LOOKUP)
                                .map(Ordered::parse),
                        told),
                service::open,
                application -> {
                    Ordered last = service.reach(
                                    application,
                                    application.getBean(Home.class),
                                    run,
                                    found -> resolveAll(
                                                    left,
                                                    list -> Optional.of(
                                                            Application.resolve(application, run, list, decision)),
                                                    told)
                                            .orElseThrow())
                            .orElseGet(() -> Ordered.refused(UnknownRun.message(run)));
                    if (left.size() < lists.size()) {
                        LaterReports.write(application.getBean(RunReports.class), run, trouble);
                    }
                    return last;
                },
                () -> Ordered.refused(UnknownRun.message(run)));
    }

    /** Nothing when nobody could be asked about one of them; it and those behind it are left then. */
    private static Optional<Ordered> resolveAll(
            Deque<Integer> left, IntFunction<Optional<Ordered>> resolve, Consumer<Message> told) {
        Optional<Ordered> last;
        do {
            last = resolve.apply(left.element());
            if (last.filter(Ordered::done).isEmpty()) {
                return last;
            }
            told.accept(last.get().message());
            left.remove();
            last = Optional.of(Ordered.done(last.get().after()));
        } while (!left.isEmpty());
        return last;
    }

    /** Writes the reports of a run again, in the process that has the home or in this one; gives where they are. */
    Ordered report(String run) {
        return look(
                owner -> request(loaded.settings().home(), owner, "/report", "POST", run, FOR_REPORTS)
                        .map(Ordered::parse),
                application -> Application.report(application, run),
                () -> Ordered.refused(UnknownRun.message(run)));
    }

    private static Ordered tell(Ordered ordered, Consumer<Ordered> told) {
        told.accept(ordered);
        return ordered;
    }

    private static boolean nobodyWorks(String run, StopSignal.Cause cause, Message message) {
        return false;
    }

    /** The run that a process works on now; its id is empty as long as the process finds out which one that is. */
    Optional<String> active() {
        return ControlFile.ofLivingOwner(loaded.settings().home()).map(ControlFile::run);
    }

    private static Optional<String> request(Path home, ControlFile owner, String path, String method) {
        return request(home, owner, path, method, "");
    }

    private static Optional<String> request(Path home, ControlFile owner, String path, String method, String body) {
        return request(home, owner, path, method, body, TIMEOUT);
    }

    /** Returns nothing when the owner has come to its end and so has nothing to answer. */
    private static Optional<String> request(
            Path home, ControlFile owner, String path, String method, String body, Duration patience) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + ControlServer.HOST + ":" + owner.port() + path))
                .header(ControlServer.TOKEN_HEADER, owner.token())
                .timeout(patience)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .connectTimeout(TIMEOUT)
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == ControlServer.BUSY) {
                if (!isStillThere(home, owner)) {
                    return Optional.empty();
                }
                throw new HomeInUse(Message.of("cli.too-many-questions-answer", owner.owner()));
            }
            if (answer.statusCode() == ControlServer.FAILED) {
                throw new IllegalStateException(owner.owner() + " tried and failed: " + answer.body());
            }
            if (answer.statusCode() != 200) {
                throw unreachable(owner, Message.of("cli.status", answer.statusCode()));
            }
            return Optional.of(answer.body());
        } catch (IOException e) {
            if (!isStillThere(home, owner)) {
                return Optional.empty();
            }
            throw unreachable(owner, Message.text(e.toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(owner, Message.text("interrupted"));
        }
    }

    private static boolean isStillThere(Path home, ControlFile owner) {
        return ControlFile.ofLivingOwner(home)
                .filter(now -> now.token().equals(owner.token()))
                .isPresent();
    }

    private static HomeInUse unreachable(ControlFile owner, Message reason) {
        return new HomeInUse(Message.of("cli.qianhu-home-not-answer", owner.owner(), reason));
    }
}
