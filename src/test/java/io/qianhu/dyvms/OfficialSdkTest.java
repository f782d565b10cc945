package io.qianhu.dyvms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.dyvmsapi20170525.Client;
import com.aliyun.dyvmsapi20170525.models.CreateRobotTaskRequest;
import com.aliyun.teaopenapi.models.Config;
import java.net.URLDecoder;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The official SDK is the yardstick: for what it sends, our signer gives the signature that it gave. */
class OfficialSdkTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "an-sts-token/+=")
    void theSdksHeadersGetTheSdksSignature(String token) throws Exception {
        try (RawServer server = new RawServer(RawServer.json(200, Fixtures.CREATED))) {
            send(server, token);

            RawServer.Request request = server.received().get(0);
            String authorization = request.headers().getOrDefault("authorization", "");
            Map<String, String> signed = request.headers().entrySet().stream()
                    .filter(header -> authorization
                            .replaceAll(".*SignedHeaders=|,Signature=.*", ";")
                            .contains(";" + header.getKey() + ";"))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            assertThat(signed).containsKeys("host", "x-acs-credentials-provider");
            assertThat(new V3Signer(Fixtures.KEY).authorization("POST", query(request), signed))
                    .isEqualTo(authorization);
        }
    }

    /** Parameters in the query and headers, but for those that differ from send to send or name the sender. */
    @Test
    void ourRequestInTheQueryIsTheSdksRequest() throws Exception {
        try (RawServer server = new RawServer(RawServer.json(200, Fixtures.CREATED))) {
            send(server, "token");
            AccessKeys keys = () -> new AccessKey("testid", "testsecret", "token");
            new DyvmsGateway(
                            Fixtures.settings(server.uri(), ParametersIn.QUERY),
                            keys,
                            InstantSource.fixed(Fixtures.NOW))
                    .prepare(Fixtures.task("批量 任务*~测试+1", 2))
                    .send()
                    .join();

            RawServer.Request theirs = server.received().get(0);
            RawServer.Request ours = server.received().get(1);
            assertThat(query(ours)).isEqualTo(query(theirs));
            assertThat(lasting(ours)).isEqualTo(lasting(theirs));
        }
    }

    private static void send(RawServer server, String token) throws Exception {
        Config config = new Config()
                .setAccessKeyId("testid")
                .setAccessKeySecret("testsecret")
                .setSecurityToken(token)
                .setProtocol("HTTP")
                .setEndpoint(server.uri().getAuthority());
        new Client(config)
                .createRobotTask(new CreateRobotTaskRequest()
                        .setTaskName("批量 任务*~测试+1")
                        .setDialogId(1234567L)
                        .setCaller("13800138000,13800138001")
                        .setCorpName("某某公司")
                        .setNumberStatusIdent(true)
                        .setIsSelfLine(false)
                        .setRetryType(0));
    }

    private static Map<String, String> lasting(RawServer.Request request) {
        Map<String, String> headers = new TreeMap<>(request.headers());
        headers.keySet()
                .retainAll(headers.keySet().stream()
                        .filter(name -> name.equals("host") || name.equals("accept") || name.startsWith("x-acs-"))
                        .toList());
        headers.remove("x-acs-date");
        headers.remove("x-acs-signature-nonce");
        headers.remove("x-acs-credentials-provider");
        return headers;
    }

    private static Map<String, String> query(RawServer.Request request) {
        String query = request.target().substring(request.target().indexOf('?') + 1);
        Map<String, String> parameters = new TreeMap<>();
        for (String parameter : query.split("&", -1)) {
            String[] parts = parameter.split("=", 2);
            parameters.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
        }
        return parameters;
    }
}
