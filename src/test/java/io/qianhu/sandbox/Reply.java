package io.qianhu.sandbox;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came back over a plain HttpClient. */
record Reply(int status, String contentType, String body) {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    static Reply to(java.net.http.HttpRequest request) {
        try {
            return toOrFail(request);
        } catch (IOException failed) {
            throw new IllegalStateException("no answer", failed);
        }
    }

    static Reply toOrFail(java.net.http.HttpRequest request) throws IOException {
        try {
            HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            return new Reply(
                    response.statusCode(),
                    response.headers().firstValue("content-type").orElse(""),
                    response.body());
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    JsonNode json() {
        return JsonMapper.shared().readTree(body);
    }

    /** A text field of the JSON answer; fails when it is absent or no text. */
    String text(String field) {
        return json().required(field).stringValue();
    }

    String code() {
        return text("Code");
    }
}
