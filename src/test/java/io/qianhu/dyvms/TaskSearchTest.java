package io.qianhu.dyvms;

import static io.qianhu.dyvms.RawServer.answer;
import static io.qianhu.dyvms.RawServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qianhu.dyvms.Lookup.ListedTask;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class TaskSearchTest {
    private static final Instant NOON = Instant.parse("2026-01-02T04:00:00Z");

    @Test
    void findsTheTaskOfExactlyThatName() throws IOException {
        String data = "[{\"id\":1,\"taskName\":\"t-10\"},{\"id\":1045001,\"taskName\":\"t-1\",\"status\":\"INIT\","
                + "\"createTime\":\"2019.06.14 14:55:23\",\"totalCount\":1000},{\"id\":3,\"taskName\":null}]";
        try (RawServer server = new RawServer(page(data, "\"3\""))) {
            assertThat(find(server, NOON, NOON))
                    .isEqualTo(new Lookup.Listed(List.of(
                            new ListedTask("1045001", "t-1", "INIT", Instant.parse("2019-06-14T06:55:23Z"), 1_000))));
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
            assertThat(find(server, NOON, NOON))
                    .isEqualTo(new Lookup.Listed(
                            List.of(new ListedTask("7", "t-1", "", Instant.parse("2019-06-14T06:55:23Z"), 9))));
        }
    }

    @Test
    void whatIsLeftOutIsUnknown() throws IOException {
        try (RawServer server = new RawServer(page("[{\"id\":7,\"taskName\":\"t-1\",\"createTime\":\"soon\"}]", "1"))) {
            assertThat(find(server, NOON, NOON))
                    .isEqualTo(new Lookup.Listed(List.of(new ListedTask("7", "t-1", "", null, -1))));
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
            assertThat(find(server, NOON, NOON)).isEqualTo(new Lookup.Listed(List.of()));
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
                    throw new CredentialsMissing("put a key there");
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

    private static List<String> ids(Lookup lookup) {
        return ((Lookup.Listed) lookup).tasks().stream().map(ListedTask::taskId).toList();
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
        return JsonMapper.shared()
                .writeValueAsString(IntStream.range(firstId, firstId + count)
                        .mapToObj(id -> Map.of("id", id, "taskName", "t-1"))
                        .toList());
    }
}
