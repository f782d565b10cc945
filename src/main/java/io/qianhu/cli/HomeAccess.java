package io.qianhu.cli;

import io.qianhu.dispatch.StopSignal;
import io.qianhu.job.Home;
import io.qianhu.ledger.RunStore;
import io.qianhu.message.Message;
import io.qianhu.report.RunReports;
import io.qianhu.schedule.ScheduleResume;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
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

    /** @param trouble hears what the answer does not say: an older ledger, reports that could not be written */
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
        while (true) {
            Optional<Answer> answer = opened == null ? askOwner(order) : Optional.empty();
            if (answer.isPresent()) {
                return answer.get();
            }
            if (opened == null) {
                opened = Homes.takeUnlessActive(path)
                        .map(home -> open(order, home))
                        .orElse(null);
            }
            if (opened != null) {
                return carryOut(order, opened.application());
            }
            // A run began or ended between the two looks.
        }
    }

    private Opened open(Order order, Home home) {
        ItsService service = new ItsService(loaded, home, String.valueOf(order.run()));
        try {
            return new Opened(
                    home,
                    service,
                    order.kind() == Order.Kind.LOOK || order.kind() == Order.Kind.REPORT
                            ? Application.look(loaded, home, trouble)
                            : service.start());
        } catch (RuntimeException e) {
            home.close();
            throw e;
        }
    }

    private Answer carryOut(Order order, ConfigurableApplicationContext application) {
        OrderHandler.Work nobody = new OrderHandler.Work() {
            @Override
            public boolean interrupt(String run, StopSignal.Cause cause, Message message) {
                return false;
            }

            @Override
            public Message resume(String subject) {
                return ScheduleResume.unattended(
                        JdbcClient.create(application.getBean(DataSource.class)),
                        application.getBean(RunStore.class),
                        subject,
                        Clock.systemUTC().instant());
            }

            @Override
            public Message goesOn(String subject, boolean atWord) {
                return Message.of(atWord ? "cli.when-serve-is-started" : "cli.run-its-command-again");
            }
        };
        return application.getBean(OrderHandler.class).carryOut(order, nobody, toReport::add);
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
            Answer answer = Answer.parse(said.body());
            if (answer.status() == Answer.Status.BUSY) {
                return ifStillThere(owner, Message.of("cli.too-many-questions-answer", owner.owner()));
            }
            if (answer.status() == Answer.Status.FAILED) {
                throw new OrderFailed(Message.of("cli.tried-and-failed", owner.owner(), answer.message()));
            }
            return Optional.of(answer);
        } catch (IOException | JacksonException e) {
            return ifStillThere(owner, Message.of("cli.qianhu-home-not-answer", owner.owner(), e.toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HomeInUse(Message.of("cli.qianhu-home-not-answer", owner.owner(), "interrupted"));
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
