package io.qianhu.campaign;

import static io.qianhu.campaign.Violation.quoted;

import io.qianhu.message.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One level of the file: its keys, and what each holds. Everything that is wrong goes to the violations and the reading
 * goes on with the fallback, which never reaches a campaign because a file with violations is refused.
 *
 * <p>Values are taken as they are written, not as YAML 1.1 would type them: there, the key {@code on} and the name
 * {@code no} are booleans.
 */
final class YamlMap {
    private final String path;
    private final Node where;
    private final Map<String, Node> values;
    private final Violations violations;

    private YamlMap(String path, Node where, Map<String, Node> values, Violations violations) {
        this.path = path;
        this.where = where;
        this.values = values;
        this.violations = violations;
    }

    /** Takes a node as a mapping with these keys; unknown and repeated keys are violations. */
    static YamlMap of(Node node, String path, List<String> known, Violations violations) {
        Map<String, Node> values = new LinkedHashMap<>();
        YamlMap map = new YamlMap(path, node, values, violations);
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                map.take(entry.getKeyNode(), entry.getValueNode(), known);
            }
        } else if (!isEmpty(node)) {
            violations.add(
                    node, path, Message.of("campaign.stands-keys-expected", shown(node), String.join(", ", known)));
        }
        return map;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** The level below a key; without any key when it is absent. */
    YamlMap map(String key, List<String> known) {
        Node node = values.get(key);
        return node == null
                ? new YamlMap(pathOf(key), where, Map.of(), violations)
                : of(node, pathOf(key), known, violations);
    }

    /**
     * The value of a key.
     *
     * @param reader turns the text into the value, or throws an IllegalArgumentException that says what is allowed
     */
    <T> T value(String key, Function<String, T> reader, T fallback) {
        return optional(key, reader).orElse(fallback);
    }

    /** As {@link #value}, for a key without default. */
    <T> Optional<T> optional(String key, Function<String, T> reader) {
        Node node = values.get(key);
        return node == null ? Optional.empty() : Optional.ofNullable(read(node, pathOf(key), reader));
    }

    /** As {@link #value}, but the key must be there; {@code meaning} tells the reader of the message what to write. */
    <T> T required(String key, Message meaning, Function<String, T> reader, T placeholder) {
        requireKey(key, meaning);
        return value(key, reader, placeholder);
    }

    /**
     * The list below a key; {@code check} sees it as a whole.
     *
     * @param example shown when something else than a list stands there
     */
    <T> List<T> list(
            String key, String example, Function<String, T> reader, UnaryOperator<List<T>> check, List<T> fallback) {
        Node node = values.get(key);
        if (node == null) {
            return fallback;
        }
        if (!(node instanceof SequenceNode sequence)) {
            violations.add(node, pathOf(key), Message.of("campaign.stands-list-expected", shown(node), example));
            return fallback;
        }
        List<T> items = new ArrayList<>();
        for (int i = 0; i < sequence.getValue().size(); i++) {
            T item = read(sequence.getValue().get(i), pathOf(key) + "[" + (i + 1) + "]", reader);
            if (item == null) {
                return fallback;
            }
            items.add(item);
        }
        try {
            return check.apply(items);
        } catch (IllegalArgumentException refused) {
            violations.add(node, pathOf(key), Message.of(refused));
            return fallback;
        }
    }

    /** As {@link #list}, but the key must be there. */
    <T> List<T> requiredList(
            String key, String example, Function<String, T> reader, UnaryOperator<List<T>> check, List<T> placeholder) {
        requireKey(key, Message.of("campaign.write-list", example));
        return list(key, example, reader, check, placeholder);
    }

    /** What stands below a key fits, but not to the rest of the file. */
    void refuse(String key, Message problem) {
        violations.add(values.getOrDefault(key, where), pathOf(key), problem);
    }

    /** A key that means nothing without another one on its level. */
    void requireBeside(String key, String other, Message meaning) {
        Node node = values.get(key);
        if (node != null && !has(other)) {
            violations.add(node, pathOf(key), Message.of("campaign.stands-without", pathOf(other), meaning));
        }
    }

    /** Says nothing where something else stands in place of the keys: that has been said, and the rest follows from it. */
    private void requireKey(String key, Message meaning) {
        if (!has(key) && (where instanceof MappingNode || isEmpty(where))) {
            violations.add(where, pathOf(key), Message.of("campaign.missing", meaning));
        }
    }

    private <T> @Nullable T read(Node node, String at, Function<String, T> reader) {
        if (isEmpty(node)) {
            violations.add(node, at, Message.of("campaign.no-value-write-remove-key"));
            return null;
        }
        if (!(node instanceof ScalarNode scalar)) {
            violations.add(node, at, Message.of("campaign.stands-single-value-expected", shown(node)));
            return null;
        }
        try {
            return reader.apply(scalar.getValue());
        } catch (IllegalArgumentException refused) {
            violations.add(node, at, Message.of(refused));
            return null;
        }
    }

    private void take(Node keyNode, Node value, List<String> known) {
        if (!(keyNode instanceof ScalarNode scalar)) {
            violations.add(
                    keyNode,
                    path,
                    Message.of("campaign.cannot-key-known-keys", shown(keyNode), String.join(", ", known)));
            return;
        }
        String key = scalar.getValue();
        if (!known.contains(key)) {
            Message advice = NearestKey.to(key, known)
                    .map(nearest -> Message.of("campaign.did-you-mean", quoted(nearest)))
                    .orElse(Message.of("campaign.known-keys-here", String.join(", ", known)));
            violations.add(keyNode, pathOf(key), Message.of("campaign.unknown-key", quoted(key), advice));
            return;
        }
        Node before = values.putIfAbsent(key, value);
        if (before != null) {
            int firstLine = before.getStartMark().getLine() + 1;
            violations.add(keyNode, pathOf(key), Message.of("campaign.given-twice-first-line", firstLine));
        }
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static boolean isEmpty(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private static Message shown(Node node) {
        if (node instanceof ScalarNode scalar) {
            return Message.text(quoted(scalar.getValue()));
        }
        return node instanceof SequenceNode ? Message.of("campaign.list") : Message.of("campaign.group-keys");
    }
}
