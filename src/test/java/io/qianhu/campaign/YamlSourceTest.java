package io.qianhu.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no campaign at all: one message in one line, with the place where there is one. */
class YamlSourceTest {
    private static final String SMALLEST = "name: a\ntask: { name: t, dialog-id: 1 }\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: [a | line 1: column 9 is no YAML: expected ',' or ']', but got <stream end>",
                "name: a\\n\\tb: c | line 2: column 1 is no YAML: found character '\\t(TAB)' that cannot start any token",
                "name: *x | line 1: column 7 is no YAML: found undefined alias x",
                "name: a\\n---\\nname: b | line 2: column 1 is no YAML: but found another document",
                "name: a\\nb: \u0007x | line 2: is no YAML: character \\u0007 is not allowed",
                "name: a: b | line 1: column 8 is no YAML: mapping values are not allowed here",
            })
    void namesTheLineAndColumnOfAnErrorInTheYaml(String yaml, String problem) throws IOException {
        Path file = Files.writeString(
                folder.resolve("c.yml"), yaml.replace("\\n", "\n").replace("\\t", "\t"));

        assertThat(messageOf(file)).startsWith(file + " " + problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "# nothing but a comment\n", "---\n", "~"})
    void refusesAFileThatHoldsNothing(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("c.yml"), yaml);

        assertThat(messageOf(file)).isEqualTo(file + ": is empty; write a campaign with at least name and task");
    }

    @Test
    void refusesAFileThatIsMissing() {
        Path file = folder.resolve("c.yml");

        assertThat(messageOf(file)).isEqualTo(file + ": does not exist; give the path of a file that does");
    }

    @Test
    void refusesADirectory() {
        assertThat(messageOf(folder)).isEqualTo(folder + ": cannot be read: it is a directory");
    }

    /** To open it waits for whoever writes. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void refusesAPipe() throws Exception {
        Path pipe = folder.resolve("c.yml");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertThat(messageOf(pipe)).isEqualTo(pipe + ": is not a regular file; copy its content into one");
    }

    @Test
    void refusesAFileThatMayNotBeRead() throws IOException {
        Path file = Files.writeString(folder.resolve("c.yml"), SMALLEST);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(file), "root reads everything");

        assertThat(messageOf(file)).isEqualTo(file + ": cannot be read: permission denied");
    }

    @Test
    void takesAFileOfOneMebibyteAndRefusesOneByteMore() throws IOException {
        String filler = "#".repeat(YamlSource.LARGEST_FILE_BYTES - SMALLEST.length());
        Path file = Files.writeString(folder.resolve("c.yml"), SMALLEST + filler);
        assertThat(new CampaignReader().read(file).name()).isEqualTo("a");

        Files.writeString(file, SMALLEST + filler + "#");
        assertThat(messageOf(file)).isEqualTo(file + ": is larger than 1 MiB; is it the right file?");
    }

    @Test
    void refusesAnotherEncoding() throws IOException {
        byte[] gbk = "name: 春季\n".getBytes(Charset.forName("GBK"));
        Path file = Files.write(folder.resolve("c.yml"), gbk);

        assertThat(messageOf(file)).isEqualTo(file + ": is not UTF-8; save it with that encoding");
        assertThat(new String(gbk, StandardCharsets.UTF_8)).contains("\uFFFD");
    }

    @Test
    void refusesNestingWithoutEnd() throws IOException {
        Path file = Files.writeString(folder.resolve("c.yml"), "name: " + "[".repeat(10_000));

        assertThat(messageOf(file)).contains("is no YAML").contains("Nesting Depth");
    }

    @Test
    void refusesAliasesThatMultiply() throws IOException {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 30; i++) {
            yaml.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        Path file = Files.writeString(folder.resolve("c.yml"), yaml);

        assertThat(messageOf(file)).contains("is no YAML").contains("aliases");
    }

    @Test
    void refusesAListOrATextInPlaceOfACampaign() throws IOException {
        assertThat(messageOf(Files.writeString(folder.resolve("c.yml"), "- a\n")))
                .endsWith(
                        "line 1: a list stands where keys are expected: name, input, numbers, task, dispatch, limits, schedule, inbox");
        assertThat(messageOf(Files.writeString(folder.resolve("c.yml"), "phone,name\n")))
                .contains("line 1: \"phone,name\" stands where keys are expected");
    }

    @Test
    void namesTheFirstOfMuchThatIsWrong() throws IOException {
        StringBuilder yaml = new StringBuilder(SMALLEST);
        for (int i = 0; i < 25; i++) {
            yaml.append("k%d: 1%n".formatted(i));
        }
        Path file = Files.writeString(folder.resolve("c.yml"), yaml);
        assertThat(messageOf(file))
                .hasLineCount(21)
                .contains("unknown key \"k19\"")
                .doesNotContain("k20")
                .endsWith(file + ": and 5 more; repair these first");

        Files.writeString(
                file,
                "name: a\ntask: { name: t, dialog-id: 1, recall: { times: 1, interval: 5m, on: ["
                        + "200010, ".repeat(100_000) + "200010] } }\n");
        assertThat(messageOf(file)).hasSizeLessThan(1000).contains("…");
    }

    private static String messageOf(Path file) {
        CampaignRefused refused = catchThrowableOfType(CampaignRefused.class, () -> new CampaignReader().read(file));
        assertThat(refused).as("the file is taken").isNotNull();
        return String.valueOf(refused.getMessage());
    }
}
