package io.qianhu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every parameter at its limit and one past it. */
class CreateRobotTaskTest {
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.defaults());

    @AfterEach
    void close() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource({
        "TaskName, '', OK",
        "TaskName, 三十个字三十个字三十个字三十个字三十个字三十个字三十个字三十, OK",
        "TaskName, 三十个字三十个字三十个字三十个字三十个字三十个字三十个字三十一, isv.PARAM_LENGTH_LIMIT",
        "TaskName, 😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀, OK",
        "TaskName, 'a\tb', isv.INVALID_PARAMETERS",
        "DialogId, '', MissingDialogId",
        "DialogId, 1, OK",
        "DialogId, 0, InvalidDialogId",
        "DialogId, 9223372036854775807, OK",
        "DialogId, 9223372036854775808, InvalidDialogId",
        "DialogId, robot, InvalidDialogId",
        "NumberStatusIdent, true, OK",
        "NumberStatusIdent, false, OK",
        "NumberStatusIdent, yes, InvalidNumberStatusIdent",
        "IsSelfLine, true, OK",
        "IsSelfLine, 1, InvalidIsSelfLine",
        "RetryType, 0, OK",
        "RetryType, 2, isv.INVALID_PARAMETERS",
        "RetryType, -1, isv.INVALID_PARAMETERS",
        "RetryType, x, InvalidRetryType",
        "CorpName, 某某公司, OK",
        "OwnerId, 1, OK",
        "NotInTheReference, 1, OK",
    })
    void checksEachParameter(String name, String value, String code) {
        assertThat(answerTo(request().with(name, value))).isEqualTo(code);
        assertThat(sandbox.taskCount()).isEqualTo(code.equals("OK") ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "RecallTimes, 1, OK",
        "RecallTimes, 0, isv.INVALID_PARAMETERS",
        "RecallTimes, 1.5, InvalidRecallTimes",
        "RecallTimes, '', MissingRecallTimes",
        "RecallInterval, 1, isv.INVALID_PARAMETERS",
        "RecallInterval, 2, OK",
        "RecallInterval, 30, OK",
        "RecallInterval, 31, isv.INVALID_PARAMETERS",
        "RecallInterval, '', MissingRecallInterval",
        "RecallStateCodes, '200002,200003,200005,200010,200011,200012', OK",
        "RecallStateCodes, '200010,', isv.INVALID_PARAMETERS",
        "RecallStateCodes, 200004, isv.INVALID_PARAMETERS",
        "RecallStateCodes, '', MissingRecallStateCodes",
    })
    void checksTheRecall(String name, String value, String code) {
        SignedRequest recalled = request()
                .with("RetryType", "1")
                .with("RecallTimes", "1")
                .with("RecallInterval", "5")
                .with("RecallStateCodes", "200010,200011");
        assertThat(answerTo(recalled.with(name, value))).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"1,OK", "1000,OK", "1001,isv.VOICE_ROBOT_CALLEE_LIMIT"})
    void takesAThousandCallees(int count, String code) {
        assertThat(answerTo(request().with("Caller", callees(count)))).isEqualTo(code);
    }

    @Test
    void needsCallees() {
        assertThat(answerTo(request().without("Caller"))).isEqualTo("MissingCaller");
        assertThat(answerTo(request().with("Caller", ""))).isEqualTo("MissingCaller");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "13000000000",
                "19900000000",
                "01012345678",
                "057112345678",
                "05711234567",
                "13000000000,01012345678"
            })
    void takesMobilesAndLandlines(String caller) {
        assertThat(answerTo(request().with("Caller", caller))).isEqualTo("OK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1300000000",
                "130000000000",
                "12000000000",
                "+8613000000000",
                "8613000000000",
                "130-0000-0000",
                "１３０００００００００",
                "0571-12345678",
                "057112345",
                "0571123456789",
                "4008001234",
                "13000000000,",
                ",13000000000",
                "13000000000,,13000000001",
                "13000000000 ,13000000001",
                "13000000000;13000000001",
            })
    void refusesOtherNumbersWithoutQuotingThem(String caller) {
        Reply reply = Reply.to(request().with("Caller", caller).v3(sandbox.endpoint()));
        assertThat(reply.code()).isEqualTo("isv.MOBILE_NUMBER_ILLEGAL");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("Message")).doesNotContainPattern("[0-9]{5}");
    }

    @Test
    void givesEveryOneOfAHundredConcurrentCreatesItsOwnId() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(100);
        try {
            List<Future<String>> answers = IntStream.range(0, 100)
                    .mapToObj(i -> clients.submit(
                            () -> Reply.to(request().v3(sandbox.endpoint())).text("Data")))
                    .toList();
            Set<String> ids = new HashSet<>();
            for (Future<String> answer : answers) {
                ids.add(answer.get());
            }
            assertThat(ids).hasSize(100);
            assertThat(sandbox.taskCount()).isEqualTo(100);
            assertThat(sandbox.createsReceived()).isEqualTo(100);
        } finally {
            clients.shutdown();
        }
    }

    static String callees(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Long.toString(13800000000L + i))
                .collect(Collectors.joining(","));
    }

    private static SignedRequest request() {
        return SignedRequest.create(Instant.now());
    }

    private String answerTo(SignedRequest request) {
        return Reply.to(request.v3(sandbox.endpoint())).code();
    }
}
