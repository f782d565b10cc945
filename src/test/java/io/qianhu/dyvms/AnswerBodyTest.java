package io.qianhu.dyvms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.dyvms.TransportOutcome.Answered;
import io.qianhu.message.Message;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerBodyTest {
    private static final String XML = "<CreateRobotTaskResponse>\n  <Message>OK</Message>\n"
            + "  <RequestId>D9CB3933</RequestId>\n  <Code>OK</Code>\n  <Data>4001112222</Data>\n</CreateRobotTaskResponse>";

    @ParameterizedTest
    @ValueSource(
            strings = {
                Fixtures.CREATED,
                "{\"data\":4001112222,\"code\":\"OK\",\"message\":\"OK\",\"requestId\":\"D9CB3933\"}",
                " \uFEFF{\"Data\":\" 4001112222 \",\"Code\":\"OK\",\"RequestId\":\"D9CB3933\",\"Extra\":{\"a\":[1]}}\n",
                XML,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + XML
            })
    void readsTheTaskIdFrom(String body) {
        Answer accepted = answer(body.strip());
        assertThat(accepted.taskId()).isEqualTo("4001112222");
        assertThat(accepted.reply().requestId()).isEqualTo("D9CB3933");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"OK\"",
                "{\"Code\":\"OK\",\"Data\":\"4001112222\"",
                "{\"Code\":\"OK\",\"Data\":\"4001112222\"} and more",
                "<html><body>502</body></html>",
                "<!DOCTYPE html><html></html>",
                "<Code>OK</Code>",
                "<CreateRobotTaskResponse><Code>OK</Code><Data>4001112222</Data>",
                "<QueryRobotTaskListResponse><Code>OK</Code><Data>4001112222</Data></QueryRobotTaskListResponse>",
                "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
                        + "<CreateRobotTaskResponse><Code>OK</Code><Data>4001112222</Data></CreateRobotTaskResponse>"
            })
    void whatIsNoWholeAnswerIsDoubt(String body) {
        assertThat(answer(body).meaning()).isEqualTo(Meaning.UNCONFIRMED);
        assertThat(answer(body).reply().code()).isEqualTo("qianhu.UnreadableAnswer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"Data\":\"1\"}", "{\"Code\":null}", "{\"Code\":\"\"}", "<Error></Error>"})
    void noCodeIsDoubt(String body) {
        assertThat(answer(body).meaning()).isEqualTo(Meaning.UNCONFIRMED);
        assertThat(answer(body).reply().code()).isEqualTo("qianhu.NoCode");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "true", "{\"id\":1}", "\"x1\"", "4.5", "-1", "123456789012345678901"})
    void okWithoutATaskIdIsDoubt(String data) {
        Answer answer = answer("{\"Code\":\"OK\",\"RequestId\":\"r-1\",\"Data\":" + data + "}");

        assertThat(answer.meaning()).isEqualTo(Meaning.UNCONFIRMED);
        assertThat(answer.reply().code()).isEqualTo("qianhu.NoTaskId");
        assertThat(answer.reply().requestId()).isEqualTo("r-1");
    }

    @Test
    void deepNestingIsNoAnswerAndNoOverflow() {
        int depth = 100_000;

        assertThat(answer("<Error><Code>OK</Code>" + "<a>".repeat(depth) + "</a>".repeat(depth) + "</Error>")
                        .meaning())
                .isEqualTo(Meaning.UNCONFIRMED);
        assertThat(answer("{\"Code\":\"OK\",\"Data\":" + "[".repeat(depth) + "]".repeat(depth) + "}")
                        .meaning())
                .isEqualTo(Meaning.UNCONFIRMED);
    }

    @Test
    void readsTheErrorElement() {
        Answer answer = DyvmsSubmission.answer(new Answered(
                400,
                new Text("<Error><RequestId>r</RequestId><HostId>h</HostId><Code>isv.MOBILE_NUMBER_ILLEGAL</Code>"
                        + "<Message>号码不合法</Message></Error>"),
                null));

        assertThat(answer.meaning()).isEqualTo(Meaning.REFUSED);
        assertThat(answer.reply()).isEqualTo(new Reply(400, "isv.MOBILE_NUMBER_ILLEGAL", Message.text("号码不合法"), "r"));
    }

    @Test
    void decodesByTheContentType() {
        byte[] gbk = "千呼".getBytes(Charset.forName("GBK"));

        assertThat(Text.of(gbk, "application/json; Charset=\"gbk\"").value()).isEqualTo("千呼");
        assertThat(Text.of("千呼".getBytes(UTF_8), "text/xml;charset=nonsense").value())
                .isEqualTo("千呼");
        assertThat(Text.of("千呼".getBytes(UTF_8), "").value()).isEqualTo("千呼");
    }

    private static Answer answer(String body) {
        return DyvmsSubmission.answer(new Answered(200, Text.of(body.getBytes(UTF_8), ""), null));
    }
}
