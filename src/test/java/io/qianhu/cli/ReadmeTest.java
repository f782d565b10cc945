package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.campaign.Campaign;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.Transition;
import io.qianhu.number.RejectReason;
import io.qianhu.report.RunSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the documents say is what the code has: commands, keys, codes, states, fields, files. */
class ReadmeTest {
    private static final int LONGEST_PAGE_BYTES = 15 * 1024;
    private static final String ALL = pages().map(page -> text(Path.of(page))).collect(Collectors.joining("\n"));

    /** The README, in both languages, and what it leads to. */
    static Stream<String> pages() {
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            List<String> pages = docs.map(Path::toString)
                    .filter(page -> page.endsWith(".md"))
                    .sorted()
                    .toList();
            return Stream.concat(Stream.of("README.md", "README.zh-CN.md", "sample-data/README.md"), pages.stream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every command line of the pages and of the help texts, as it stands there. */
    static Stream<String> commandLines() {
        CommandLine all = Qianhu.commandLine(List.of());
        Stream<String> help = all.getSubcommands().values().stream()
                .flatMap(command ->
                        Arrays.stream(command.getCommandSpec().usageMessage().footer()));
        return Stream.concat(ALL.lines(), help)
                .filter(line -> line.matches(" *qianhu .*"))
                .map(line -> line.strip().replaceAll(" *#.*| *\\\\$", ""));
    }

    @ParameterizedTest
    @MethodSource("commandLines")
    void givesCommandsThatAreUnderstood(String line) {
        List<String> words = List.of(line.substring("qianhu ".length()).split(" +"));
        Qianhu.commandLine(List.of())
                .parseArgs(words.stream()
                        .filter(word -> !word.startsWith("--qianhu."))
                        .toArray(String[]::new));
    }

    @Test
    void namesEveryCommandAndEveryOption() {
        assertThat(Qianhu.commandLine(List.of()).getSubcommands().keySet())
                .allMatch(name -> ALL.contains("`" + name), "is named");
        assertThat(Qianhu.commandLine(List.of()).getSubcommands().values().stream()
                        .flatMap(command -> command.getCommandSpec().options().stream())
                        .filter(option -> !option.usageHelp() && !option.versionHelp())
                        .map(option -> option.longestName()))
                .allMatch(ALL::contains, "is named");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void namesSettingsAndFilesThatExist(String document) {
        String text = text(Path.of(document));
        Set<String> keys = CommentedYaml.keysOf(QianhuSettings.class);
        assertThat(found("qianhu\\.([a-z]+(?:[.-][a-z]+)*)", text))
                .filteredOn(key -> !key.matches("jar|key|log"))
                .allMatch(
                        key -> keys.stream().anyMatch(known -> (known + ".").startsWith(key + ".")),
                        "is a setting or a branch of settings");
        assertThat(found("\\]\\(([^)#:]+)\\)", text))
                .allMatch(link -> Files.exists(Path.of(document).resolveSibling(link)), "exists");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void areShortEnoughToBeRead(String page) {
        assertThat(Path.of(page)).satisfies(file -> assertThat(Files.size(file)).isLessThan(LONGEST_PAGE_BYTES));
    }

    /** A heading is linked by its letters and digits in lower case, with dashes for blanks. */
    @ParameterizedTest
    @MethodSource("pages")
    void linkHeadingsThatExist(String page) {
        assertThat(Pattern.compile("\\]\\(([^)#: ]*)#([^)]+)\\)")
                        .matcher(text(Path.of(page)))
                        .results())
                .allMatch(
                        link -> {
                            Path to = link.group(1).isEmpty()
                                    ? Path.of(page)
                                    : Path.of(page).resolveSibling(link.group(1));
                            return text(to).lines()
                                    .filter(line -> line.startsWith("#"))
                                    .map(line -> line.replaceFirst("#+ ", "")
                                            .toLowerCase(Locale.ROOT)
                                            .replaceAll("[^\\p{L}\\p{N} -]", "")
                                            .replace(' ', '-'))
                                    .anyMatch(link.group(2)::equals);
                        },
                        "exists");
    }

    @Test
    void showsEveryKeyOfACampaign() {
        assertThat(found("(?m)^\\| `([a-z]+(?:\\.[a-z.-]+)?)` \\|", text(Path.of("docs/campaign.md"))))
                .containsExactlyElementsOf(CommentedYaml.keysOf(Campaign.class));
    }

    @Test
    void drawsEveryTransition() {
        List<String> arrows = Pattern.compile("([A-Z]+) --> ([A-Z]+): ([A-Z_]+)")
                .matcher(ALL)
                .results()
                .map(arrow -> arrow.group(3) + " " + arrow.group(1) + " " + arrow.group(2))
                .toList();
        assertThat(arrows)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Transition.values())
                        .map(transition -> transition + " " + transition.from() + " " + transition.to())
                        .toList());
    }

    @Test
    void explainsEveryExitCode() {
        List<String> numbers = Arrays.stream(ExitCode.values())
                .map(code -> Integer.toString(code.number()))
                .toList();
        for (String page : List.of("README.md", "README.zh-CN.md", "docs/commands.md")) {
            assertThat(found("(?m)^\\| ([0-9]+) \\|", text(Path.of(page)))).isEqualTo(numbers);
        }
        assertThat(Arrays.stream(Qianhu.commandLine(List.of())
                                .getCommandSpec()
                                .usageMessage()
                                .footer())
                        .filter(line -> line.matches("  [0-9].*"))
                        .map(line -> line.strip().substring(0, 1)))
                .isEqualTo(numbers);
    }

    @Test
    void namesEveryFieldReasonAndState() {
        String reports = text(Path.of("docs/reports.md"));
        Stream<String> fields =
                Arrays.stream(RunSummary.class.getRecordComponents()).map(RecordComponent::getName);
        Stream<String> reasons = Arrays.stream(RejectReason.values()).map(RejectReason::code);
        Stream<String> states = Arrays.stream(RunState.values()).map(RunState::name);
        assertThat(Stream.of(fields, reasons, states).flatMap(names -> names))
                .allMatch(name -> reports.contains("`" + name + "`"), "is named");
    }

    /** What the first group of the pattern found, in the order of the text. */
    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toList());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
