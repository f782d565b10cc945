package io.qianhu.watch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.qianhu.dispatch.HandTicker;
import io.qianhu.report.Words;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real requests to a real server; minutes pass by hand. */
@Timeout(60)
class AlertsTest {
    private static final Duration PATIENCE = Duration.ofMillis(700);
    private static final Instant AT = Instant.parse("2026-11-22T18:00:00Z");
    private static final Words ENGLISH = Words.of(Locale.ENGLISH);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HandTicker ticker = new HandTicker();
    private final HookServer server = new HookServer();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Alerts.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listenToTheLog() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void closeAll() {
        logger.detachAppender(log);
        server.close();
    }

    @Test
    void postsAnAlertAsJson() throws InterruptedException {
        Alerts alerts = alerts(hook(HookKind.GENERIC, null));
        alerts.tell(failedRun("run r1 failed: the API has not answered"));
        alerts.postDue();
        JsonNode body = JSON.readTree(server.bodies.get(0));
        assertThat(body.propertyNames()).containsExactly("event", "campaign", "run", "text", "at", "more", "host");
        assertThat(body.path("event").asString()).isEqualTo("run-failed");
        assertThat(body.path("campaign").asString()).isEqualTo("spring");
        assertThat(body.path("text").asString()).isEqualTo("run r1 failed: the API has not answered");
        assertThat(body.path("at").asString()).isEqualTo("2026-11-22T18:00:00Z");
        assertThat(alerts.sent()).isOne();
    }

    @Test
    void signsForADingTalkRobotAndBeginsWithAWordThatCanBeItsKeyword() throws InterruptedException {
        Alerts alerts = alerts(hook(HookKind.DINGTALK, "SECexample0123456789"));
        alerts.tell(failedRun("run r1 failed"));
        alerts.postDue();
        JsonNode body = JSON.readTree(server.bodies.get(0));
        assertThat(body.path("msgtype").asString()).isEqualTo("text");
        assertThat(body.path("text").path("content").asString())
                .startsWith("Qianhu ")
                .endsWith(": run r1 failed");
        assertThat(server.queries.get(0))
                .matches("access_token=very-secret-token&timestamp=[0-9]{13}&sign=[A-Za-z0-9%]+");
        assertThat(alerts.sent()).isOne();
    }

    @Test
    void computesTheSignatureThatDingTalkDocuments() {
        // Made with the vendor's Python example.
        assertThat(Webhook.sign(1_763_805_600_000L, "SECexample0123456789"))
                .isEqualTo("D078GAFelGsA07g2LBoGWqAmJkj9p%2BR0GkM6QvjeZtA%3D");
    }

    @Test
    void takesOnlyErrcodeZeroForAYesOfDingTalk() throws InterruptedException {
        server.answers(200, "{\"errcode\":310000,\"errmsg\":\"sign not match, 13800138000\"}");
        Alerts alerts = alerts(hook(HookKind.DINGTALK, null));
        alerts.tell(failedRun("run r1 failed"));
        alerts.postDue();
        assertThat(alerts.sent()).isZero();
        assertThat(warnings()).singleElement().asString().contains("errcode 310000: sign not match, 138****8000");
        for (String wrong : List.of("", "<html>", "{}", "{\"errcode\":\"0\"}", "[]")) {
            server.answers(200, wrong);
            ticker.pass(Duration.ofMinutes(15));
            alerts.postDue();
            assertThat(alerts.sent()).as(wrong).isZero();
        }
    }

    @Test
    void triesAgainAfterAnErrorAndWarnsOnce() throws InterruptedException {
        server.answers(500, "no");
        Alerts alerts = alerts(hook(HookKind.GENERIC, null));
        alerts.tell(failedRun("run r1 failed"));
        assertThat(alerts.postDue()).isEqualTo(Duration.ofMinutes(1));
        ticker.pass(Duration.ofMinutes(1));
        assertThat(alerts.postDue()).isEqualTo(Duration.ofMinutes(5));
        assertThat(warnings()).singleElement().asString().contains("Webhook 1 (generic, 127.0.0.1)", "HTTP 500");
        server.answers(204, "");
        ticker.pass(Duration.ofMinutes(5).minusNanos(1));
        alerts.postDue();
        assertThat(server.bodies).hasSize(2);
        ticker.pass(Duration.ofNanos(1));
        alerts.postDue();
        assertThat(server.bodies).hasSize(3).containsOnly(server.bodies.get(0));
        assertThat(alerts.sent()).isOne();
        assertThat(warnings()).hasSize(1);
    }

    @Test
    void givesUpAfterTheLastTryAndCountsIt() throws InterruptedException {
        server.answers(302, "");
        Alerts alerts = alerts(hook(HookKind.GENERIC, null));
        alerts.tell(failedRun("run r1 failed"));
        alerts.postDue();
        for (int minutes : new int[] {1, 5, 15}) {
            assertThat(alerts.failed()).isZero();
            ticker.pass(Duration.ofMinutes(minutes));
            alerts.postDue();
        }
        assertThat(alerts.failed()).isOne();
        assertThat(server.bodies).hasSize(4);
    }

    @Test
    void doesNotWaitForASilentServerLongerThanItsPatience() throws InterruptedException {
        server.silent();
        assertGivesUpTheExchange();
    }

    @Test
    void doesNotWaitForABodyWithoutEnd() throws InterruptedException {
        server.trickles();
        assertGivesUpTheExchange();
    }

