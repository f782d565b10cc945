package io.qianhu.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class WebhookSettingsTest {
    @Test
    void isReadAsSettingsAreWritten() {
        AlertSettings settings = new Binder(new MapConfigurationPropertySource(Map.of(
                        "qianhu.alerts.webhooks[0].url", "https://oapi.dingtalk.com/robot/send?access_token=abc",
                        "qianhu.alerts.webhooks[0].kind", "dingtalk",
                        "qianhu.alerts.webhooks[0].secret", "SECabc",
                        "qianhu.alerts.webhooks[0].events", "run-failed,stalled",
                        "qianhu.alerts.webhooks[1].url", "http://127.0.0.1:1/hook",
                        "qianhu.alerts.stalled-after", "30m")))
                .bindOrCreate("qianhu.alerts", AlertSettings.class);
        assertThat(settings.webhooks()).hasSize(2);
        assertThat(settings.webhooks().get(0).events()).containsOnly(AlertKind.RUN_FAILED, AlertKind.STALLED);
        assertThat(settings.webhooks().get(1).events()).containsOnly(AlertKind.values());
        assertThat(settings.toString()).contains("dingtalk, oapi.dingtalk.com").doesNotContain("abc", "/hook");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host/x", "ops.example", "https:///x", "mailto:ops@example.com"})
    void refusesWhatIsNoWebhookWithoutShowingIt(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebhookSettings(URI.create(url), HookKind.GENERIC, null, null))
                .withMessageContaining("qianhu.alerts.webhooks")
                .withMessageNotContaining(url);
    }

    @ParameterizedTest
    @CsvSource({
        "http://ops.example/t0ken, false",
        "HTTP://ops.example/t0ken, false",
        "http://10.0.0.7:8080/t0ken, false",
        "http://127.0.0.1.ops.example/t0ken, false",
        "http://localhost.ops.example/t0ken, false",
        "http://127.0.0.1:8080/t0ken, true",
        "http://LocalHost/t0ken, true",
        "http://[::1]:8080/t0ken, true",
        "https://ops.example/t0ken, true"
    })
    void tellsInClearTextThisMachineOnly(String url, boolean taken) {
        ThrowingCallable settings = () -> new WebhookSettings(URI.create(url), HookKind.GENERIC, null, null);
        if (taken) {
            assertThatCode(settings).doesNotThrowAnyException();
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(settings)
                    .withMessageContaining("would be told in clear text")
                    .withMessageNotContaining("t0ken");
        }
    }

    @Test
    void refusesASecretThatNothingSignsWith() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new WebhookSettings(URI.create("https://ops.example/t0ken"), HookKind.GENERIC, "SECabc", null))
                .withMessageContaining("ops.example")
                .withMessageNotContaining("SECabc")
                .withMessageNotContaining("t0ken");
    }
}
