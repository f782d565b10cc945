package io.qianhu.dyvms;

import static io.qianhu.dyvms.RawServer.answer;
import static io.qianhu.dyvms.RawServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.qianhu.dyvms.Lookup.ListedTask;
import io.qianhu.message.Message;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class TaskSearchTest {
    private static final Instant NOON = Instant.parse("2026-01-02T04:00:00Z");
    private static final String EMPTY = "{\"Code\":\"OK\",\"Data\":[],\"TotalCount\":0}";

    @Test
    void findsTheTaskOfExactlyThatName() throws IOException {
        String data = "[{\"id\":1,\"taskName\":\"t-10\"},{\"id\":1045001,\"taskName\":\"t-1\",\"status\":\"INIT\","
                + "\"createTime\":\"2019.06.14 14:55:23\",\"totalCount\":1000},{\"id\":3,\"taskName\":null}]";
        try (RawServer server = new RawServer(page(data, "\"3\""))) {
            assertThat(tasks(find(server, NOON, NOON)))
                    .containsExactly(
                            new ListedTask("1045001", "t-1", "INIT", Instant.parse("2019-06-14T06:55:23Z"), 1_000));
            assertThat(server.received()).singleElement().satisfies(request -> {
                assertThat(request.headers()).containsEntry("x-acs-action", "QueryRobotTaskList");
                assertThat(request.body()).isEqualTo("TaskName=t-1&Time=2026-01-02&PageNo=1&PageSize=100");
            });
        }
    }

    @Test
    void takesEveryValueAsTextTooAndARealArray() throws IOException {
        String entry =
                "{\"id\":\"7\",\"taskName\":\"t-1\",\"createTime\":\"2019-06-14 14:55:23\",\"totalCount\":\"9\"}";
        try (RawServer server =
                new RawServer(json(200, "{\"code\":\"OK\",\"data\":[" + entry + "],\"totalCount\":1}"))) {
            assertThat(tasks(find(server, NOON, NOON)))
                    .containsExactly(new ListedTask("7", "t-1", "", Instant.parse("2019-06-14T06:55:23Z"), 9));
        }
    }

    @Test
    void whatIsLeftOutIsUnknown() throws IOException {
        try (RawServer server = new RawServer(page("[{\"id\":7,\"taskName\":\"t-1\",\"createTime\":\"soon\"}]", "1"))) {
            assertThat(tasks(find(server, NOON, NOON))).containsExactly(new ListedTask("7", "t-1", "", null, -1));
        }
    }

    /** The server may cap the page size, so a short page is not the last one. */
    @Test
    void readsAllPagesAndMergesById() throws IOException {
        try (RawServer server =
                new RawServer(page(tasks(1, 2), "\"5\""), page(tasks(2, 2), "\"5\""), page(tasks(4, 2), "\"5\""))) {
            assertThat(ids(find(server, NOON, NOON))).containsExactly("1", "2", "3", "4", "5");
            assertThat(server.received())
                    .extracting(RawServer.Request::body)
                    .map(body -> body.replaceAll(".*(PageNo=\\d+).*", "$1"))
                    .containsExactly("PageNo=1", "PageNo=2", "PageNo=3");
        }
    }

    @Test
    void withoutATotalTheListEndsAtAnEmptyPage() throws IOException {
        try (RawServer server = new RawServer(page(tasks(1, 1), "null"), page("[]", "null"))) {
            assertThat(ids(find(server, NOON, NOON))).containsExactly("1");
            assertThat(server.received()).hasSize(2);
        }
    }

    /** As a query without any task is answered; with a total that is not reached yet it would contradict that. */
    @Test
    void withoutATotalTheListEndsAtNoSuchDataToo() throws IOException {
        RawServer.Play noSuchData = json(400, "{\"Code\":\"100008.0\",\"Message\":\"data does not exist\"}");
        try (RawServer server = new RawServer(page(tasks(1, 1), "null"), noSuchData)) {
            assertThat(ids(find(server, NOON, NOON))).containsExactly("1");
        }
        RawServer.Play first = page(others(1, 2), "null");
        try (RawServer server = new RawServer(first, noSuchData, first, noSuchData)) {
            assertThat(tasks(find(server, NOON, NOON))).isEmpty();
            assertThat(server.received()).as("read twice").hasSize(4);
        }
        try (RawServer server = new RawServer(page(others(1, 2), "3"), noSuchData)) {
            assertNotAnswered(find(server, NOON, NOON), "qianhu.NoList", false);
        }
    }

    @Test
    void eachRequestWaitsForItsTurn() throws IOException {
        AtomicInteger turns = new AtomicInteger();
        LookupPace pace = new LookupPace() {
            @Override
            void await() {
                turns.incrementAndGet();
            }
        };
        RawServer.Play first = page(others(1, 2), "3");
        RawServer.Play second = page(others(3), "3");
        try (RawServer server = new RawServer(first, second, first, second)) {
            DyvmsGateway gateway = new DyvmsGateway(
                    Fixtures.settings(server.uri()), () -> Fixtures.KEY, InstantSource.fixed(NOON), null, pace);
            gateway.find("t-1", NOON, NOON);
            assertThat(server.received()).hasSize(4);
            assertThat(turns).hasValue(4);
        }
    }

    @Test
    void asksForEachBeijingDate() throws IOException {
        Instant beforeMidnight = Instant.parse("2026-01-02T15:59:59Z");
        Instant afterMidnight = Instant.parse("2026-01-02T16:00:00Z");
        try (RawServer server = new RawServer(page("[]", "0"), page(tasks(8, 1), "1"))) {
            assertThat(ids(find(server, beforeMidnight, afterMidnight))).containsExactly("8");
            assertThat(server.received())
                    .extracting(RawServer.Request::body)
                    .map(body -> body.replaceAll(".*Time=([-0-9]+).*", "$1"))
                    .containsExactly("2026-01-02", "2026-01-03");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"Code\":\"OK\",\"TotalCount\":\"0\"}'",
        "'{\"Code\":\"OK\",\"Data\":\"[]\",\"TotalCount\":\"0\"}'",
        "'{\"Code\":\"OK\",\"Data\":[]}'",
        "'{\"Code\":\"100008.0\",\"Message\":\"data does not exist\"}'"
    })
    void knowsNoTask(String body) throws IOException {
        try (RawServer server = new RawServer(json(200, body))) {
            assertThat(tasks(find(server, NOON, NOON))).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, Throttling.User, false",
        "500, InternalError, false",
        "503, isv.OUT_OF_SERVICE, false",
        "200, isv.VOICE_ROBOT_NOT_PERIOD, false",
        "400, SignatureNonceUsed, false",
        "400, isv.AMOUNT_NOT_ENOUGH, true",
        "404, InvalidAccessKeyId.NotFound, true",
        "403, Forbidden.RAM, true",
        "400, isv.SOMETHING_NEW, true",
        "400, isv.INVALID_PARAMETERS, true"
    })
    void aRefusalIsNoAnswer(int status, String code, boolean stop) throws IOException {
        try (RawServer server = new RawServer(json(status, "{\"Code\":\"" + code + "\",\"Data\":\"[]\"}"))) {
            assertNotAnswered(find(server, NOON, NOON), code, stop);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"Code\":\"OK\"}'",
        "'{\"Code\":\"OK\",\"Data\":\"[{\"}'",
        "'{\"Code\":\"OK\",\"Data\":\"{}\"}'",
        "'{\"Code\":\"OK\",\"Data\":[{\"taskName\":\"t-1\"}]}'",
        "'{\"Code\":\"OK\",\"Data\":[],\"TotalCount\":1}'",
        "'{\"Code\":\"OK\",\"Data\":[{\"id\":1,\"taskName\":\"t-1\"}]}'"
    })
    void aListThatCannotBeReliedOnIsNoAnswer(String body) throws IOException {
        try (RawServer server = new RawServer(json(200, body))) {
            assertNotAnswered(find(server, NOON, NOON), "qianhu.NoList", false);
            assertThat(server.received()).hasSizeLessThanOrEqualTo(TaskSearch.MAX_PAGES);
        }
    }

    /** Each of these may have moved or lost the task that was looked for while the pages were turned. */
    static Stream<Arguments> listsThatContradictThemselves() {
        return Stream.of(
                arguments("rows and no total", List.of(page(others(1), "0"))),
                arguments("more rows than the total", List.of(page(others(1, 2), "1"))),
                arguments("one task on two pages", List.of(page(others(1, 2), "3"), page(others(2, 3), "3"))),
                arguments("one task twice on a page", List.of(page(others(1, 1, 2), "2"))),
                arguments("the list shrinks", List.of(page(others(1, 2), "4"), page(others(3), "3"))),
                arguments("the list grows", List.of(page(others(1, 2), "3"), page(others(3, 4), "4"))),
                arguments("the total comes late", List.of(page(others(1, 2), "null"), page(others(3), "3"))),
                arguments("a task without a name", List.of(page("[{\"id\":1}]", "1"))),
                arguments(
                        "one removed and one added between two pages",
                        List.of(
                                page(others(1, 2), "4"), page(others(4, 5), "4"),
                                page(others(2, 3), "4"), page(others(4, 5), "4"))),
                arguments(
                        "one removed while there is no total",
                        List.of(
                                page(others(1, 2), "null"),
                                page("[]", "null"),
                                page(others(2, 3), "null"),
                                page("[]", "null"))),
                arguments("the same page again", List.of(page(others(1, 2), "4"), page(others(1, 2), "4"))),
                arguments(
                        "another page than asked for",
                        List.of(json(200, "{\"Code\":\"OK\",\"Data\":[],\"TotalCount\":0,\"PageNo\":\"2\"}"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("listsThatContradictThemselves")
    void aListThatContradictsItselfProvesNoAbsence(String how, List<RawServer.Play> pages) throws IOException {
        try (RawServer server = new RawServer(pages.toArray(RawServer.Play[]::new))) {
            assertNotAnswered(find(server, NOON, NOON), "qianhu.NoList", false);
        }
    }

    @Test
    void aListOfSeveralPagesThatStaysTheSameProvesAbsence() throws IOException {
        RawServer.Play first = page(others(1, 2), "3");
        RawServer.Play second = page(others(3), "3");
        try (RawServer server = new RawServer(first, second, first, second)) {
            assertThat(tasks(find(server, NOON, NOON))).isEmpty();
            assertThat(server.received()).as("read twice").hasSize(4);
        }
    }

    @Test
    void onePageOfTheSecondDayThatFailsIsNoAnswerForBoth() throws IOException {
        Instant midnight = Instant.parse("2026-01-02T16:00:00Z");
        try (RawServer server = new RawServer(page("[]", "0"), json(500, "{\"Code\":\"InternalError\"}"))) {
            assertNotAnswered(find(server, midnight.minusSeconds(1), midnight), "InternalError", false);
        }
    }

    // The service's clock

    @Test
    void theDateOfTheFirstPageIsTheServicesClock() throws IOException {
        try (RawServer server = new RawServer(
                dated("Fri, 02 Jan 2026 03:04:10 GMT", "1"), dated("Fri, 02 Jan 2026 03:05:00 GMT", "1"))) {
            Lookup.Listed listed = (Lookup.Listed) find(server, NOON.minusSeconds(86_400), NOON);

            assertThat(listed.dated()).isTrue();
            assertThat(listed.serverTime())
                    .isBetween(Instant.parse("2026-01-02T03:04:05Z"), Instant.parse("2026-01-02T03:04:10Z"));
        }
    }

    /** It may have looked right after the question came and have dated the answer when it left. */
    @Test
    void theTimeThatTheAnswerTookIsNotCounted() throws IOException {
        RawServer.Play late = (socket, server) -> {
            server.pause(700);
            dated("Fri, 02 Jan 2026 03:04:10 GMT", "0").on(socket, server);
        };
        try (RawServer server = new RawServer(late)) {
            assertThat(((Lookup.Listed) find(server, NOON, NOON)).serverTime())
                    .isBeforeOrEqualTo(Instant.parse("2026-01-02T03:04:09.300Z"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Date: \r\n",
                "Date: 2026-01-02T03:04:10Z\r\n",
                "Date: Fri, 02 Jan 2026 03:04:10\r\n",
                "Date: Thu, 02 Jan 2026 03:04:10 GMT\r\n",
                "Date: Sat, 31 Feb 2026 03:04:10 GMT\r\n",
                "Date: Fri, 02 Jan 2026 03:04:10 GMT\r\nDate: Fri, 02 Jan 2026 03:04:11 GMT\r\n",
                "Date: Fri, 02 Jan 2026 02:33:04 GMT\r\n",
                "Date: Fri, 02 Jan 2026 03:35:45 GMT\r\n",
                "Date: Sat, 02 Jan 2027 03:04:10 GMT\r\n"
            })
    void withoutADateThatCanBeTheServicesTheQuestionsOwnTimestampIsTheBound(String header) throws IOException {
        try (RawServer server = new RawServer(answer(200, header, EMPTY))) {
            assertThat(find(server, NOON, NOON))
                    .isEqualTo(new Lookup.Listed(List.of(), Instant.parse("2026-01-02T02:33:05Z"), false));
        }
    }

    private static RawServer.Play dated(String date, String totalCount) {
        return answer(
                200,
                "Date: " + date + "\r\n",
                totalCount.equals("0")
                        ? EMPTY
                        : EMPTY.replace("[]", tasks(7, 1)).replace(":0", ":1"));
    }

    @Test
    void neitherIsARedirectNorABrokenConnection() throws IOException {
        try (RawServer redirect = new RawServer(answer(302, "Location: /\r\n", ""));
                RawServer reset = new RawServer(RawServer.reset())) {
            assertNotAnswered(find(redirect, NOON, NOON), "qianhu.Redirected", true);
            assertNotAnswered(find(reset, NOON, NOON), "qianhu.ConnectionLost", false);
        }
    }

    @Test
    void missingCredentialsAreNoAnswerEither() {
        DyvmsGateway gateway = new DyvmsGateway(
                Fixtures.settings(URI.create("http://localhost:1")),
                () -> {
                    throw new CredentialsMissing(Message.text("put a key there"));
                },
                InstantSource.fixed(NOON));

        assertNotAnswered(gateway.find("t-1", NOON, NOON), "qianhu.CredentialsMissing", true);
        assertThatThrownBy(gateway::requireCredentials).isInstanceOf(CredentialsMissing.class);
    }

    @Test
    void refusesATimeThatRunsBackwardOrForMoreThanAMonth() {
        DyvmsGateway gateway = Fixtures.gateway(Fixtures.settings(URI.create("http://localhost:1")));
        Instant monthLater = NOON.plusSeconds(31 * 86_400L);

        assertThatThrownBy(() -> gateway.find("t", monthLater, NOON)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> gateway.find("t", NOON, monthLater)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Lookup find(RawServer server, Instant from, Instant to) {
        return Fixtures.gateway(Fixtures.settings(server.uri())).find("t-1", from, to);
    }

    private static List<ListedTask> tasks(Lookup lookup) {
        return ((Lookup.Listed) lookup).tasks();
    }

    private static List<String> ids(Lookup lookup) {
        return tasks(lookup).stream().map(ListedTask::taskId).toList();
    }

    private static void assertNotAnswered(Lookup lookup, String code, boolean stop) {
        assertThat(lookup).isInstanceOfSatisfying(Lookup.NotAnswered.class, no -> {
            assertThat(no.reply().code()).isEqualTo(code);
            assertThat(no.stop()).isEqualTo(stop);
        });
    }

    /** The real API sends the list as a string that holds JSON. */
    private static RawServer.Play page(String data, String totalCount) {
        String quoted = JsonMapper.shared().writeValueAsString(data);
        return json(200, "{\"Code\":\"OK\",\"Data\":" + quoted + ",\"TotalCount\":" + totalCount + "}");
    }

    private static String tasks(int firstId, int count) {
        return tasks("t-1", IntStream.range(firstId, firstId + count).toArray());
    }

    private static String others(int... ids) {
        return tasks("another", ids);
    }

    private static String tasks(String name, int... ids) {
        return JsonMapper.shared()
                .writeValueAsString(IntStream.of(ids)
                        .mapToObj(id -> Map.of("id", id, "taskName", name))
                        .toList());
    }
}
