package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;

/** Tells what of a text is left in English. */
final class Chinese {
    /** Commands as they are typed, paths, addresses, settings, the request as it is sent, and what is masked. */
    private static final Pattern NAMES = Pattern.compile(
            "`[^`]*`|qianhu [a-z-]+|\\S*[/=@*]\\S*|(?m)^  POST .*$|[a-z]+-[a-z-]+|RUN LIST|\\S+\\.(csv|html|yml|json)");

    /** Three words beside each other are a sentence, or a part of one. */
    private static final Pattern ENGLISH = Pattern.compile("\\b[A-Za-z]{2,}[,;:]? [A-Za-z]{2,}[,;:]? [A-Za-z]{2,}\\b");

    private Chinese() {}

    /** Expects Chinese words, and no English sentence among them. */
    static String only(String text) {
        assertThat(text).containsPattern("\\p{IsHan}").doesNotContain("{1}", "%s", "%d");
        assertThat(english(text)).as(text).isEmpty();
        return text;
    }

    static List<String> english(String text) {
        return text.lines()
                .map(line -> NAMES.matcher(line).replaceAll("#"))
                .filter(line -> ENGLISH.matcher(line).find())
                .toList();
    }
}
