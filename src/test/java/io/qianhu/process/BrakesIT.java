package io.qianhu.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.ledger.RunState;
import io.qianhu.sandbox.JournalTally;
import io.qianhu.sandbox.SandboxJournal;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every brake ends the process with exit code 3 before harm is done. */
@Tag("heavy")
class BrakesIT {
    @Test
    void pausesBeforeAnythingIsSubmittedAndAfterTheCanary(@TempDir Path folder) {
        MadeInput input = MadeInput.write(folder, 1, 5_000, 17);
        try (Workplace workplace = Workplace.in(folder, Map.of())) {
            limits(workplace, "canary: 50", "max-callees: 10");
            assertThat(workplace.run().exits(3).out()).contains("limits.max-callees is 10", "PAUSED", "qianhu resume");
            limits(workplace, "canary: 50", "max-rejected: 0");
            assertThat(workplace.run().exits(3).out()).contains("limits.max-rejected is 0", "PAUSED");
            assertThat(workplace.api().createsReceived()).isZero();
            assertThat(workplace.summary().calleesPending()).isEqualTo(input.numbers().length);

            limits(workplace, "canary: 50");
            assertThat(workplace.run().exits(3).out()).contains("limits.canary: list 1 of 50 callees", "PAUSED");
            workplace.run().exits(3);
            assertThat(workplace.summary().state()).isEqualTo(RunState.PAUSED);
            assertThat(workplace.summary().calleesSubmitted()).isEqualTo(50);
            assertThat(SandboxJournal.tally(workplace.journal()).numbers()).isEqualTo(50);

            release(workplace);
            workplace.run().exits(0);
            Judge.booksOf(workplace.summary(), input);
            JournalTally tally = SandboxJournal.tally(workplace.journal());
            assertThat(tally.duplicateNumbers()).isZero();
            assertThat(tally.numbers()).isEqualTo(input.numbers().length);
            Judge.keepsSecrets(workplace, input);
        }
    }

    @Test
    void aRunThatWaitsBehindItsCanaryIsResumedFromAnotherTerminal(@TempDir Path folder) {
        MadeInput input = MadeInput.write(folder, 1, 3_000, 23);
        try (Workplace workplace = Workplace.in(folder, Map.of())) {
            limits(workplace, "canary: 50", "canary-wait: 30m");
            QianhuProcess waiting = workplace.run();
            ActiveRun.await()
                    .failFast("it ended: " + waiting, () -> !waiting.lives())
                    .until(() -> ActiveRun.summary(workplace.home())
                            .filter(run -> run.calleesSubmitted() == 50)
                            .isPresent());
            String run = ActiveRun.summary(workplace.home()).orElseThrow().run();
            QianhuProcess resume = workplace.start("resume", run);
            assertThat(resume.exits(0).out()).contains("released canary; it goes on");
            waiting.exits(0);
            assertThat(SandboxJournal.tally(workplace.journal()).numbers()).isEqualTo(input.numbers().length);
        }
    }

    @Test
    void pausesAfterOneListOnAnAccountWithTheOtherContract(@TempDir Path folder) {
        MadeInput.write(folder, 1, 5_000, 19);
        try (Workplace workplace =
                Workplace.in(folder, Map.of("faults.listed-total", "0")).with("dispatch.first-list-patience", "2s")) {
            workplace.campaign("100/s", 16);
            assertThat(workplace.run().exits(3).out())
                    .contains("was submitted with 1000 callees", "lists the task with 0", "the other contract");
            assertThat(workplace.summary().state()).isEqualTo(RunState.PAUSED);
            assertThat(workplace.api().createsReceived()).isEqualTo(1);
            workplace.start("settle", workplace.summary().run()).exits(3);
            assertThat(workplace.summary().state()).isEqualTo(RunState.PAUSED);

            release(workplace);
            workplace.run().exits(0);
        }
    }

    private static void limits(Workplace workplace, String... lines) {
        workplace.write("campaign.yml", """
                name: spring-renewal
                input:
                  files: ["*.csv"]
                task:
                  name: 春季回访
                  dialog-id: 1234567
                dispatch:
                  rate: 100/s
                  window: always
                limits:
                  %s
                """.formatted(String.join("\n  ", lines)));
    }

    private static void release(Workplace workplace) {
        String run = workplace.summary().run();
        assertThat(workplace.start("resume", run, "--by", "wang.li").exits(0).out())
                .contains(run + ": released ", "run its command again");
        assertThat(workplace.start("resume", run).exits(2).err())
                .contains("nothing waits for a person's word in " + run);
    }
}
