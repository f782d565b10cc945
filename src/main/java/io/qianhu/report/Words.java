package io.qianhu.report;

import io.qianhu.message.Worded;
import io.qianhu.message.Wording;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What reports and commands say, in Chinese or in English. Names of states, reasons, files, commands, options and settings
 * are the same in both: they are what programs and other people refer to.
 */
public final class Words {
    private static final ResourceBundle.Control NO_OTHER_LANGUAGE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Locale language;
    private final List<ResourceBundle> bundles;

    private Words(Locale language, List<ResourceBundle> bundles) {
        this.language = language;
        this.bundles = bundles;
    }

    /** What reports say: Chinese for any Chinese locale, English for every other one. */
    public static Words of(Locale language) {
        return new Words(language, List.of()).with("io.qianhu.report.words");
    }

    /**
     * These words and those of one more bundle, in the same language.
     *
     * @param bundle its name, such as {@code io.qianhu.report.words}; its keys are its own
     */
    public Words with(String bundle) {
        ResourceBundle more = ResourceBundle.getBundle(bundle, language, NO_OTHER_LANGUAGE);
        return new Words(
                language, Stream.concat(bundles.stream(), Stream.of(more)).toList());
    }

    /** A message in this language. */
    public String said(Worded message) {
        return wording().of(message.said());
    }

    /** How messages are said in this language. */
    public Wording wording() {
        return language().equals("zh") ? Wording.CHINESE : Wording.ENGLISH;
    }

    /** {@code zh} or {@code en}. */
    public String language() {
        return get("language");
    }

    /**
     * The words of a key.
     *
     * @param values fill its places, as {@link String#format}'s; whole numbers get separators where {@code %,d} asks
     */
    public String get(String key, @Nullable Object... values) {
        String text = find(key)
                .orElseThrow(() -> new IllegalArgumentException("no words for \"" + key + "\" in " + language));
        return values.length == 0 ? text : String.format(Locale.ROOT, text, values);
    }

    /** The words of a key that only one language has, or else these. */
    public String orElse(String key, String other) {
        return find(key).orElse(other);
    }

    private Optional<String> find(String key) {
        return bundles.stream()
                .filter(bundle -> bundle.containsKey(key))
                .map(bundle -> bundle.getString(key))
                .findFirst();
    }
}
