package io.qianhu.sandbox;

import io.qianhu.http.HttpRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request with its parameters decoded, before anything about it is believed. Parameters may stand in the query, in a
 * form body, or in both; the current scheme names action and version in headers, the older one in parameters.
 */
final class Call {
    private final HttpRequest request;
    private final Map<String, String> query;
    private final Map<String, String> parameters;

    private Call(HttpRequest request, Map<String, String> query, Map<String, String> parameters) {
        this.request = request;
        this.query = query;
        this.parameters = parameters;
    }

    static Call of(HttpRequest request) throws Refused {
        Map<String, String> query = PercentCoding.decode(request.query());
        Map<String, String> all = new HashMap<>(query);
        for (Map.Entry<String, String> field :
                PercentCoding.decode(request.form()).entrySet()) {
            if (all.put(field.getKey(), field.getValue()) != null) {
                throw ApiError.of("InvalidParameter", "A parameter is given twice.")
                        .refused();
            }
        }
        return new Call(request, query, all);
    }

    HttpRequest request() {
        return request;
    }

    /** The parameters of the query string alone. */
    Map<String, String> query() {
        return query;
    }

    /** All parameters, wherever they stood. */
    Map<String, String> parameters() {
        return parameters;
    }

    /**
     * Whether the current scheme is used; a request with neither scheme is treated as the older one. The official SDK
     * sends {@code x-acs-action} with the older scheme too, so that header alone does not tell.
     */
    boolean signedInHeaders() {
        return request.header("authorization") != null
                || (request.header("x-acs-action") != null && !parameters.containsKey("Signature"));
    }

    @Nullable
    String action() {
        return signedInHeaders() ? request.header("x-acs-action") : parameters.get("Action");
    }

    @Nullable
    String version() {
        return signedInHeaders() ? request.header("x-acs-version") : parameters.get("Version");
    }

    AnswerFormat format() throws Refused {
        return signedInHeaders()
                ? AnswerFormat.ofAccept(request.header("accept"))
                : AnswerFormat.ofParameter(parameters.get("Format"));
    }
}
