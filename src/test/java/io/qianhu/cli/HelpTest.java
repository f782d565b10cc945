package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class HelpTest {
    private static final ResourceBundle CHINESE = ResourceBundle.getBundle("io.qianhu.cli.help", Locale.CHINESE);
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    static Stream<String> commands() {
        return Stream.concat(Stream.of(""), Qianhu.commandLine(List.of()).getSubcommands().keySet().stream());
    }

    private static CommandSpec spec(String command, boolean chinese) {
        CommandLine all = Qianhu.commandLine(List.of());
        if (chinese) {
            all.setResourceBundle(CHINESE);
        }
        return one(all, command).getCommandSpec();
    }

    private static CommandLine one(CommandLine all, String command) {
        return command.isEmpty()
                ? all
                : Objects.requireNonNull(all.getSubcommands().get(command));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandOptionAndParameterIsDescribedInChinese(String command) {
        CommandSpec spec = spec(command, true);

        assertThat(String.join("", spec.usageMessage().description())).containsPattern(HAN);
        assertThat(spec.args())
                .allSatisfy(arg -> assertThat(String.join("", arg.description()))
                        .as(arg.toString())
                        .containsPattern(HAN));
        assertThat(Said.by(
                                command.isEmpty()
                                        ? new String[] {"--lang", "zh", "--help"}
                                        : new String[] {command, "--help", "--lang", "zh"})
                        .exits(0)
                        .out()
                        .lines()
                        .filter(line -> !line.startsWith("  qianhu ")))
                .noneMatch(line -> line.matches(".*\\b[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}\\b.*"));
    }

    /** A line of examples or of exit codes has its like in Chinese, and the examples are the same. */
    @ParameterizedTest
    @MethodSource("commands")
    void bothLanguagesHaveTheSameExamplesAndExitCodes(String command) {
        List<String> english = Arrays.asList(spec(command, false).usageMessage().footer());
        List<String> chinese = Arrays.asList(spec(command, true).usageMessage().footer());

        assertThat(chinese.stream().filter(line -> line.startsWith("  ")).map(HelpTest::name))
                .isEqualTo(english.stream()
                        .filter(line -> line.startsWith("  "))
                        .map(HelpTest::name)
                        .toList());
        assertThat(numbers(chinese)).isEqualTo(numbers(english));
        assertThat(spec(command, true).usageMessage().description().length)
                .isEqualTo(spec(command, false).usageMessage().description().length);
    }

    /** An example as a whole, an exit code without what it means. */
    private static String name(String line) {
        return line.matches("  [0-9]  .*") ? line.substring(0, 3) : line;
    }

    private static List<String> numbers(List<String> footer) {
        return Pattern.compile("(?<![\\w./])[0-9](?= )")
                .matcher(String.join("\n", footer))
                .results()
                .map(found -> found.group())
                .toList();
    }

    @Test
    void noKeyOfTheChineseHelpIsForNothing() {
        Set<String> asked = new TreeSet<>();
        commands().forEach(command -> {
            CommandLine all = Qianhu.commandLine(List.of());
            all.setResourceBundle(noting(asked));
            assertThat(one(all, command).getUsageMessage()).isNotEmpty();
        });

        assertThat(asked).containsAll(CHINESE.keySet());
    }

    private static ResourceBundle noting(Set<String> asked) {
        return new ResourceBundle() {
            @Override
            protected Object handleGetObject(String key) {
                asked.add(key);
                return CHINESE.getString(key);
            }

            @Override
            public Enumeration<String> getKeys() {
                return CHINESE.getKeys();
            }
        };
    }

    @Test
    void isInTheLanguageThatStandsOnTheSameCommandLine() {
        assertThat(Said.by("status", "--help", "--lang", "zh").out()).startsWith("用法：");
        assertThat(Said.by("--lang", "zh", "status", "--help").out()).startsWith("用法：");
        assertThat(Said.by("status", "--help", "--qianhu.lang=zh").out()).startsWith("用法：");
        assertThat(Said.by("status", "--help", "--lang", "en").out()).startsWith("Usage: qianhu status");
        assertThat(Said.by("run", "--lang", "zh").err())
                .as("below what is refused")
                .contains("用法：", "任务文件。");
        assertThat(Said.by("--lang", "zh").err()).contains("用法：", "退出码：");
        assertThat(Said.by("status", "--help", "--lang", "klingon").code()).isZero();
    }

    @Test
    void alignsWhatChineseCharactersPush() {
        List<String> lines = new ArrayList<>(
                Said.by("check", "--help", "--lang", "zh").out().lines().toList());
        assertThat(lines)
                .contains(
                        "用法：",
                        "  qianhu check [-hV] [--lang=zh|en] CAMPAIGN.yml [FILE...]",
                        "      CAMPAIGN.yml   任务文件。");
    }
}
