package io.qianhu.cli;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings as environment variables. Spring Boot passes over a variable that it does not know, so a misspelt one
 * would change nothing without a word.
 */
final class EnvironmentNames {
    private static final Pattern SETTING = Pattern.compile("(?i)^(QIANHU|SPRING)_");

    private EnvironmentNames() {}

    /** Those of the variables that look like a setting and are none, sorted; Spring's own settings are none of ours. */
    static List<String> unknown(Collection<String> variables) {
        Set<String> known = names("QIANHU", QianhuSettings.class)
                .map(EnvironmentNames::withoutUnderscores)
                .collect(Collectors.toSet());
        return variables.stream()
                .filter(name -> SETTING.matcher(name).find())
                .filter(name -> !known.contains(withoutUnderscores(name.replaceAll("_[0-9]{1,3}(?=_)", "_N"))))
                .sorted()
                .toList();
    }

    private static Stream<String> names(String prefix, Class<?> settings) {
        return Arrays.stream(settings.getRecordComponents()).flatMap(component -> names(prefix, component));
    }

    private static Stream<String> names(String prefix, RecordComponent component) {
        String name = prefix + "_" + component.getName();
        if (component.getGenericType() instanceof ParameterizedType list
                && component.getType() == List.class
                && list.getActualTypeArguments()[0] instanceof Class<?> element
                && element.isRecord()) {
            return names(name + "_N", element);
        }
        return component.getType().isRecord() ? names(name, component.getType()) : Stream.of(name);
    }

    /** {@code accessKeyId}, ACCESSKEYID and ACCESS_KEY_ID are one name. */
    private static String withoutUnderscores(String name) {
        return name.replace("_", "").toUpperCase(Locale.ROOT);
    }
}
