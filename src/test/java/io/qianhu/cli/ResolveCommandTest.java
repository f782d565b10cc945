package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolveCommandTest {
    @ParameterizedTest
    @CsvSource({
        "https://dyvmsapi.aliyuncs.com, 5s, PT47M",
        "https://dyvmsapi.aliyuncs.com, 48m, PT48M",
        "http://127.0.0.1:18080, 5s, PT5S"
    })
    void aRunThatSubmitsElsewhereSettlesNoSooner(String endpoint, String settleAfter, Duration needed) {
        QianhuSettings settings = SettingsLoader.load(
                        List.of("--qianhu.dyvms.endpoint=" + endpoint, "--qianhu.dispatch.settle-after=" + settleAfter))
                .settings();
        Application.Api api = new Application.Api(settings.dyvms(), null);

        assertThat(new Application().dispatcherSettings(api, settings).settleAfter())
                .isEqualTo(needed);
    }

    /** A short time may be left from a sandbox; a request to the real service can be accepted for as long as ever. */
    @ParameterizedTest
    @CsvSource({
        "LIVE, https://dyvmsapi.aliyuncs.com, 5s, PT47M",
        "LIVE, https://dyvmsapi.aliyuncs.com, 48m, PT48M",
        "LIVE, http://127.0.0.1:18080, 5s, PT5S",
        "SANDBOX, https://dyvmsapi.aliyuncs.com, 5s, PT5S"
    })
    void nobodyDecidesALiveListBeforeItsRequestHasExpired(
            Target target, String endpoint, String settleAfter, Duration needed) {
        QianhuSettings settings = SettingsLoader.load(
                        List.of("--qianhu.dyvms.endpoint=" + endpoint, "--qianhu.dispatch.settle-after=" + settleAfter))
                .settings();
        Run run = new Run(
                "k3f9x2mq",
                "spring-renewal",
                target,
                "",
                "0".repeat(64),
                RunState.ATTENTION,
                "",
                true,
                null,
                Instant.EPOCH,
                null);

        assertThat(ResolveCommand.settleAfter(run, settings)).isEqualTo(needed);
    }
}
