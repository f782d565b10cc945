package io.qianhu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Signatures that the vendor has published, or that were computed with the official SDK's own functions. */
class SignatureVectorsTest {
    private static final Map<String, String> TASK = Map.of(
            "TaskName", "批量 任务*~测试+1",
            "DialogId", "1234567",
            "Caller", "13700000000,13700000001",
            "NumberStatusIdent", "true",
            "RetryType", "1");
    private static final String EMPTY_BODY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @Test
    void rpcOfTheVoiceServicePage() {
        String parameters = "AccessKeyId=testId&Action=SingleCallByTts&CalledNumber=13000000000"
                + "&CalledShowNumber=057112345678&Format=XML&OutId=123&RegionId=cn-hangzhou"
                + "&SignatureMethod=HMAC-SHA1&SignatureNonce=f7d2d4ef-6d5f-4da4-86ed-88e001a66abb"
                + "&SignatureVersion=1.0&Timestamp=2017-09-28T14:31:56Z&TtsCode=TTS_0000000"
                + "&TtsParam={\"code\":\"1234\",\"product\":\"test\"}&Version=2017-05-25&Signature=ignored";
        String toSign = RpcSignature.stringToSign("GET", split(parameters));
        assertThat(toSign)
                .isEqualTo("GET&%2F&AccessKeyId%3DtestId%26Action%3DSingleCallByTts%26CalledNumber%3D13000000000"
                        + "%26CalledShowNumber%3D057112345678%26Format%3DXML%26OutId%3D123%26RegionId%3Dcn-hangzhou"
                        + "%26SignatureMethod%3DHMAC-SHA1%26SignatureNonce%3Df7d2d4ef-6d5f-4da4-86ed-88e001a66abb"
                        + "%26SignatureVersion%3D1.0%26Timestamp%3D2017-09-28T14%253A31%253A56Z"
                        + "%26TtsCode%3DTTS_0000000%26TtsParam%3D%257B%2522code%2522%253A%25221234%2522%252C"
                        + "%2522product%2522%253A%2522test%2522%257D%26Version%3D2017-05-25");
        assertThat(RpcSignature.sign(toSign, "testSecret")).isEqualTo("aMfgrx8DLS7vLfpeR1c2rrKLr0Q=");
    }

    @Test
    void rpcOfTheComputeServicePage() {
        String common = "AccessKeyId=testid&Action=DescribeRegions&Format=XML&SignatureMethod=HMAC-SHA1"
                + "&SignatureNonce=3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf&SignatureVersion=1.0&Version=2014-05-26";
        assertThat(rpc("GET", split(common + "&TimeStamp=2016-02-23T12:46:24Z"), "testsecret"))
                .isEqualTo("CT9X0VtwR86fNWSnsc6v8YGOjuE=");
        assertThat(rpc("GET", split(common + "&Timestamp=2016-02-23T12:46:24Z"), "testsecret"))
                .isEqualTo("OLeaidS1JvxuMvnyHOwuJ+uX5qY=");
    }

    @Test
    void rpcOfTheShortMessagePage() {
        String parameters = "AccessKeyId=testId&Action=SendSms&Format=XML&OutId=123&PhoneNumbers=15300000001"
                + "&RegionId=cn-hangzhou&SignName=阿里云短信测试专用&SignatureMethod=HMAC-SHA1"
                + "&SignatureNonce=45e25e9b-0a6f-4070-8c85-2956eda1b466&SignatureVersion=1.0"
                + "&TemplateCode=SMS_71390007&TemplateParam={\"customer\":\"test\"}"
                + "&Timestamp=2017-07-12T02:42:19Z&Version=2017-05-25";
        assertThat(rpc("GET", split(parameters), "testSecret")).isEqualTo("zJDF+Lrzhj/ThnlvIToysFRq6t4=");
    }

    @Test
    void rpcOfARobotTaskByBothMethods() {
        Map<String, String> parameters = new HashMap<>(TASK);
        parameters.putAll(split("Action=CreateRobotTask&Version=2017-05-25&Format=JSON&AccessKeyId=testid"
                + "&SignatureMethod=HMAC-SHA1&SignatureVersion=1.0"
                + "&SignatureNonce=00000000000000000000000000000001&Timestamp=2026-01-02T03:04:05Z"));
        assertThat(rpc("POST", parameters, "testsecret")).isEqualTo("FnjChSbS3t9xj6nJv973z3oOf5k=");
        assertThat(rpc("GET", parameters, "testsecret")).isEqualTo("qjrzjyK7vgWCupujwIEx0kWVen4=");
    }

