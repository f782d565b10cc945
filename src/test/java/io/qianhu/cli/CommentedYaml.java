package io.qianhu.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.yaml.snakeyaml.Yaml;

/**
 * A YAML file that shows every key of a tree of records. {@code # text} is a comment, {@code #key: value} is a key that
 * is commented out.
 */
record CommentedYaml(String text) {
    private static final String COMMENTED_OUT = "(?m)^( *)#(?=[a-z][a-z.-]*:)";
    private static final String KEY = " *#?[a-z][a-z.-]*:.*";

    static CommentedYaml of(Path file) {
        try {
            return new CommentedYaml(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file with every key that is commented out put in force. */
    CommentedYaml inFull() {
        return new CommentedYaml(text.replaceAll(COMMENTED_OUT, "$1"));
    }

    /** The paths of the keys in force that hold values, such as {@code dispatch.rate}. */
    Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        Object root = new Yaml().load(text);
        collect(root, "", keys);
        return keys;
    }

    private static void collect(Object node, String path, Set<String> keys) {
        if (node instanceof Map<?, ?> map) {
            // YAML 1.1 takes the key `on` for true.
            map.forEach((key, value) -> collect(value, join(path, key.equals(true) ? "on" : key.toString()), keys));
        } else {
            keys.add(path);
        }
    }

    /** Lines with a key that holds a value and that no comment explains: in the line above or behind the value. */
    List<String> unexplained() {
        List<String> lines = text.lines().toList();
        return IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).matches(KEY) && !lines.get(i).endsWith(":"))
                .filter(i -> i == 0 || !lines.get(i - 1).strip().startsWith("# "))
                .mapToObj(lines::get)
                .toList();
    }

    /** The keys that a tree of records is bound from. */
    static Set<String> keysOf(Class<?> settings) {
        Set<String> keys = new LinkedHashSet<>();
        collect(settings, "", keys);
        return keys;
    }

    private static void collect(Class<?> type, String path, Set<String> keys) {
        for (RecordComponent component : type.getRecordComponents()) {
            String key = join(path, DataObjectPropertyName.toDashedForm(component.getName()));
            boolean branch = component.getType().isRecord()
                    && component.getType().getSimpleName().endsWith("Settings");
            if (branch || component.getType() == io.qianhu.intake.IntakeLimits.class) {
                collect(component.getType(), key, keys);
            } else {
                keys.add(key);
            }
        }
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
