package io.qianhu.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.ledger.RunState;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} and SIGTERM while the files are read. */
class KilledInIntakeIT {
    private static final int ROWS_EACH = 200_000;

    /** Small blocks make many commits, so that there is much to lose and to read twice. */
    @Test
    void readsEveryRowOnceWhereverItIsKilledOrStopped(@TempDir Path folder) {
        MadeInput input = MadeInput.write(folder, 2, ROWS_EACH, 7);
        try (Workplace workplace = Workplace.in(folder, Map.of()).with("intake.block-bytes", "4096")) {
            workplace.campaign("100/s", 32);

            for (int killAt : new int[] {1, 60_000, ROWS_EACH + 20_000}) {
                QianhuProcess killed = workplace.run();
                ActiveRun.await()
                        .failFast("it ended: " + killed, () -> !killed.lives())
                        .until(() -> ActiveRun.rowsRead(workplace.home()) >= killAt);
                killed.kill();
            }
            assertThat(workplace.api().createsReceived()).isZero();

            QianhuProcess stopped = workplace.run();
            ActiveRun.await()
                    .failFast("it ended: " + stopped, () -> !stopped.lives())
                    .until(() -> ActiveRun.rowsRead(workplace.home()) >= ROWS_EACH + 60_000);
            stopped.terminate().exits(5);
            assertThat(workplace.summary().state()).isEqualTo(RunState.STOPPED);
            assertThat(workplace.summary().balanced()).isTrue();
            assertThat(workplace.summary().rowsRead()).isLessThan(input.rows());
            assertThat(workplace.api().createsReceived()).isZero();

            assertThat(workplace.run().exits(0).out()).contains("continued");
            Judge.booksOf(workplace.summary(), input);
            Judge.acceptedOnce(workplace.journal(), input);
            Judge.keepsSecrets(workplace, input);
        }
    }
}
