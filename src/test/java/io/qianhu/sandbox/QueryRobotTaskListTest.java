package io.qianhu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a query shows; in Beijing the clock starts one second before midnight. */
class QueryRobotTaskListTest {
    private final HandMovedClock clock = new HandMovedClock("2026-01-02T15:59:59Z");
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.of(Map.of("faults.late-visibility", "45s")), clock);

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void showsATaskWithTheFieldsOfTheApi() {
        create("春季回访-0001");
        clock.move(Duration.ofSeconds(45));
        Reply reply = list(Map.of());
        assertThat(List.of(reply.code(), reply.text("Message"), reply.text("PageNo"), reply.text("PageSize")))
                .containsExactly("OK", "OK", "1", "20");
        assertThat(reply.text("TotalCount")).isEqualTo("1");
        assertThat(reply.text("Data"))
                .isEqualTo("[{\"id\":4001000001,\"taskName\":\"春季回访-0001\",\"robotId\":1234567,"
                        + "\"robotName\":\"sandbox\",\"status\":\"EXCUTING\",\"scheduleType\":\"SINGLE\","
                        + "\"createTime\":\"2026.01.02 23:59:59\",\"fireTime\":\"2026.01.02 23:59:59\","
                        + "\"totalCount\":2,\"finishCount\":0}]");
    }

    @Test
    void showsATaskOnlyAfterTheLateVisibility() {
        create("t");
        clock.move(Duration.ofMillis(44_999));
        assertThat(names(Map.of())).isEmpty();
        clock.move(Duration.ofMillis(1));
        assertThat(names(Map.of())).containsExactly("t");
        assertThat(sandbox.lookupsReceived()).isEqualTo(2);
    }

    @Test
    void finishesATaskAfterAMinute() {
        create("t");
        clock.move(Duration.ofMillis(59_999));
        assertThat(names(Map.of("Status", "EXCUTING"))).containsExactly("t");
        clock.move(Duration.ofMillis(1));
        assertThat(names(Map.of("Status", "EXCUTING"))).isEmpty();
        JsonNode row = rows(list(Map.of("Status", "FINISH"))).required(0);
        assertThat(row.required("finishCount").intValue()).isEqualTo(2);
        assertThat(row.required("completeTime").stringValue()).isEqualTo("2026.01.03 00:00:59");
    }

    @Test
    void findsAnyPartOfAName() {
        create("r7-0001");
        create("r7-0001-2");
        create("r8-0001");
        clock.move(Duration.ofMinutes(1));
        assertThat(names(Map.of("TaskName", "r7-0001"))).containsExactly("r7-0001-2", "r7-0001");
        assertThat(names(Map.of("TaskName", "R7"))).isEmpty();
    }

    @Test
    void findsTheDayOfCreationInBeijing() {
        create("before midnight");
        clock.move(Duration.ofSeconds(1));
        create("after midnight");
        clock.move(Duration.ofMinutes(1));
        assertThat(names(Map.of("Time", "2026-01-02"))).containsExactly("before midnight");
        assertThat(names(Map.of("Time", "2026-01-03"))).containsExactly("after midnight");
    }

    @Test
    void pages() {
        for (int i = 1; i <= 5; i++) {
            create("t" + i);
        }
        clock.move(Duration.ofMinutes(1));
        assertThat(names(Map.of("PageSize", "2"))).containsExactly("t5", "t4");
        assertThat(names(Map.of("PageSize", "2", "PageNo", "3"))).containsExactly("t1");
        assertThat(names(Map.of("PageSize", "2", "PageNo", "4"))).isEmpty();
        assertThat(list(Map.of("PageSize", "2", "PageNo", "4")).text("TotalCount"))
                .isEqualTo("5");
    }

    @ParameterizedTest
    @CsvSource({
        "PageNo, 0, isv.INVALID_PARAMETERS",
        "PageNo, x, InvalidPageNo",
        "PageSize, 0, isv.INVALID_PARAMETERS",
        "PageSize, 1, OK",
        "PageSize, 100, OK",
        "PageSize, 101, isv.INVALID_PARAMETERS",
        "Status, FINISH, OK",
        "Status, EXECUTING, isv.INVALID_PARAMETERS",
        "Time, 2026-02-28, OK",
        "Time, 2026-02-30, InvalidParameter.date",
        "Time, 2026.01.02, InvalidParameter.date",
    })
    void checksEachParameter(String name, String value, String code) {
        assertThat(list(Map.of(name, value)).code()).isEqualTo(code);
    }

    private void create(String name) {
        SignedRequest request = SignedRequest.create(clock.instant()).with("TaskName", name);
        assertThat(Reply.to(request.v3(sandbox.endpoint())).code()).isEqualTo("OK");
    }

    private Reply list(Map<String, String> parameters) {
        SignedRequest request = SignedRequest.list(clock.instant());
        request.parameters.putAll(parameters);
        return Reply.to(request.v3(sandbox.endpoint()));
    }

    private List<String> names(Map<String, String> parameters) {
        return rows(list(parameters))
                .valueStream()
                .map(row -> row.required("taskName").stringValue())
                .toList();
    }

    private static JsonNode rows(Reply reply) {
        return JsonMapper.shared().readTree(reply.text("Data"));
    }
}
