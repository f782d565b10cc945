package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The examples for systemd and Kubernetes start commands that there are, with settings that there are. */
class UnitFilesTest {
    @ParameterizedTest
    @ValueSource(strings = {"qianhu-serve", "qianhu-run"})
    void startWithACommandLineThatIsUnderstood(String unit) throws IOException {
        List<String> starts = values(unit + ".service", "ExecStart");
        assertThat(starts).hasSize(1);
        assertUnderstood(List.of(starts.get(0).split(" +")));
    }

    /** It may hold numbers; the home is for its owner only. */
    @Test
    void leaveACrashLogInTheHomeAndNoCore() throws IOException {
        String log = "-XX:ErrorFile=/var/lib/qianhu/hs_err_pid%";
        for (String unit : List.of("qianhu-serve.service", "qianhu-run.service")) {
            assertThat(values(unit, "ExecStart").get(0)).contains(log + "%p.log ", " --qianhu.home=/var/lib/qianhu");
            assertThat(values(unit, "LimitCORE")).containsExactly("0");
            assertThat(values(unit, "UMask")).containsExactly("0077");
        }
        assertThat(Files.readString(Path.of("config", "kubernetes", "qianhu-cronjob.yaml")))
                .contains("\"" + log + "p.log\"", "--qianhu.home=/var/lib/qianhu]");
        assertThat(Files.readString(Path.of("README.md"))).contains("java -XX:ErrorFile=data/hs_err_pid%p.log -jar");
    }

    @Test
    void stopLaterThanALastAnswerMayCome() throws IOException {
        for (String unit : List.of("qianhu-serve.service", "qianhu-run.service")) {
            assertThat(values(unit, "TimeoutStopSec")).containsExactly("7min");
            assertThat(values(unit, "KillMode")).containsExactly("mixed");
        }
    }

    @Test
    void takeExitCodesForWhatTheyMean() throws IOException {
        assertThat(values("qianhu-run.service", "SuccessExitStatus"))
                .containsExactly(ExitCode.ALREADY_COMPLETED.number() + " " + ExitCode.STOPPED.number());
        assertThat(values("qianhu-serve.service", "RestartPreventExitStatus"))
                .containsExactly(Integer.toString(ExitCode.REFUSED.number()));
    }

    @Test
    void haveACronJobWithACommandLineThatIsUnderstood() throws IOException {
        Map<?, ?> job = new Yaml().load(Files.readString(Path.of("config", "kubernetes", "qianhu-cronjob.yaml")));
        assertThat(at(job, "spec").get("concurrencyPolicy")).isEqualTo("Forbid");
        Map<?, ?> pod = at(job, "spec", "jobTemplate", "spec", "template", "spec");
        assertThat(pod.get("terminationGracePeriodSeconds")).isEqualTo(420);
        Map<?, ?> container = (Map<?, ?>) list(pod, "containers").get(0);
        List<String> words = new ArrayList<>();
        list(container, "command").forEach(word -> words.add(word.toString()));
        list(container, "args").forEach(word -> words.add(word.toString()));
        assertUnderstood(words);
        assertThat(names(pod, "volumes")).isEqualTo(names(container, "volumeMounts"));
    }

    private static List<?> list(Map<?, ?> node, String key) {
        return (List<?>) java.util.Objects.requireNonNull(node.get(key), key);
    }

    private static List<?> names(Map<?, ?> node, String key) {
        return list(node, key).stream()
                .map(one -> ((Map<?, ?>) one).get("name"))
                .toList();
    }

    private static void assertUnderstood(List<String> words) {
        assertThat(words)
                .as("what is always asked for keeps nobody from a mistake")
                .doesNotContain("--new-home");
        int jar = words.indexOf("-jar");
        assertThat(words.get(jar + 1)).endsWith("/qianhu.jar");
        List<String> command = words.subList(jar + 2, words.size());
        Qianhu.commandLine(List.of())
                .parseArgs(command.stream()
                        .filter(word -> !word.startsWith("--qianhu."))
                        .toArray(String[]::new));
        assertThat(command.stream()
                        .filter(word -> word.startsWith("--qianhu."))
                        .map(word -> word.substring("--qianhu.".length()).split("=", 2)[0]))
                .isNotEmpty()
                .allMatch(CommentedYaml.keysOf(QianhuSettings.class)::contains);
    }

    private static List<String> values(String file, String key) throws IOException {
        return Files.readAllLines(Path.of("config", "systemd", file)).stream()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .toList();
    }

    private static Map<?, ?> at(Map<?, ?> node, String... path) {
        Map<?, ?> found = node;
        for (String key : path) {
            found = (Map<?, ?>) java.util.Objects.requireNonNull(found.get(key), key);
        }
        return found;
    }
}