    @Test
    void acsOfTheVendorsWorkedExample() {
        Map<String, String> query =
                Map.of("ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd", "RegionId", "cn-shanghai");
        SortedMap<String, String> headers = headers(
                "ecs.cn-shanghai.aliyuncs.com",
                "RunInstances",
                "2014-05-26",
                "2023-10-26T10:22:32Z",
                "3156853299f313e23d1673dc12e1703d",
                EMPTY_BODY);
        String canonical = AcsSignature.canonicalRequest("POST", query, headers, EMPTY_BODY);
        assertThat(Digests.sha256(canonical))
                .isEqualTo("7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259");
        assertThat(AcsSignature.sign(AcsSignature.stringToSign(canonical), "YourAccessKeySecret"))
                .isEqualTo("06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");
    }

    @Test
    void acsOfARobotTaskInTheQuery() {
        assertThat(PercentCoding.canonical(TASK))
                .isEqualTo("Caller=13700000000%2C13700000001&DialogId=1234567&NumberStatusIdent=true&RetryType=1"
                        + "&TaskName=%E6%89%B9%E9%87%8F%20%E4%BB%BB%E5%8A%A1%2A~%E6%B5%8B%E8%AF%95%2B1");
        String canonical = AcsSignature.canonicalRequest("POST", TASK, robotTaskHeaders(EMPTY_BODY), EMPTY_BODY);
        assertThat(Digests.sha256(canonical))
                .isEqualTo("1d7ccdc993f9b57ce6bd820309c7a1ce3083ef71549a012dc1f4bf1e1d8adbe4");
        assertThat(AcsSignature.sign(AcsSignature.stringToSign(canonical), "testsecret"))
                .isEqualTo("06b62a6b27524e3f5a59b244fc9376b1ff00c6532046fc35e65f5f140445f46d");
    }

    @Test
    void acsOfARobotTaskInTheBody() {
        String body = "TaskName=%E6%89%B9%E9%87%8F+%E4%BB%BB%E5%8A%A1*%7E%E6%B5%8B%E8%AF%95%2B1"
                + "&Caller=13700000000%2C13700000001&DialogId=1234567&RetryType=1&NumberStatusIdent=true";
        String hash = Digests.sha256(body);
        assertThat(hash).isEqualTo("b0df2a3dad6a9fe74927dd7dee8643dcb541b82f2f29dd737362ba5f14b5066d");
        SortedMap<String, String> headers = robotTaskHeaders(hash);
        headers.put("content-type", "application/x-www-form-urlencoded");
        String canonical = AcsSignature.canonicalRequest("POST", Map.of(), headers, hash);
        assertThat(Digests.sha256(canonical))
                .isEqualTo("28a617720d6055f00a40df41875ac878cf5b0112a216811fa5a37a14f45c5ae2");
        assertThat(AcsSignature.sign(AcsSignature.stringToSign(canonical), "testsecret"))
                .isEqualTo("dd205dc9ed66ced3e53ecc05428ef37b91a703ab7ec2ace2deaef8d69106f197");
    }

    private static SortedMap<String, String> robotTaskHeaders(String hash) {
        return headers(
                "dyvmsapi.aliyuncs.com",
                "CreateRobotTask",
                "2017-05-25",
                "2026-01-02T03:04:05Z",
                "00000000000000000000000000000001",
                hash);
    }

    private static SortedMap<String, String> headers(
            String host, String action, String version, String date, String nonce, String hash) {
        return new TreeMap<>(Map.of(
                "host", host,
                "x-acs-action", action,
                "x-acs-version", version,
                "x-acs-date", date,
                "x-acs-signature-nonce", nonce,
                "x-acs-content-sha256", hash));
    }

    private static String rpc(String method, Map<String, String> parameters, String secret) {
        return RpcSignature.sign(RpcSignature.stringToSign(method, parameters), secret);
    }

    private static Map<String, String> split(String parameters) {
        Map<String, String> split = new HashMap<>();
        for (String pair : parameters.split("&", -1)) {
            String[] nameAndValue = pair.split("=", 2);
            split.put(nameAndValue[0], nameAndValue[1]);
        }
        return split;
    }
}
