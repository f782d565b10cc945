package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of settings that are not allowed, as people say it. */
class SettingsMessagesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dispatch.settle-after=25h | qianhu.dispatch.settle-after must be 1s to 1d, was 25h",
                "dispatch.breaker-wait=99ms | qianhu.dispatch.breaker-wait must be 100ms to 1h, was 99ms",
                "dispatch.first-list-patience=90m | qianhu.dispatch.first-list-patience must be 1s to 1h, was 90m",
                "alerts.stalled-after=30s | qianhu.alerts.stalled-after is 30s; allowed are 1m to 1d",
                "dyvms.request-timeout=0s | qianhu.dyvms.request-timeout: 0s is not above 0 and at most ",
                "sandbox.timestamp-validity=2h | qianhu.sandbox.timestamp-validity must be 1s to 3600s, was 7200s",
                "sandbox.faults.latency=601s | qianhu.sandbox.faults.latency must be 0s to 600s, was 601s",
                "home=a;b | a;b has a ; in its path, where the address of the ledger's database would end; name a folder",
            })
    void sayWhatIsAllowed(String setting, String message) {
        assertThatThrownBy(() -> SettingsLoader.load(List.of("--qianhu." + setting)))
                .isInstanceOf(SettingsRefused.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://u:p4ss@h",
                "http://u:p4 ss@h",
                "http://u:p4ss@h:abc",
                "u:p4ss@h",
                "http://h/u:p4ss@",
                "https://h?x=p4ss@",
                "http://u:p4ss[@h",
            })
    void showNoPasswordOfAnAddress(String endpoint) {
        assertThatThrownBy(() -> SettingsLoader.load(List.of("--qianhu.dyvms.endpoint=" + endpoint)))
                .isInstanceOf(SettingsRefused.class)
                .hasMessageContaining("qianhu.dyvms.endpoint")
                .message()
                .doesNotContain("p4");
    }

    /** Quotes and brackets that a shell or a file left around a value, a value in the place of another, or as a key. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "alerts.webhooks[0].url=\"https://h/send?access_token=p4ss\" | qianhu.alerts.webhooks[0].url",
                "alerts.webhooks[0].url=<https://h/send?access_token=p4ss> | qianhu.alerts.webhooks[0].url",
                "alerts.webhooks[0].url=https://h/p4ss{} | qianhu.alerts.webhooks[0].url",
                "alerts.webhooks[0].kind=https://h/p4ss | qianhu.alerts.webhooks[0].kind",
                "alerts.webhooks[0].events=p4ss | qianhu.alerts.webhooks[0].events",
                "alerts.webhooks[0].httpshsendp4ss=x | qianhu.alerts.webhooks[0]",
                "alerts.webhooks[p4ss].url=http://localhost/x | qianhu.alerts.webhooks",
                "alerts.webhooks=p4ss | qianhu.alerts.webhooks",
                "dyvms.access-key-secret.p4ss=x | qianhu.dyvms.access-key-secret",
                "dyvms.security-token[p4ss]=x | qianhu.dyvms.security-token",
                "dyvms.endpoint=\"https://h/p4ss\" | qianhu.dyvms.endpoint",
            })
    void showNothingOfWhatMayBeASecret(String setting, String key) {
        List<String> arguments = List.of(
                "--qianhu." + setting,
                setting.contains("].kind") || setting.contains("].events")
                        ? "--qianhu.alerts.webhooks[0].url=http://localhost/"
                        : "--qianhu.lang=en");
        assertThatThrownBy(() -> SettingsLoader.load(arguments))
                .isInstanceOf(SettingsRefused.class)
                .hasMessageContaining(key)
                .message()
                .doesNotContain("p4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--qianhu.dyvms.access-key-secret=s3cret --qianhu.dyvms.access-key-id=id",
                "--qianhu.dyvms.accessKeySecret=s3cret --qianhu.dyvms.access-key-id=id",
                "--qianhu.dyvms.security-token=s3cret --qianhu.dyvms.access-key-id=id --qianhu.dyvms.access-key-secret=s",
                "--qianhu.alerts.webhooks[0].url=https://hook.example/s3cret",
            })
    void refuseASecretThatEveryUserOfTheMachineSees(String secret) {
        assertThatThrownBy(() -> SettingsLoader.load(List.of(secret.split(" "))))
                .isInstanceOf(SettingsRefused.class)
                .message()
                .contains(secret.substring(0, secret.indexOf('=')), "in the environment or in config/application.yml")
                .doesNotContain("s3cret");
    }

    @Test
    void takeThoseOfTheSandboxFromTheCommandLine() {
        List<String> settings = List.of(
                "--qianhu.dyvms.endpoint=http://127.0.0.1:8000",
                "--qianhu.dyvms.access-key-id=sandbox",
                "--qianhu.dyvms.access-key-secret=sandbox-secret",
                "--qianhu.alerts.webhooks[0].url=http://127.0.0.1:9/hook");
        assertThat(SettingsLoader.load(settings).settings().dyvms().accessKeySecret())
                .isEqualTo("sandbox-secret");
    }

    @Test
    void aSemicolonHarmsNobodyWhereTheLedgerIsElsewhere() {
        List<String> settings = List.of(
                "--qianhu.home=a;b",
                "--qianhu.ledger.url=jdbc:h2:file:/srv/ledger;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
        assertThat(SettingsLoader.load(settings).settings().home()).hasToString("a;b");
    }
}
