package io.qianhu.dyvms;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a well-formed answer, JSON or XML. Names are found in either case ({@code Code}, {@code code}); values
 * are text, whatever they were: {@code 4001112222} and {@code "4001112222"} are the same, objects are JSON.
 */
final class AnswerBody {
    private final Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private AnswerBody(Map<String, String> fields) {
        this.fields.putAll(fields);
    }

    /**
     * Reads an answer; null when they are not a whole JSON object, nor a whole XML document whose root is
     * {@code <action>Response} or {@code Error}.
     */
    static @Nullable AnswerBody read(Text text, String action) {
        Map<String, String> fields =
                text.looksLikeXml() ? XmlAnswer.fields(text.value(), action) : JsonAnswer.fields(text.value());
        return fields == null ? null : new AnswerBody(fields);
    }

    String code() {
        return field("Code");
    }

    String message() {
        return field("Message");
    }

    String requestId() {
        return field("RequestId");
    }

    String data() {
        return field("Data");
    }

    /** The field's text, stripped; empty when it is absent or null. */
    String field(String name) {
        return fields.getOrDefault(name, "").strip();
    }
}
