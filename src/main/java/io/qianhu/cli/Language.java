package io.qianhu.cli;

import io.qianhu.report.Words;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The language of commands and reports, {@code qianhu.lang}. */
enum Language {
    /** Chinese where the environment of the process is Chinese and its encoding has the characters, English elsewhere. */
    AUTO,
    ZH,
    EN;

    private static final String COMMANDS = "io.qianhu.cli.words";

    Words words() {
        return words(System.getenv(), Output.hasChinese());
    }

    /**
     * As above, elsewhere.
     *
     * @param environment of which {@code LC_ALL}, {@code LC_MESSAGES} and {@code LANG} count, the first that is set
     * @param legible whether Chinese can be read where the output goes; what was set is obeyed all the same
     */
    Words words(Map<String, String> environment, boolean legible) {
        boolean chinese = this == AUTO ? legible && isChinese(environment) : this == ZH;
        return Words.of(chinese ? Locale.CHINESE : Locale.ENGLISH).with(COMMANDS);
    }

    private static boolean isChinese(Map<String, String> environment) {
        return firstSet(environment, "LC_ALL", "LC_MESSAGES", "LANG").startsWith("zh");
    }

    /** The value of the first of these variables that has one; else empty. */
    static String firstSet(Map<String, String> environment, String... variables) {
        return Stream.of(variables)
                .map(environment::get)
                .filter(Objects::nonNull)
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse("");
    }
}
