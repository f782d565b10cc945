package io.qianhu.sandbox;

import io.qianhu.http.HttpAnswer;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The two ways to write an answer. */
enum AnswerFormat {
    JSON {
        @Override
        HttpAnswer write(int status, String root, Map<String, String> fields) {
            return HttpAnswer.json(status, MAPPER.writeValueAsString(fields));
        }
    },
    XML {
        @Override
        HttpAnswer write(int status, String root, Map<String, String> fields) {
            StringBuilder xml = new StringBuilder("<?xml version='1.0' encoding='UTF-8'?><" + root + ">");
            fields.forEach((name, value) -> xml.append('<')
                    .append(name)
                    .append('>')
                    .append(escaped(value))
                    .append("</")
                    .append(name)
                    .append('>'));
            return HttpAnswer.xml(
                    status, xml.append("</").append(root).append('>').toString());
        }
    };

    private static final JsonMapper MAPPER = JsonMapper.shared();

    /**
     * One answer of flat text fields.
     *
     * @param root name of the outer XML element; JSON has none
     */
    abstract HttpAnswer write(int status, String root, Map<String, String> fields);

    /** By the {@code Format} parameter of the older scheme: XML unless JSON is asked for, in any case of letters. */
    static AnswerFormat ofParameter(@Nullable String format) throws Refused {
        String asked = format == null ? "XML" : format.toUpperCase(Locale.ROOT);
        if (!asked.equals("XML") && !asked.equals("JSON")) {
            throw ApiError.of("InvalidParameter.Format", "Format must be XML or JSON.")
                    .refused();
        }
        return valueOf(asked);
    }

    /** By the {@code Accept} header of the current scheme: JSON unless XML is named. */
    static AnswerFormat ofAccept(@Nullable String accept) {
        return accept != null && accept.toLowerCase(Locale.ROOT).matches("(application|text)/xml.*") ? XML : JSON;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
