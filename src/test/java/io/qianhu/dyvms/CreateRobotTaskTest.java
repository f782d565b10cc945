package io.qianhu.dyvms;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.campaign.TaskSettings;
import io.qianhu.number.Callees;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

class CreateRobotTaskTest {
    @Test
    void sendsEveryParameterOfATaskWithRecall() {
        RobotTask task = new RobotTask(
                "千呼-1", Fixtures.taskSettings(Fixtures.recall()), Callees.of(13800138000L, 57112345678L, 1012345678L));

        assertThat(PercentEncoding.form(CreateRobotTask.parameters(task)))
                .isEqualTo("TaskName=%E5%8D%83%E5%91%BC-1&DialogId=1234567"
                        + "&Caller=13800138000%2C057112345678%2C01012345678"
                        + "&CorpName=%E6%9F%90%E6%9F%90%E5%85%AC%E5%8F%B8&NumberStatusIdent=true&IsSelfLine=false"
                        + "&RetryType=1&RecallStateCodes=200010%2C200011&RecallTimes=2&RecallInterval=5");
    }

    @Test
    void leavesOutWhatTheCampaignLeavesOut() {
        TaskSettings settings = new TaskSettings("t", 7, null, false, true, null);

        assertThat(PercentEncoding.form(
                        CreateRobotTask.parameters(new RobotTask("t", settings, Callees.of(13800138000L)))))
                .isEqualTo("TaskName=t&DialogId=7&Caller=13800138000&NumberStatusIdent=false&IsSelfLine=true"
                        + "&RetryType=0");
    }

    @Test
    void travelsWithItsActionInTheHeader() throws IOException {
        try (RawServer server = new RawServer(RawServer.json(200, Fixtures.CREATED))) {
            Submission submission =
                    Fixtures.gateway(Fixtures.settings(server.uri())).prepare(Fixtures.task("t", 1));
            submission.send().join();

            RawServer.Request request = server.received().get(0);
            assertThat(request.line()).isEqualTo("POST / HTTP/1.1");
            assertThat(request.headers())
                    .containsEntry("x-acs-action", "CreateRobotTask")
                    .containsEntry("x-acs-version", "2017-05-25")
                    .containsEntry("x-acs-date", "2026-01-02T03:04:05Z")
                    .containsEntry("x-acs-signature-nonce", submission.nonce())
                    .containsEntry("content-type", "application/x-www-form-urlencoded")
                    .doesNotContainKeys("upgrade", "http2-settings", "x-acs-security-token");
            assertThat(submission.signedAt()).isEqualTo("2026-01-02T03:04:05Z");
            assertThat(submission.nonce()).matches("[0-9a-f]{32}");
        }
    }

    @Test
    void eachSubmissionHasANonceOfItsOwn() {
        DyvmsGateway gateway = Fixtures.gateway(Fixtures.settings(URI.create("http://localhost:1")));

        assertThat(gateway.prepare(Fixtures.task("t", 1)).nonce())
                .isNotEqualTo(gateway.prepare(Fixtures.task("t", 1)).nonce());
    }

    @Test
    void aPreviewShowsTheRequestWithoutANumber() {
        DyvmsGateway gateway = Fixtures.gateway(Fixtures.settings(URI.create("https://dyvmsapi.aliyuncs.com")));

        assertThat(gateway.preview(Fixtures.task("千呼-1", 1_000))).isEqualTo("""
                        POST https://dyvmsapi.aliyuncs.com/ (parameters in the form body)
                        Action: CreateRobotTask
                        Version: 2017-05-25
                        TaskName: 千呼-1
                        DialogId: 1234567
                        Caller: 138****8000, 138****8001, 138****8002, … (1,000 in all)
                        CorpName: 某某公司
                        NumberStatusIdent: true
                        IsSelfLine: false
                        RetryType: 0""");
    }
}
