package io.qianhu.cli;

import io.qianhu.job.Home;
import io.qianhu.message.Message;
import io.qianhu.report.RunReports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.core.JacksonException;

/**
 * The one way to a home for what a person asks of it: the process that has it carries the order out, or this one, which
 * then keeps the home until the end of this. So an order never fails because a run is active.
 */
final class HomeAccess implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

    private final SettingsLoader.Loaded loaded;
    private final Consumer<Message> trouble;
    private final Path path;

    /** Those of runs whose orders were carried out here and told; they are written last, since that may take long. */
    private final Set<String> toReport = new LinkedHashSet<>();

    private @Nullable Opened opened;

    /**
     * For orders of one kind, which decides how the ledger is opened.
     *
     * @param trouble hears what the answer does not say: an older ledger, reports that could not be written
     */
    HomeAccess(SettingsLoader.Loaded loaded, Consumer<Message> trouble) {
        this.loaded = loaded;
        this.trouble = trouble;
        this.path = loaded.settings().home();
    }

    private record Opened(Home home, ItsService service, ConfigurableApplicationContext application)
            implements AutoCloseable {
        @Override
        public void close() {
            try (home;
                    service;
                    application) {
                // In the order that is the reverse of their opening.
            }
        }
    }

    /** The process that has the home, where one does that can be asked. */
    Optional<ControlFile> owner() {
        return ControlFile.ofLivingOwner(path);
    }

    /**
     * Gives what became of the order, wherever it was carried out: done or refused.
     *
     * @throws OrderFailed when the process that has the home has tried and failed
     * @throws HomeInUse when it does not answer, or too many ask it
     */
    Answer ask(Order order) {
        if (!Files.isDirectory(path)) {
            return order.withoutHome();
        }
        while (opened == null) {
            Optional<Answer> answer = askOwner(order);
            if (answer.isPresent()) {
                return answer.get();
            }
            // Nothing again where a run began or ended between the two looks.
            opened = Homes.takeUnlessActive(path).map(home -> open(order, home)).orElse(null);
        }
        return opened.application()
                .getBean(OrderHandler.class)
                .carryOut(order, (run, cause, message) -> false, toReport::add);
    }

    private Opened open(Order order, Home home) {
        try {
            ItsService service = new ItsService(loaded, home, order.run());
            boolean looks = order.kind() == Order.Kind.LOOK || order.kind() == Order.Kind.REPORT;
            return new Opened(home, service, looks ? Application.look(loaded, home, trouble) : service.start());
        } catch (RuntimeException e) {
            home.close();
            throw e;
        }
    }

    /** Has the process that has the home carry it out; gives nothing where there is none, or it has come to its end. */
    Optional<Answer> askOwner(Order order) {
        return owner().flatMap(owner -> request(owner, order));
    }

    private Optional<Answer> request(ControlFile owner, Order order) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + ControlServer.HOST + ":" + owner.port() + ControlServer.PATH))
                .header(ControlServer.TOKEN_HEADER, owner.token())
                .timeout(order.kind().patience())
                .POST(HttpRequest.BodyPublishers.ofString(order.json()))
                .build();
        try {
            HttpResponse<String> said = HttpClient.newBuilder()
                    .connectTimeout(CONNECT_TIMEOUT)
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofString());
            if (said.statusCode() == ControlServer.OTHER_TOKEN) {
                return ifStillThere(owner, Message.of("cli.answers-otherwise", owner.owner(), said.statusCode()));
            }
            Answer answer = answer(owner, said);
            if (answer.status() == Answer.Status.BUSY) {
                return ifStillThere(owner, Message.of("message.colon", owner.owner(), answer.message()));
            }
            if (answer.status() == Answer.Status.FAILED) {
                throw new OrderFailed(Message.of("cli.tried-and-failed", owner.owner(), answer.message()));
            }
            return Optional.of(answer);
        } catch (IOException e) {
            return ifStillThere(owner, Message.of("cli.qianhu-home-not-answer", owner.owner(), e.toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HomeInUse(Message.of("cli.qianhu-home-not-answer", owner.owner(), "interrupted"));
        }
    }

    /** A process of another version has no such orders, and says so in its own way. */
    private static Answer answer(ControlFile owner, HttpResponse<String> said) {
        try {
            return Answer.parse(said.body());
        } catch (JacksonException e) {
            throw new HomeInUse(Message.of("cli.answers-otherwise", owner.owner(), said.statusCode()));
        }
    }

    /** One that ends answers no more, and leaves the home to others. */
    private Optional<Answer> ifStillThere(ControlFile owner, Message trouble) {
        if (owner().filter(now -> now.token().equals(owner.token())).isPresent()) {
            throw new HomeInUse(trouble);
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        Opened here = opened;
        if (here == null) {
            return;
        }
        try (here) {
            RunReports reports = here.application().getBean(RunReports.class);
            toReport.forEach(run -> LaterReports.write(reports, run, trouble));
        }
    }
}
