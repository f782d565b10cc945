package io.qianhu.dyvms;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON form of an answer. */
final class JsonAnswer {
    private static final JsonMapper JSON = JsonMapper.shared();

    private JsonAnswer() {}

    /** The fields of a JSON object; null when the text is anything else, or is cut off. */
    static @Nullable Map<String, String> fields(String text) {
        JsonNode root = tree(text);
        return root != null && root.isObject() ? fields(root) : null;
    }

    /** The fields of an object; those that are null are left out. */
    static Map<String, String> fields(JsonNode object) {
        Map<String, String> fields = new HashMap<>();
        object.properties().forEach(property -> {
            JsonNode value = property.getValue();
            if (!value.isNull()) {
                fields.putIfAbsent(property.getKey(), value.isContainer() ? value.toString() : value.asString());
            }
        });
        return fields;
    }

    /** Null when the text is no whole JSON value. */
    static @Nullable JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            // What the parser says may quote the answer, and the answer may hold numbers.
            return null;
        }
    }
}
