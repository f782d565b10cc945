package io.qianhu.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kill switch while a run submits, thrown by hand and by command. */
@Tag("heavy")
class KillSwitchIT {
    @Test
    void isObeyedWithinOneList(@TempDir Path folder) throws IOException {
        MadeInput input = MadeInput.write(folder, 1, 30_000, 17);
        try (Workplace workplace = Workplace.in(folder, Map.of())) {
            workplace.campaign("2/s", 16);
            QianhuProcess first = workplace.run();
            awaitCreates(workplace, first, 3);
            Files.createFile(workplace.home().resolve("STOP"));
            long atTheSwitch = workplace.api().createsReceived();
            assertThat(first.exits(5).out()).contains("the kill switch", "resume --all");
            assertThat(workplace.api().createsReceived()).isBetween(atTheSwitch, atTheSwitch + 1);

            workplace.run().exits(2);
            workplace.start("resume", "--all").exits(0);
            long before = workplace.api().createsReceived();
            QianhuProcess second = workplace.run();
            awaitCreates(workplace, second, before + 2);
            assertThat(workplace.start("stop", "--all").exits(0).out()).contains("stops at its next list");
            second.exits(5);

            workplace.start("resume", "--all").exits(0);
            workplace.campaign("100/s", 16).run().exits(0);
            Judge.acceptedOnce(workplace.journal(), input);
            Judge.booksOf(workplace.summary(), input);
        }
    }

    private static void awaitCreates(Workplace workplace, QianhuProcess process, long creates) {
        ActiveRun.await()
                .failFast("it ended: " + process, () -> !process.lives())
                .until(() -> workplace.api().createsReceived() >= creates);
    }
}
