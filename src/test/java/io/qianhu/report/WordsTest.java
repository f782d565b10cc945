package io.qianhu.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.ledger.ListState;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.Target;
import io.qianhu.number.RejectReason;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final Pattern PLACE = Pattern.compile("%(?:\\d\\$)?,?([sd])");

    @Test
    void bothLanguagesHaveTheSameKeysAndPlaces() throws IOException {
        Properties english = read("words.properties");
        Properties chinese = read("words_zh.properties");
        Set<String> reasons = Arrays.stream(RejectReason.values())
                .map(reason -> "reject." + reason.code())
                .collect(Collectors.toSet());
        Set<String> expected = new HashSet<>(english.stringPropertyNames());
        expected.addAll(reasons);

        assertThat(chinese.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(english.stringPropertyNames())
                .allSatisfy(key -> assertThat(places(chinese.getProperty(key)))
                        .as(key)
                        .isEqualTo(places(english.getProperty(key))));
    }

    @Test
    void everyStateAndTargetHasWords() {
        Words words = Words.of(Locale.ENGLISH);

        assertThat(RunState.values())
                .allSatisfy(state -> assertThat(words.get("meaning." + state)).isNotBlank());
        assertThat(Target.values())
                .allSatisfy(target -> assertThat(words.get("target." + target)).isNotBlank());
        assertThat(new ListState[] {
                    ListState.REFUSED, ListState.HELD, ListState.UNCONFIRMED, ListState.SUBMITTING, ListState.PENDING
                })
                .allSatisfy(state -> assertThat(words.get("next." + state)).isNotBlank());
    }

    @Test
    void anyChineseLocaleIsChineseAndEveryOtherOneEnglish() {
        assertThat(Words.of(Locale.SIMPLIFIED_CHINESE).language()).isEqualTo("zh");
        assertThat(Words.of(Locale.CHINESE).language()).isEqualTo("zh");
        assertThat(Words.of(Locale.GERMANY).language()).isEqualTo("en");
    }

    private static Properties read(String name) throws IOException {
        Properties properties = new Properties();
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(Words.class.getResourceAsStream(name)), StandardCharsets.UTF_8)) {
            properties.load(in);
        }
        return properties;
    }

    /** The kinds of what is filled in, in any order: another language has another one. */
    private static String places(String text) {
        Matcher matcher = PLACE.matcher(text);
        return matcher.results().map(found -> found.group(1)).sorted().collect(Collectors.joining());
    }
}
