package io.qianhu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.dyvmsapi20170525.Client;
import com.aliyun.dyvmsapi20170525.models.CreateRobotTaskRequest;
import com.aliyun.dyvmsapi20170525.models.CreateRobotTaskResponseBody;
import com.aliyun.dyvmsapi20170525.models.QueryRobotTaskListRequest;
import com.aliyun.dyvmsapi20170525.models.QueryRobotTaskListResponseBody;
import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.models.Config;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The vendor's own Java client works against the sandbox: with ACS3-HMAC-SHA256, and as "v2" with HMAC-SHA1. */
class OfficialSdkTest {
    private static final String NAME = "春季 回访*~+1";

    @ParameterizedTest
    @ValueSource(strings = {"ACS3-HMAC-SHA256", "v2"})
    void createsATaskOfAThousandCalleesAndListsIt(String algorithm) throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.defaults())) {
            Client client = client(sandbox, algorithm, "sandbox-secret");

            CreateRobotTaskResponseBody created = client.createRobotTask(task()).getBody();
            assertThat(created.getCode()).isEqualTo("OK");
            assertThat(created.getMessage()).isEqualTo("OK");
            assertThat(created.getRequestId()).matches("[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}");
            assertThat(created.getData()).matches("[0-9]{10}");

            QueryRobotTaskListResponseBody listed = client.queryRobotTaskList(
                            new QueryRobotTaskListRequest().setTaskName(NAME).setPageNo(1))
                    .getBody();
            assertThat(listed.getTotalCount()).isEqualTo("1");
            JsonNode row = JsonMapper.shared().readTree(listed.getData()).required(0);
            assertThat(row.required("id").asString()).isEqualTo(created.getData());
            assertThat(row.required("taskName").stringValue()).isEqualTo(NAME);
            assertThat(row.required("totalCount").intValue()).isEqualTo(1000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACS3-HMAC-SHA256", "v2"})
    void isRefusedWithAWrongSecretAndHearsNoNumber(String algorithm) throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.defaults())) {
            Client client = client(sandbox, algorithm, "wrong");
            assertThatThrownBy(() -> client.createRobotTask(task()))
                    .isInstanceOfSatisfying(TeaException.class, refused -> {
                        assertThat(refused.getCode()).isEqualTo("SignatureDoesNotMatch");
                        assertThat(refused.getStatusCode()).isEqualTo(400);
                        assertThat(refused.getMessage()).doesNotContain("137000");
                    });
            assertThat(sandbox.taskCount()).isZero();
        }
    }

    private static CreateRobotTaskRequest task() {
        return new CreateRobotTaskRequest()
                .setTaskName(NAME)
                .setDialogId(1234567L)
                .setCaller(IntStream.range(0, 1000)
                        .mapToObj(i -> Long.toString(13700000000L + i))
                        .collect(Collectors.joining(",")))
                .setCorpName("某某公司")
                .setNumberStatusIdent(true)
                .setIsSelfLine(false)
                .setRetryType(1)
                .setRecallTimes(1)
                .setRecallInterval(5)
                .setRecallStateCodes("200010,200011");
    }

    private static Client client(Sandbox sandbox, String algorithm, String secret) throws Exception {
        return new Client(new Config()
                .setAccessKeyId("sandbox")
                .setAccessKeySecret(secret)
                .setEndpoint(sandbox.endpoint().getAuthority())
                .setProtocol("HTTP")
                .setSignatureAlgorithm(algorithm)
                .setConnectTimeout(5_000)
                .setReadTimeout(10_000));
    }
}
