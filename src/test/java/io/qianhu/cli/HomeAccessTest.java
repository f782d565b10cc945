package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.qianhu.http.WebServer;
import io.qianhu.job.Home;
import io.qianhu.message.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of answers that another process gives, over real connections. */
class HomeAccessTest {
    private static final Order PAUSE = new Order.PauseRun("k3f9x2mq", "wang.li");

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Home home;

    @SuppressWarnings("NullAway.Init")
    private HttpServer owner;

    private int status = 200;
    private String body = "";
    private Runnable meanwhile = () -> {};

    @BeforeEach
    void open() throws IOException {
        home = Home.tryTake(folder.resolve("data")).orElseThrow();
        owner = HttpServer.create(WebServer.loopback(0), 0);
        owner.createContext("/", exchange -> {
            byte[] said = body.getBytes(StandardCharsets.UTF_8);
            meanwhile.run();
            exchange.sendResponseHeaders(status, said.length == 0 ? -1 : said.length);
            try (exchange) {
                exchange.getResponseBody().write(said);
            }
        });
        owner.start();
        ControlFile.ofThisProcess("k3f9x2mq", owner.getAddress().getPort(), "0".repeat(32), false)
                .write(home.path());
    }

    @AfterEach
    void close() {
        owner.stop(0);
        home.close();
    }

    private Answer ask() {
        SettingsLoader.Loaded loaded = SettingsLoader.load(List.of("--qianhu.home=" + home.path()));
        try (HomeAccess access = new HomeAccess(loaded, told -> {})) {
            return access.askOwner(PAUSE).orElse(Answer.refused(Message.text("nobody is there")));
        }
    }

    private void answers(Answer answer) {
        status = answer.status().http();
        body = answer.json();
    }

    @Test
    void whatIsDoneOrRefusedIsTheAnswer() {
        answers(Answer.done(Message.of("cli.it-goes-on")));
        assertThat(ask()).isEqualTo(Answer.done(Message.of("cli.it-goes-on")));
        answers(Answer.refused(UnknownRun.message("k3f9x2mq")));
        assertThat(ask()).isEqualTo(Answer.refused(UnknownRun.message("k3f9x2mq")));
    }

    @Test
    void whatFailedThereAndWhatTooManyAskForIsNoAnswer() {
        answers(Answer.not(Answer.Status.FAILED, Message.text("the disk is full")));
        assertThatThrownBy(this::ask)
                .isInstanceOf(OrderFailed.class)
                .hasMessageContainingAll("process ", "k3f9x2mq", "tried and failed: the disk is full");
        answers(Answer.not(Answer.Status.BUSY, Message.of("cli.too-many-wait")));
        assertThatThrownBy(this::ask).isInstanceOf(HomeInUse.class).hasMessageContaining("too many orders wait");
    }

    /** It is not frozen, and must not be taken for that. */
    @Test
    void aProcessOfAnotherVersionIsNamedAsSuch() {
        status = 404;
        assertThatThrownBy(this::ask)
                .isInstanceOf(HomeInUse.class)
                .hasMessageContaining("answers otherwise than this version of qianhu does (status 404)");
        status = 200;
        body = "done k3f9x2mq is paused";
        assertThatThrownBy(this::ask).isInstanceOf(HomeInUse.class).hasMessageContaining("(status 200)");
    }

    /** Its port may be that of a process with another home now, which wants another token. */
    @Test
    void anOwnerThatHasEndedAnswersNoMore() {
        status = ControlServer.OTHER_TOKEN;
        body = Answer.refused(Message.of("cli.no-token")).json();
        meanwhile = () -> ControlFile.delete(home.path());
        assertThat(ask()).isEqualTo(Answer.refused(Message.text("nobody is there")));
    }

    @Test
    void whoIsThereAndWantsAnotherTokenIsNamed() {
        status = ControlServer.OTHER_TOKEN;
        assertThatThrownBy(this::ask).isInstanceOf(HomeInUse.class).hasMessageContaining("(status 403)");
    }

    @Test
    void whoDoesNotAnswerIsNamed() {
        meanwhile = () -> {
            throw new IllegalStateException("the connection is dropped");
        };
        assertThatThrownBy(this::ask).isInstanceOf(HomeInUse.class).hasMessageContaining("does not answer");
    }
}
