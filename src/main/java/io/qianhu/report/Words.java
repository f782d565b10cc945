package io.qianhu.report;

import java.util.Locale;
import java.util.ResourceBundle;

/**
 * What reports say, in Chinese or in English. Names of states, reasons, files and commands are the same in both: they
 * are what programs and other people refer to.
 */
public final class Words {
    private static final ResourceBundle.Control NO_OTHER_LANGUAGE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final ResourceBundle bundle;

    private Words(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** Chinese for any Chinese locale, English for every other one. */
    public static Words of(Locale language) {
        return new Words(ResourceBundle.getBundle("io.qianhu.report.words", language, NO_OTHER_LANGUAGE));
    }

    /** A message as the code throws it and the ledger keeps it, which is English, in this language. */
    public String said(String message) {
        return language().equals("zh") ? Phrases.chinese().said(message) : message;
    }

    /** {@code zh} or {@code en}. */
    String language() {
        return get("language");
    }

    /**
     * The words of a key.
     *
     * @param values fill its places, as {@link String#format}'s; whole numbers get separators where {@code %,d} asks
     */
    String get(String key, Object... values) {
        return values.length == 0 ? bundle.getString(key) : String.format(Locale.ROOT, bundle.getString(key), values);
    }

    /** The words of a key that only one language has, or else these. */
    String orElse(String key, String other) {
        return bundle.containsKey(key) ? bundle.getString(key) : other;
    }
}