    private void assertGivesUpTheExchange() throws InterruptedException {
        Alerts alerts = alerts(hook(HookKind.GENERIC, null));
        alerts.tell(failedRun("run r1 failed"));
        long before = System.nanoTime();
        alerts.postDue();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
        assertThat(alerts.sent()).isZero();
        assertThat(warnings()).hasSize(1);
    }

    @Test
    void survivesAServerThatIsDownAndTellsTheOthersAllTheSame() throws InterruptedException {
        HookServer down = new HookServer();
        URI nobody = down.url();
        down.close();
        Alerts alerts = alerts(new WebhookSettings(nobody, HookKind.GENERIC, null, null), hook(HookKind.GENERIC, null));
        alerts.tell(failedRun("run r1 failed"));
        alerts.postDue();
        assertThat(server.bodies).hasSize(1);
        assertThat(warnings())
                .singleElement()
                .asString()
                .contains("Webhook 1", "ConnectException")
                .doesNotContain("token", "/robot");
    }

    @Test
    void tellsAWebhookOnlyWhatItWants() throws InterruptedException {
        Alerts alerts = alerts(
                new WebhookSettings(server.url(), HookKind.GENERIC, null, Set.of(AlertKind.STALLED, AlertKind.MISSED)));
        for (AlertKind kind : AlertKind.values()) {
            alerts.tell(new Alert(kind, "spring", "", kind.word(), AT));
        }
        alerts.postDue();
        assertThat(server.bodies).hasSize(2).allMatch(body -> body.matches(".*\"(stalled|missed)\".*"));
    }

    @Test
    void showsNeitherNumberNorTokenNorSecret() throws InterruptedException {
        server.answers(500, "");
        List<String> told = new ArrayList<>();
        Alerts alerts = alerts(hook(HookKind.DINGTALK, "SECexample0123456789"));
        alerts.tell(failedRun("line 7: \"13800138000\", url https://x/?access_token=abcdef and password=hunter2\nend"));
        alerts.postDue();
        told.addAll(server.bodies);
        log.list.forEach(event -> told.add(event.getFormattedMessage()));
        assertThat(told)
                .hasSize(2)
                .noneMatch(text -> text.contains("13800138000"))
                .noneMatch(text -> text.contains("abcdef"))
                .noneMatch(text -> text.contains("hunter2"))
                .noneMatch(text -> text.contains("very-secret-token"))
                .noneMatch(text -> text.contains("SECexample"));
        assertThat(server.bodies.get(0)).contains("138****8000").doesNotContain("\\n");
    }

    @Test
    void neverHoldsUpWhoeverTells() {
        server.silent();
        Alerts alerts = Alerts.start(
                new AlertSettings(List.of(hook(HookKind.GENERIC, null)), Duration.ofMinutes(15), 20), ENGLISH);
        long before = System.nanoTime();
        for (int i = 0; i < 10_000; i++) {
            alerts.tell(failedRun("run r" + i + " failed"));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
        assertThat(alerts.dropped()).isGreaterThanOrEqualTo(10_000 - HookQueue.MOST_WAITING - HookQueue.MOST_A_MINUTE);
        alerts.close();
    }

    @Test
    void sendsWhatWasToldJustBeforeTheEnd() {
        Alerts alerts = Alerts.start(
                new AlertSettings(List.of(hook(HookKind.GENERIC, null)), Duration.ofMinutes(15), 20), ENGLISH);
        alerts.tell(failedRun("run r1 failed"));
        alerts.close();
        Awaitility.await().until(() -> server.bodies.size() == 1);
    }

    /** All at once and none behind another, or the last words of a run would be lost behind a webhook that is down. */
    @Test
    void tellsALastWordToEveryWebhookThoughOthersAreSilent() {
        List<HookServer> silent =
                List.of(new HookServer().silent(), new HookServer().silent(), new HookServer().silent());
        List<WebhookSettings> hooks = new ArrayList<>();
        silent.forEach(one -> hooks.add(new WebhookSettings(one.url(), HookKind.GENERIC, null, null)));
        hooks.add(hook(HookKind.GENERIC, null));
        Alerts alerts = Alerts.start(new AlertSettings(hooks, Duration.ofMinutes(15), 20), ENGLISH);
        alerts.tell(failedRun("run r1 failed: line 7 has 13800138000"));
        alerts.close();
        silent.forEach(HookServer::close);

        assertThat(server.bodies).hasSize(1);
        assertThat(alerts.sent()).isOne();
        assertThat(warnings())
                .filteredOn(line -> line.contains("was not told: run r1 failed: line 7 has 138****8000"))
                .hasSize(3)
                .anyMatch(line -> line.startsWith("Webhook 1 (generic, 127.0.0.1)"))
                .anyMatch(line -> line.startsWith("Webhook 3"));
    }

    private Alerts alerts(WebhookSettings... hooks) {
        return new Alerts(List.of(hooks), ENGLISH, () -> ticker, PATIENCE);
    }

    private WebhookSettings hook(HookKind kind, @org.jspecify.annotations.Nullable String secret) {
        return new WebhookSettings(server.url(), kind, secret, EnumSet.allOf(AlertKind.class));
    }

    private List<String> warnings() {
        return log.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static Alert failedRun(String text) {
        return new Alert(AlertKind.RUN_FAILED, "spring", "r1", text, AT);
    }
}
