package io.qianhu.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One HTTP request as it was received. Its {@code toString} shows neither query nor body: both may hold numbers. */
public final class HttpRequest {
    private final String method;
    private final String path;
    private final String query;
    private final boolean http11;
    private final Map<String, String> headers;
    private final byte[] body;

    /**
     * @param target path and query in origin form
     * @param headers by lower-case name, values trimmed
     */
    HttpRequest(String method, String target, boolean http11, Map<String, String> headers, byte[] body) {
        int mark = target.indexOf('?');
        this.method = method;
        this.path = mark < 0 ? target : target.substring(0, mark);
        this.query = mark < 0 ? "" : target.substring(mark + 1);
        this.http11 = http11;
        this.headers = Map.copyOf(headers);
        this.body = body.clone();
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    /** Everything after the question mark, still percent-encoded; empty when there is none. */
    public String query() {
        return query;
    }

    /** The value of a header by its lower-case name. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    public byte[] body() {
        return body.clone();
    }

    public boolean hasBody() {
        return body.length > 0;
    }

    /** The body when it is a form, otherwise empty. */
    public String form() {
        String type = headers.getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
        return type.startsWith("application/x-www-form-urlencoded") ? new String(body, StandardCharsets.UTF_8) : "";
    }

    /** Whether the client lets the connection live on after the answer. */
    public boolean keepsAlive() {
        String connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
        return http11 ? !connection.contains("close") : connection.contains("keep-alive");
    }

    @Override
    public String toString() {
        return method + " " + path + ", " + query.length() + " characters of query, " + body.length + " bytes of body";
    }
}
