package io.qianhu.sandbox;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A request as a careful person would build it by hand from the vendor's help pages. Every part can be changed before it
 * is signed, and {@link #afterSigning} changes it when the signature is already made.
 */
final class SignedRequest {
    String method = "POST";
    String action = "CreateRobotTask";
    String version = "2017-05-25";
    String accessKeyId = "sandbox";
    String secret = "sandbox-secret";
    String nonce = UUID.randomUUID().toString();
    String timestamp;
    boolean inQuery;
    final Map<String, String> parameters = new LinkedHashMap<>();
    final Map<String, String> headers = new TreeMap<>();
    final Map<String, String> afterSigning = new TreeMap<>();

    SignedRequest(Instant now) {
        timestamp = now.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static SignedRequest create(Instant now) {
        return new SignedRequest(now)
                .with("TaskName", "批量 任务*~测试+1")
                .with("DialogId", "1234567")
                .with("Caller", "13700000000,13700000001");
    }

    static SignedRequest list(Instant now) {
        SignedRequest request = new SignedRequest(now);
        request.action = "QueryRobotTaskList";
        return request;
    }

    SignedRequest with(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    SignedRequest without(String name) {
        parameters.remove(name);
        return this;
    }

    /** ACS3-HMAC-SHA256; the parameters travel in the form body, or in the query for GET and when asked for. */
    java.net.http.HttpRequest v3(URI endpoint) {
        boolean query = inQuery || method.equals("GET");
        String body = query ? "" : form();
        headers.put("host", endpoint.getAuthority());
        headers.put("x-acs-action", action);
        headers.put("x-acs-version", version);
        headers.put("x-acs-date", timestamp);
        headers.put("x-acs-signature-nonce", nonce);
        headers.put("x-acs-content-sha256", sha256(body));
        if (!body.isEmpty()) {
            headers.put("content-type", "application/x-www-form-urlencoded");
        }
        String names = String.join(";", headers.keySet());
        String lines = headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
        String canonical = method + "\n/\n" + (query ? canonical(parameters) : "") + "\n" + lines + "\n" + names + "\n"
                + sha256(body);
        String signature =
                HexFormat.of().formatHex(hmac("HmacSHA256", secret, "ACS3-HMAC-SHA256\n" + sha256(canonical)));
        headers.put(
                "authorization",
                "ACS3-HMAC-SHA256 Credential=" + accessKeyId + ",SignedHeaders=" + names + ",Signature=" + signature);
        return build(endpoint, query ? form() : "", body);
    }

    /** HMAC-SHA1; with POST the parameters travel in the form body unless the query is asked for. */
    java.net.http.HttpRequest v1(URI endpoint) {
        boolean query = inQuery || method.equals("GET");
        parameters.putIfAbsent("Action", action);
        parameters.putIfAbsent("Version", version);
        parameters.putIfAbsent("AccessKeyId", accessKeyId);
        parameters.putIfAbsent("SignatureMethod", "HMAC-SHA1");
        parameters.putIfAbsent("SignatureVersion", "1.0");
        parameters.putIfAbsent("SignatureNonce", nonce);
        parameters.putIfAbsent("Timestamp", timestamp);
        String toSign = method + "&%2F&" + encoded(canonical(parameters));
        parameters.put("Signature", Base64.getEncoder().encodeToString(hmac("HmacSHA1", secret + "&", toSign)));
        if (!query) {
            headers.put("content-type", "application/x-www-form-urlencoded");
        }
        return build(endpoint, query ? form() : "", query ? "" : form());
    }

    private java.net.http.HttpRequest build(URI endpoint, String query, String body) {
        headers.putAll(afterSigning);
        headers.remove("host");
        java.net.http.HttpRequest.Builder builder = java.net.http.HttpRequest.newBuilder(
                        query.isEmpty() ? endpoint : URI.create(endpoint + "?" + query))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach((name, value) -> {
            if (!value.isEmpty()) {
                builder.header(name, value);
            }
        });
        return builder.build();
    }

    /** As forms are written: a space is a plus sign and an asterisk stays, unlike in the signature. */
    private String form() {
        return parameters.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String canonical(Map<String, String> parameters) {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
    }

    /** RFC 3986: byte by byte, so that it does not repeat the verifier's replacements. */
    static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (b >= 'A' && b <= 'Z')
                    || (b >= 'a' && b <= 'z')
                    || (b >= '0' && b <= '9')
                    || "-_.~".indexOf(b) >= 0;
            encoded.append(
                    plain
                            ? String.valueOf((char) b)
                            : "%" + HexFormat.of().withUpperCase().toHexDigits(b));
        }
        return encoded.toString();
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] hmac(String algorithm, String key, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
