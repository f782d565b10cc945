package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.ledger.LeaseOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlFileTest {
    @TempDir
    private Path home;

    @Test
    void aLivingOwnerIsReadAsItWasWritten() {
        ControlFile file = ControlFile.ofThisProcess("k3f9x2mq", 4711, "secret", false);
        file.write(home);

        assertThat(ControlFile.ofLivingOwner(home)).contains(file);
    }

    /** The time of day that Java gives for a start moves when somebody sets the clock; ticks since the boot do not. */
    @Test
    void anOwnerIsKnownByTheTicksAtWhichItStartedAndByNoTimeOfDay() throws IOException {
        ControlFile.ofThisProcess("k3f9x2mq", 4711, "secret", false).write(home);
        List<String> stat = List.of(Files.readString(Path.of("/proc/self/stat")).split(" "));
        int command = stat.lastIndexOf(stat.stream()
                .filter(field -> field.endsWith(")"))
                .reduce((a, b) -> b)
                .orElseThrow());

        assertThat(Files.readString(home.resolve("control.json")))
                .contains("\"started\":" + stat.get(command + 20))
                .doesNotContainPattern("\\d{4}-\\d{2}-\\d{2}T");
    }

    @Test
    void aDeadOwnerDoesNotCountThoughItsProcessIdIsUsedAgain() {
        LeaseOwner self = LeaseOwner.ofThisProcess();
        List<LeaseOwner> dead = List.of(
                new LeaseOwner("earlier", self.machine(), self.pid(), self.started() - 1),
                new LeaseOwner("gone", self.machine(), Long.MAX_VALUE, self.started()),
                new LeaseOwner("before the boot", self.machine() + "0", self.pid(), self.started()));

        for (LeaseOwner owner : dead) {
            new ControlFile(owner, "k3f9x2mq", 4711, "secret", false).write(home);
            assertThat(ControlFile.ofLivingOwner(home)).as(owner.id()).isEmpty();
        }
    }

    @Test
    void aFileThatCannotBeReadHasNoOwner() throws IOException {
        Files.writeString(home.resolve("control.json"), "{\"pid\":1}");

        assertThat(ControlFile.ofLivingOwner(home)).isEmpty();
    }
}
