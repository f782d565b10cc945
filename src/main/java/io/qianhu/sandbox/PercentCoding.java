package io.qianhu.sandbox;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * Query strings and forms, in and out. What is signed is not what is sent: clients write a space as {@code +} and leave
 * {@code *} bare, while the signature is made over {@code %20} and {@code %2A}. So a verifier decodes first and then
 * encodes by the signature's own rule.
 */
final class PercentCoding {
    private PercentCoding() {}

    /** Parameters by name, decoded; a name that comes twice is refused (assumed: no page says which one counts). */
    static Map<String, String> decode(String encoded) throws Refused {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (parameters.put(name, value) != null) {
                throw ApiError.of("InvalidParameter", "A parameter is given twice.")
                        .refused();
            }
        }
        return parameters;
    }

    /** UTF-8; letters, digits and {@code - _ . ~} stay, everything else becomes {@code %XY}. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /** {@code name=value} joined by {@code &}, sorted by name, both sides encoded. */
    static String canonical(Map<String, String> parameters) {
        SortedMap<String, String> sorted = new TreeMap<>(parameters);
        StringJoiner joined = new StringJoiner("&");
        sorted.forEach((name, value) -> joined.add(encode(name) + "=" + encode(value)));
        return joined.toString();
    }

    private static String decoded(String text) throws Refused {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            throw ApiError.of("InvalidParameter", "A parameter is not valid percent-encoding.")
                    .refused();
        }
    }
}
