package io.qianhu.dyvms;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The two spellings of parameters: the one that is signed and the one of an HTML form. */
final class PercentEncoding {
    private PercentEncoding() {}

    /** UTF-8; letters, digits and {@code -_.~} stay, all else is {@code %XY}. The vendor's signature pages ask for it. */
    static String of(String text) {
        return URLEncoder.encode(text, UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /** {@code name=value} sorted by name and joined by {@code &}, both percent-encoded. Valid in a URL as it is. */
    static String canonicalQuery(Map<String, String> parameters) {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(parameter -> of(parameter.getKey()) + "=" + of(parameter.getValue()))
                        .collect(Collectors.joining("&"));
    }

    /** {@code application/x-www-form-urlencoded}, in the order of the map. */
    static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> URLEncoder.encode(parameter.getKey(), UTF_8) + "="
                        + URLEncoder.encode(parameter.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
