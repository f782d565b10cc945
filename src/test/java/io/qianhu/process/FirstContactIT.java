package io.qianhu.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees who has the jar and nothing else yet. */
@Tag("heavy")
class FirstContactIT {
    private static final Map<String, String> NO_CREDENTIALS = Map.of(
            "ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true",
            "ALIBABA_CLOUD_CLI_PROFILE_DISABLED", "true",
            "ALIBABA_CLOUD_ACCESS_KEY_ID", "",
            "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "",
            "ALIBABA_CLOUD_CREDENTIALS_URI", "",
            "HOME", "");

    @Test
    void answersWithoutSpringAndWithoutTrace(@TempDir Path folder) {
        try (Workplace workplace = Workplace.in(folder, Map.of())) {
            QianhuProcess help = workplace.startBare(Map.of(), "--help");
            QianhuProcess version = workplace.startBare(Map.of(), "--version");
            QianhuProcess usage = workplace.startBare(Map.of(), "run", "campaign.yml", "--no-such-option");
            assertThat(help.exits(0).out()).contains("Exit codes", "sandbox");
            assertThat(version.exits(0).out()).matches("qianhu [0-9]+\\.[0-9]+.*\\R");
            assertThat(usage.exits(2).err()).contains("--no-such-option", "Did you mean: --no-wait");
            assertThat(workplace.home()).doesNotExist();
        }
    }

    @Test
    void refusesToBeginWithoutCredentialsAndThenRunsInTheSandbox(@TempDir Path folder) {
        MadeInput input = MadeInput.write(folder, 1, 5_000, 3);
        try (Workplace workplace = Workplace.in(folder, Map.of())) {
            workplace.campaign("100/s", 16);
            QianhuProcess refused = workplace.startBare(NO_CREDENTIALS, "run", "campaign.yml");
            assertThat(refused.exits(2).err())
                    .hasLineCount(1)
                    .contains("no access key", "qianhu.dyvms.access-key-id", "ALIBABA_CLOUD_ACCESS_KEY_ID");
            assertThat(Files.exists(workplace.home().resolve("reports"))).isFalse();

            workplace
                    .startBare(NO_CREDENTIALS, "run", "--sandbox", "campaign.yml")
                    .exits(0);
            Judge.booksOf(workplace.summary(), input);
            Judge.acceptedOnce(workplace.home().resolve("sandbox").resolve("tasks.jsonl"), input);
            Judge.keepsSecrets(workplace, input);
        }
    }
}
