package io.qianhu.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which language and which encoding the packaged program chooses by the environment of its process. */
@Tag("heavy")
class LanguageIT {
    private static final List<String> ASCII =
            List.of("-Dstdout.encoding=US-ASCII", "-jar", QianhuProcess.AS_PACKAGED.get(1));

    /** What a terminal says of its language, and nothing else of the kind. */
    private static Map<String, String> environment(String... pairs) {
        Map<String, String> environment =
                new HashMap<>(Map.of("LC_ALL", "", "LC_MESSAGES", "", "LC_CTYPE", "", "LANG", ""));
        for (int i = 0; i < pairs.length; i += 2) {
            environment.put(pairs[i], pairs[i + 1]);
        }
        return environment;
    }

    @Test
    void aChineseEnvironmentIsAnsweredInChineseAndNoCharacterIsLost(@TempDir Path folder) {
        try (Workplace workplace = Workplace.in(folder, Map.of()).campaign("100/s", 4)) {
            MadeInput.write(folder, 1, 30, 7);
            Map<String, String> chinese = environment("LANG", "zh_CN.UTF-8");

            String ran = workplace
                    .startBare(chinese, "run", "--sandbox", "campaign.yml")
                    .exits(0)
                    .out();
            assertThat(ran)
                    .contains("，任务 spring-renewal，提交到沙箱（不拨打任何人）\n", "账目平衡。", "报告：")
                    .doesNotContain("?");
            assertThat(workplace.startBare(chinese, "runs").exits(0).out()).startsWith("运行      任务");
            assertThat(workplace.startBare(chinese, "stop", "--help").exits(0).out())
                    .startsWith("用法：")
                    .contains("要求正在进行的运行在下一个名单处停止");
            assertThat(workplace
                            .startBare(chinese, "runs", "--lang", "en")
                            .exits(0)
                            .out())
                    .startsWith("RUN       CAMPAIGN");

            Map<String, String> plain = environment("LC_ALL", "C", "LANG", "zh_CN.UTF-8");
            assertThat(workplace.startBare(plain, "runs").exits(0).out()).startsWith("RUN       CAMPAIGN");
            assertThat(workplace.startBare(plain, "status").exits(0).out()).contains("The books balance.");
            assertThat(workplace
                            .startBare(plain, "runs", "--lang", "zh")
                            .exits(0)
                            .out())
                    .as("what was asked for comes in UTF-8")
                    .startsWith("运行      任务");
            assertThat(workplace
                            .startBare(environment("LC_MESSAGES", "zh_CN", "LANG", "C"), "runs")
                            .exits(0)
                            .out())
                    .as("nobody could read Chinese")
                    .startsWith("RUN       CAMPAIGN");
            workplace.program(ASCII);
            assertThat(workplace.startBare(chinese, "runs").exits(0).out()).startsWith("RUN       CAMPAIGN");
        }
    }

    @Test
    void whatServesSpeaksChineseFromItsFirstLineOn(@TempDir Path folder) {
        try (Workplace workplace = Workplace.in(folder, Map.of())) {
            workplace.write("nightly.yml", """
                    name: nightly
                    task: { name: 回访, dialog-id: 1 }
                    schedule: { cron: "0 2 * * *" }
                    inbox: { folder: exports, files: ["*.csv"] }
                    """);
            Map<String, String> chinese = environment("LANG", "zh_CN.UTF-8");
            QianhuProcess serve = workplace.startBare(
                    chinese, "serve", "--sandbox", "--campaigns", ".", Workplace.MANAGEMENT_PORT + "0");
            await(serve, "正在按计划运行 " + folder.toAbsolutePath() + " 中的任务，提交到沙箱（不拨打任何人）");
            assertThat(workplace.startBare(chinese, "status").exits(0).out())
                    .startsWith("任务（qianhu serve）\n  nightly  下次 20")
                    .doesNotContain("Campaigns", "waits");
            assertThat(workplace.startBare(chinese, "doctor").exits(3).out())
                    .contains("占用此数据目录，应答正常；其中还没有运行")
                    .doesNotContain("process ");
            QianhuProcess second = workplace.startBare(
                    chinese, "serve", "--sandbox", "--campaigns", ".", Workplace.MANAGEMENT_PORT + "0");
            await(second, "待命：qianhu.home " + workplace.home().toAbsolutePath() + " 正被");
            second.terminate().exits(0);
            assertThat(serve.terminate().exits(0).out()).contains("正在结束：不再提交新的名单");

            QianhuProcess sandbox = workplace.startBare(chinese, "sandbox");
            await(sandbox, "外呼任务");
            assertThat(sandbox.out()).startsWith("CreateRobotTask 的沙箱").contains("  访问密钥", "sandbox / sandbox-secret");
            sandbox.kill();
        }
    }

    private static void await(QianhuProcess process, String line) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .conditionEvaluationListener(look ->
                        assertThat(process.lives()).as(process::toString).isTrue())
                .untilAsserted(() -> assertThat(process.out()).contains(line));
    }
}
