package io.qianhu.dyvms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DyvmsSettingsTest {
    @Test
    void hasTheseDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new DyvmsSettings(
                        URI.create("https://dyvmsapi.aliyuncs.com"),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        ParametersIn.BODY,
                        null,
                        null,
                        null,
                        null,
                        1_048_576));
    }

    /** A key that is added must be added here too. */
    @Test
    void bindsEveryKey() {
        DyvmsSettings settings = bind(Map.of(
                "endpoint", "http://127.0.0.1:8080/",
                "connect-timeout", "1s",
                "request-timeout", "2s",
                "parameters-in", "query",
                "access-key-id", "id",
                "access-key-secret", "secret",
                "security-token", "token",
                "account-id", "1234567890123456",
                "max-answer-bytes", "2048"));

        assertThat(settings)
                .isEqualTo(new DyvmsSettings(
                        URI.create("http://127.0.0.1:8080"),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        ParametersIn.QUERY,
                        "id",
                        "secret",
                        "token",
                        "1234567890123456",
                        2_048));
        assertThat(Arrays.stream(DyvmsSettings.class.getRecordComponents()).count())
                .isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource({
        "endpoint, http://dyvmsapi.aliyuncs.com, clear text",
        "endpoint, http://127.0.0.1.example.com, clear text",
        "endpoint, ftp://dyvmsapi.aliyuncs.com, no address",
        "endpoint, dyvmsapi.aliyuncs.com, no address",
        "endpoint, https://dyvmsapi.aliyuncs.com/v1, after host and port",
        "endpoint, https://dyvmsapi.aliyuncs.com/?a=b, after host and port",
        "endpoint, https://user:pw@dyvmsapi.aliyuncs.com, user information",
        "endpoint, https://dyvmsapi.aliyuncs.com:70000, port",
        "connect-timeout, 0s, above 0",
        "connect-timeout, 61s, at most",
        "request-timeout, -1s, above 0",
        "request-timeout, 301s, at most",
        "access-key-id, id, access-key-secret",
        "access-key-secret, secret, access-key-id",
        "security-token, token, access-key-id",
        "account-id, testid, 1 to 20 digits",
        "account-id, １２３４５６, 1 to 20 digits",
        "account-id, 123456789012345678901, 1 to 20 digits",
        "max-answer-bytes, 1023, between",
        "max-answer-bytes, 67108865, between"
    })
    void refusesWhatCannotWorkAndNamesTheKey(String key, String value, String says) {
        assertThatThrownBy(() -> bind(Map.of(key, value)))
                .rootCause()
                .hasMessageContaining("qianhu.dyvms." + (key.startsWith("access") ? "access-key" : key))
                .hasMessageContaining(says)
                .message()
                .doesNotContain("pw@");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1", "http://127.0.0.1", "http://[::1]:80", "https://example.com:443"})
    void takesPlainHttpForThisMachineOnly(String endpoint) {
        assertThat(bind(Map.of("endpoint", endpoint)).endpoint()).hasToString(endpoint);
    }

    @Test
    void anEmptyKeyIsNoKey() {
        assertThat(bind(Map.of("access-key-id", "", "access-key-secret", " ")).accessKeyId())
                .isNull();
    }

    @Test
    void showsNoSecret() {
        DyvmsSettings settings = bind(Map.of(
                "access-key-id", "LTAI5tAbCdEfGh",
                "access-key-secret", "very-secret",
                "security-token", "very-token"));

        assertThat(settings.toString())
                .contains("LTAI****")
                .doesNotContain("very-secret", "very-token", "LTAI5tAbCdEfGh");
        assertThat(AccessKeys.of(settings).current().toString())
                .contains("LTAI****")
                .doesNotContain("very-secret", "very-token", "LTAI5tAbCdEfGh");
    }

    private static DyvmsSettings bind(Map<String, String> keys) {
        Map<String, String> properties = new HashMap<>();
        keys.forEach((key, value) -> properties.put("qianhu.dyvms." + key, value));
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("qianhu.dyvms", DyvmsSettings.class);
    }
}
