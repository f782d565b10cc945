package io.qianhu.cli;

import io.qianhu.report.Words;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The language of summaries and reports, {@code qianhu.lang}. */
enum Language {
    /** Chinese where the environment of the process is Chinese, English elsewhere. */
    AUTO,
    ZH,
    EN;

    Words words() {
        return words(System.getenv());
    }

    /** @param environment of which {@code LC_ALL}, {@code LC_MESSAGES} and {@code LANG} count, the first that is set */
    Words words(Map<String, String> environment) {
        return Words.of(chinese(environment) ? Locale.CHINESE : Locale.ENGLISH);
    }

    private boolean chinese(Map<String, String> environment) {
        return this == AUTO ? localeOf(environment).startsWith("zh") : this == ZH;
    }

    private static String localeOf(Map<String, String> environment) {
        return Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .map(environment::get)
                .filter(Objects::nonNull)
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse("");
    }
}
