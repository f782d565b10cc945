package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.report.Words;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordsOfCommandsTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "io", "qianhu", "cli");

    /** As {@link java.util.Formatter} has them: which value, how, and of what kind. */
    private static final Pattern PLACE = Pattern.compile("%(?:(\\d)\\$)?(,?(?:\\.\\d)?[sdf])");

    @Test
    void bothLanguagesHaveTheSameKeysAndPlaces() throws IOException {
        Properties english = read(Qianhu.class, "words.properties");
        Properties chinese = read(Qianhu.class, "words_zh.properties");

        assertThat(chinese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        assertThat(english.stringPropertyNames())
                .allSatisfy(key -> assertThat(places(chinese.getProperty(key)))
                        .as(key)
                        .isEqualTo(places(english.getProperty(key))));
        assertThat(english.stringPropertyNames())
                .allSatisfy(
                        key -> assertThat(Language.ZH.words().get(key)).as(key).isEqualTo(chinese.get(key)));
    }

    @Test
    void noKeyStandsInTheReportsToo() throws IOException {
        assertThat(read(Qianhu.class, "words_zh.properties").stringPropertyNames())
                .doesNotContainAnyElementsOf(
                        read(Words.class, "words_zh.properties").stringPropertyNames());
    }

    /** A subject of doctor is put together: its name, a dot, how it is. */
    @Test
    void everyKeyIsUsed() throws IOException {
        String sources = sources();
        assertThat(read(Qianhu.class, "words.properties").stringPropertyNames()).allSatisfy(key -> {
            String asked = key.startsWith("doctor.") ? key.replaceFirst("^.*\\.", "") : key;
            assertThat(sources).as(key).containsAnyOf("\"" + asked + "\"", "\"" + key.replaceFirst("[^.]*$", "\" +"));
        });
    }

    private static String sources() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.sorted().toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }

    private static Properties read(Class<?> room, String name) throws IOException {
        Properties properties = new Properties();
        try (Reader in =
                new InputStreamReader(Objects.requireNonNull(room.getResourceAsStream(name)), StandardCharsets.UTF_8)) {
            properties.load(in);
        }
        return properties;
    }

    /** Which value stands in which place is counted where it is not said. */
    private static String places(String text) {
        int[] next = {0};
        return PLACE.matcher(text)
                .results()
                .map(found -> (found.group(1) == null ? Integer.toString(++next[0]) : found.group(1)) + found.group(2))
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
