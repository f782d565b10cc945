package io.qianhu.dyvms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class V3SignerTest {
    private static final AccessKey KEY = new AccessKey("testid", "testsecret", null);
    private static final String EMPTY_HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /** The worked example of the vendor's page on the V3 signature. */
    @Test
    void givesThePublishedSignature() {
        Map<String, String> query =
                Map.of("ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd", "RegionId", "cn-shanghai");
        Map<String, String> headers = Map.of(
                "host", "ecs.cn-shanghai.aliyuncs.com",
                "x-acs-action", "RunInstances",
                "x-acs-version", "2014-05-26",
                "x-acs-date", "2023-10-26T10:22:32Z",
                "x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d",
                "x-acs-content-sha256", EMPTY_HASH);

        assertThat(hash(V3Signer.canonicalRequest("POST", query, headers)))
                .isEqualTo("7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259");
        assertThat(new V3Signer(new AccessKey("YourAccessKeyId", "YourAccessKeySecret", null))
                        .authorization("POST", query, headers))
                .isEqualTo("ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;"
                        + "x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,"
                        + "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");
    }

    @Test
    void signsParametersInTheQuery() {
        Map<String, String> headers = ownHeaders(EMPTY_HASH);

        assertThat(PercentEncoding.canonicalQuery(ownParameters()))
                .isEqualTo("Caller=13700000000%2C13700000001&DialogId=1234567&NumberStatusIdent=true&RetryType=1"
                        + "&TaskName=%E6%89%B9%E9%87%8F%20%E4%BB%BB%E5%8A%A1%2A~%E6%B5%8B%E8%AF%95%2B1");
        assertThat(hash(V3Signer.canonicalRequest("POST", ownParameters(), headers)))
                .isEqualTo("1d7ccdc993f9b57ce6bd820309c7a1ce3083ef71549a012dc1f4bf1e1d8adbe4");
        assertThat(new V3Signer(KEY).authorization("POST", ownParameters(), headers))
                .endsWith("Signature=06b62a6b27524e3f5a59b244fc9376b1ff00c6532046fc35e65f5f140445f46d");
    }

    @Test
    void signsParametersInTheBody() {
        String body = PercentEncoding.form(ownParameters());
        assertThat(body)
                .isEqualTo("TaskName=%E6%89%B9%E9%87%8F+%E4%BB%BB%E5%8A%A1*%7E%E6%B5%8B%E8%AF%95%2B1"
                        + "&Caller=13700000000%2C13700000001&DialogId=1234567&RetryType=1&NumberStatusIdent=true");
        Map<String, String> headers = ownHeaders(hash(body));
        headers.put("Content-Type", "application/x-www-form-urlencoded");

        assertThat(hash(V3Signer.canonicalRequest("POST", Map.of(), headers)))
                .isEqualTo("28a617720d6055f00a40df41875ac878cf5b0112a216811fa5a37a14f45c5ae2");
        assertThat(new V3Signer(KEY).authorization("POST", Map.of(), headers))
                .endsWith("Signature=dd205dc9ed66ced3e53ecc05428ef37b91a703ab7ec2ace2deaef8d69106f197");
    }

    @Test
    void refusesToSignWithoutTheHashOfTheBody() {
        assertThatThrownBy(() -> V3Signer.canonicalRequest("POST", Map.of(), Map.of("host", "h")))
                .hasMessageContaining("x-acs-content-sha256");
    }

    private static Map<String, String> ownParameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("TaskName", "批量 任务*~测试+1");
        parameters.put("Caller", "13700000000,13700000001");
        parameters.put("DialogId", "1234567");
        parameters.put("RetryType", "1");
        parameters.put("NumberStatusIdent", "true");
        return parameters;
    }

    private static Map<String, String> ownHeaders(String contentHash) {
        return new TreeMap<>(Map.of(
                "host", "dyvmsapi.aliyuncs.com",
                "x-acs-action", "CreateRobotTask",
                "x-acs-version", "2017-05-25",
                "x-acs-date", "2026-01-02T03:04:05Z",
                "x-acs-signature-nonce", "00000000000000000000000000000001",
                "x-acs-content-sha256", contentHash));
    }

    private static String hash(String text) {
        return V3Signer.sha256Hex(text.getBytes(UTF_8));
    }
}
