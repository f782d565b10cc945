package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillSwitchTest {
    @TempDir
    private Path folder;

    @Test
    void isAFileThatAnybodyCanMake() throws IOException {
        assertThat(KillSwitch.of(folder).isOn()).isFalse();

        Files.createFile(folder.resolve("STOP"));

        assertThat(KillSwitch.of(folder).isOn()).isTrue();
        assertThat(KillSwitch.of(folder).message())
                .asString()
                .contains(folder.resolve("STOP").toString(), "resume --all");
    }

    @Test
    void goesOnAndOffOnce() throws IOException {
        KillSwitch killSwitch = KillSwitch.of(folder);
        assertThat(killSwitch.off()).isFalse();
        assertThat(killSwitch.on()).isTrue();
        assertThat(killSwitch.on()).isFalse();
        assertThat(killSwitch.off()).isTrue();
        assertThat(killSwitch.isOn()).isFalse();
    }

    @Test
    void canBeOnBeforeThereIsAHome() throws IOException {
        Path home = folder.resolve("data");
        KillSwitch.of(home).on();

        try (Home taken = Home.tryTake(home).orElseThrow()) {
            assertThat(KillSwitch.of(taken.path()).isOn()).isTrue();
        }
    }
}
