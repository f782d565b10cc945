package io.qianhu.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.ledger.ListState;
import io.qianhu.ledger.RunState;
import io.qianhu.report.RunSummary;
import io.qianhu.sandbox.Fault;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} while lists are in flight, of the jar as it is handed out.
 *
 * <p>The API takes no request whose signature is older than 6 seconds and decides at once whether it accepts; only its
 * answer is late. So nothing of a dead process can be accepted 8 seconds after its signature, and "not found" is proof
 * from then on.
 */
class KilledInDispatchIT {
    @Test
    void settlesWhatWasInFlightAndSubmitsNothingTwice(@TempDir Path folder) {
        MadeInput input = MadeInput.write(folder, 1, 60_000, 11);
        Map<String, String> lateAnswers = Map.of("faults.latency", "400ms", "timestamp-validity", "6s");
        try (Workplace workplace = Workplace.in(folder, lateAnswers)
                .with("dispatch.settle-after", "8s")
                .with("dispatch.ask-again-after", "1s")) {
            workplace.program(QianhuProcess.AS_PACKAGED).campaign("25/s", 16);

            QianhuProcess first = workplace.run();
            killAfterCreates(workplace, first, 12);
            RunSummary killed = RunSummary.fromJson(
                    workplace.start("status", "--json").exits(0).out());
            assertThat(killed.state()).isEqualTo(RunState.INTERRUPTED);
            assertThat(killed.lists().get(ListState.SUBMITTING))
                    .as("lists in flight when it was killed")
                    .isGreaterThan(1);
            assertThat(killed.balanced()).isTrue();

            workplace
                    .api()
                    .nextCreates(
                            Fault.NONE,
                            Fault.DROP_AFTER_ACCEPT,
                            Fault.ERROR_AFTER_ACCEPT,
                            Fault.DROP_BEFORE_ACCEPT,
                            Fault.NONE,
                            Fault.HALF_ANSWER,
                            Fault.GARBAGE_ANSWER,
                            Fault.ERROR_BEFORE_ACCEPT);
            QianhuProcess second = workplace.run();
            killAfterCreates(workplace, second, 32);

            QianhuProcess third = workplace.run().exits(0);
            assertThat(third.err()).contains("were being submitted when an earlier process ended");
            Judge.acceptedOnce(workplace.journal(), input);
            Judge.booksOf(workplace.summary(), input);
            Judge.keepsSecrets(workplace, input);
            assertThat(workplace.home().resolve("control.json")).doesNotExist();
        }
    }

    private static void killAfterCreates(Workplace workplace, QianhuProcess process, int creates) {
        ActiveRun.await()
                .failFast("it ended: " + process, () -> !process.lives())
                .until(() -> workplace.api().createsReceived() >= creates);
        process.kill();
    }
}
