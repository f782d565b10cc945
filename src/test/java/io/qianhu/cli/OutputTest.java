package io.qianhu.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.message.Message;
import io.qianhu.message.Wording;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputTest {
    private static final String ASCII = "ANSI_X3.4-1968";

    @ParameterizedTest
    @CsvSource({
        "       , UTF-8         , C.UTF-8     , UTF-8",
        "       , GB18030       , zh_CN.GBK   , GB18030",
        "       , ANSI_X3.4-1968, zh_CN.UTF-8 , UTF-8",
        "       , ANSI_X3.4-1968, zh_CN.GBK@x , GBK",
        "       , ANSI_X3.4-1968, zh_CN       , none",
        "       , ANSI_X3.4-1968, C           , none",
        "       , ISO-8859-1    , en_US.no one, none",
        "ANSI_X3.4-1968, ANSI_X3.4-1968, zh_CN.UTF-8, UTF-8",
        "US-ASCII, UTF-8        , zh_CN.UTF-8 , none",
        "GBK    , UTF-8         , zh_CN.UTF-8 , GBK",
    })
    void hasChineseWhereTheEncodingThatIsNamedHasIt(String stdout, String ofSystem, String lang, String expected) {
        assertThat(Output.chinese(stdout, ofSystem, Map.of("LANG", lang))
                        .map(Object::toString)
                        .orElse("none"))
                .isEqualTo(expected);
    }

    @Test
    void letsNothingThroughButItsOwnLines() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Output output = Output.to(new PrintStream(bytes, true, UTF_8), () -> Wording.CHINESE);
        output.println("no\u001B[2J\n13912345678");
        output.println((Object) "a\nb");
        output.println(Message.of("schedule.waits"));
        output.print("13912345678\u202E\n");
        output.write("{\"bytes\":13912345678}\u009B\n");
        output.append("\u0007").append('\n').printf("%s%n", "\r");
        Output.raw(output).println("\u001B[1m");
        output.flush();

        assertThat(bytes.toString(UTF_8).lines())
                .containsExactly(
                        "no\\u001B[2J\\u000A139****5678",
                        "a\\u000Ab",
                        "等待中",
                        "139****5678\\u202E",
                        "{\"bytes\":13912345678}\\u009B",
                        "\\u0007",
                        "\\u000D",
                        "\u001B[1m");
    }

    /** Whoever writes to the console another way has to think of what text from elsewhere may do there. */
    @Test
    void isTheOnlyWayToTheConsole() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                assertThat(Files.readString(source).replaceAll("Output\\.to\\(\\s*System\\.(out|err)", ""))
                        .as(source.toString())
                        .doesNotContainPattern("System\\s*\\.(out|err)\\b");
            }
        }
    }

    @Test
    void theStrongestVariableNamesIt() {
        assertThat(Output.chinese(null, ASCII, Map.of("LC_ALL", "C", "LANG", "zh_CN.UTF-8")))
                .isEmpty();
        assertThat(Output.chinese(null, ASCII, Map.of("LC_CTYPE", "zh_CN.UTF-8", "LANG", "C")))
                .isPresent();
        assertThat(Output.chinese(null, null, Map.of())).isEmpty();
    }
}
