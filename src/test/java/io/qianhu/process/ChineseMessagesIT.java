package io.qianhu.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program speaks Chinese to people; what programs and engineers read stays English. */
@Tag("heavy")
class ChineseMessagesIT {
    @Test
    void aWrongCampaignFileIsRefusedInChinese(@TempDir Path folder) {
        try (Workplace workplace = Workplace.in(folder, Map.of())) {
            workplace.write("campaign.yml", """
                    name: spring-renewal
                    task:
                      name: 春季回访
                      dialogue-id: 1234567
                    dispatch:
                      window: 9-12
                    """);

            String english = workplace.run("--lang", "en").exits(2).err();
            String chinese = workplace.run("--lang", "zh").exits(2).err();

            assertThat(english).contains("unknown key", "is no calling window").doesNotContain("未知的键");
            assertThat(chinese.lines())
                    .contains(
                            "campaign.yml 第 4 行，task.dialogue-id：未知的键 \"dialogue-id\"；是不是想写 \"dialog-id\"？",
                            "campaign.yml 第 6 行，dispatch.window：\"9-12\" 不是呼叫时段；请写 09:00-12:00,14:00-21:00 这样的时段，时间从"
                                    + " 00:00 到 24:00，或 always");
            assertThat(chinese).hasLineCount((int) english.lines().count());
        }
    }

    @Test
    void theNoteOfARunIsReadInChineseAndKeptInEnglish(@TempDir Path folder) {
        MadeInput.write(folder, 1, 20, 13);
        try (Workplace workplace = Workplace.in(folder, Map.of())) {
            workplace.campaign("100/s", 8);
            workplace.write("campaign.yml", text(folder.resolve("campaign.yml")) + "limits:\n  max-callees: 1\n");

            String ended = workplace.run("--lang", "zh").exits(3).out();
            String shown = workplace.start("status", "--lang", "zh").exits(0).out();
            String stored =
                    workplace.start("status", "--json", "--lang", "zh").exits(0).out();

            String note = "limits.max-callees 为 1，而文件中有 ";
            assertThat(ended).contains(note, "若文件无误：请在任务文件中提高上限，或执行 qianhu resume ");
            assertThat(shown).contains(note);
            assertThat(page(workplace.home())).contains(note).doesNotContain("limits.max-callees is");
            assertThat(stored)
                    .contains("limits.max-callees is 1 and the files have ")
                    .doesNotContain(note);
            assertThat(log(workplace.home())).isNotEmpty().doesNotContain(note);
        }
    }

    private static String page(Path home) {
        return all(home.resolve("reports"), "run.html");
    }

    private static String log(Path home) {
        return all(home.resolve("logs"), ".log");
    }

    private static String all(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .map(ChineseMessagesIT::text)
                    .reduce("", String::concat);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
