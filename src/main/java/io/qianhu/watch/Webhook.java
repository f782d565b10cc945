package io.qianhu.watch;

import io.qianhu.report.Words;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Posts one message to one webhook, once. */
final class Webhook {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SIGNATURE = "HmacSHA256";

    private final WebhookSettings settings;
    private final Words words;
    private final HttpClient client;
    private final Duration patience;
    private final InstantSource clock;
    private final String host = hostName();

    /**
     * Of these settings.
     *
     * @param words of the language in which the text is posted
     * @param patience for the whole exchange
     */
    Webhook(WebhookSettings settings, Words words, HttpClient client, Duration patience, InstantSource clock) {
        this.settings = settings;
        this.words = words;
        this.client = client;
        this.patience = patience;
        this.clock = clock;
    }

    boolean wants(AlertKind kind) {
        return settings.wants(kind);
    }

    /** Gives why it was not taken, without anything of the URL; empty when it was. */
    Optional<String> post(Notice notice) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address())
                .header("Content-Type", "application/json; charset=utf-8")
                .timeout(patience)
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body(notice))))
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, ignored -> new BoundedAnswer());
        try {
            // The request's own timeout ends with the head of the answer; a body may trickle for ever.
            return judge(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return Optional.of("no whole answer within " + patience.toSeconds() + " s");
        } catch (ExecutionException e) {
            // A message of the client may quote the URL, so only the kind of failure is told.
            Throwable cause = e.getCause();
            return Optional.of(cause == null ? "failed" : cause.getClass().getSimpleName());
        }
    }

    private Optional<String> judge(HttpResponse<byte[]> response) {
        if (response.statusCode() / 100 != 2) {
            return Optional.of("HTTP " + response.statusCode());
        }
        if (settings.kind() == HookKind.GENERIC) {
            return Optional.empty();
        }
        JsonNode answer;
        try {
            answer = JSON.readTree(response.body());
        } catch (JacksonException e) {
            return Optional.of("the answer is no JSON, so it is no DingTalk robot");
        }
        JsonNode code = answer.path("errcode");
        if (code.isNumber() && code.asInt() == 0) {
            return Optional.empty();
        }
        String why = answer.path("errmsg").asString("");
        return Optional.of("errcode " + (code.isNumber() ? code.asInt() : "missing")
                + (why.isEmpty() ? "" : ": " + new Alert(AlertKind.RUN_FAILED, "", "", why, Instant.EPOCH).text()));
    }

    private Map<String, ?> body(Notice notice) {
        Alert alert = notice.alert();
        if (settings.kind() == HookKind.DINGTALK) {
            // Every message begins with the name, so that a robot that wants a keyword can take it for one.
            String text = "Qianhu " + host + ": " + notice.text(words);
            return Map.of("msgtype", "text", "text", Map.of("content", text));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("event", alert.kind().word());
        body.put("campaign", alert.campaign());
        body.put("run", alert.run());
        body.put("text", notice.text(words));
        body.put("at", alert.at().truncatedTo(ChronoUnit.MILLIS).toString());
        body.put("more", notice.more());
        body.put("host", host);
        return body;
    }

    private URI address() {
        URI url = settings.address();
        String secret = settings.secret();
        if (secret == null) {
            return url;
        }
        long millis = clock.millis();
        return URI.create(url + (url.getRawQuery() == null ? "?" : "&") + "timestamp=" + millis + "&sign="
                + sign(millis, secret));
    }

    /**
     * DingTalk's signature: HMAC-SHA256 of the timestamp, a line feed and the secret, with the secret as the key; base64;
     * encoded for a URL. The robot takes it for an hour.
     */
    static String sign(long millis, String secret) {
        try {
            Mac mac = Mac.getInstance(SIGNATURE);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), SIGNATURE));
            byte[] signed = mac.doFinal((millis + "\n" + secret).getBytes(StandardCharsets.UTF_8));
            return URLEncoder.encode(Base64.getEncoder().encodeToString(signed), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(SIGNATURE + " is part of every JDK", e);
        }
    }

    private static String hostName() {
        @Nullable String named = System.getenv("HOSTNAME");
        if (named != null && !named.isBlank()) {
            return named;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "";
        }
    }

    @Override
    public String toString() {
        return settings.toString();
    }
}
