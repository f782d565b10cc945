package io.qianhu.sandbox;

import io.qianhu.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a request was signed with the sandbox's key. Both schemes are checked in the same order: complete,
 * known algorithm, known key, timestamp, body hash, signature, nonce. Only a request with a right signature uses up its
 * nonce. An STS token is accepted without a look, as one more signed value.
 */
final class Authenticator {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withResolverStyle(ResolverStyle.STRICT);
    private static final List<String> ALWAYS_SIGNED = List.of(
            "host", "x-acs-action", "x-acs-version", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256");
    private static final List<String> COMMON_PARAMETERS = List.of(
            "Action",
            "Version",
            "AccessKeyId",
            "Timestamp",
            "SignatureMethod",
            "SignatureVersion",
            "SignatureNonce",
            "Signature");

    private final String accessKeyId;
    private final String accessKeySecret;
    private final Duration timestampValidity;
    private final Nonces nonces;

    Authenticator(String accessKeyId, String accessKeySecret, Duration timestampValidity, Nonces nonces) {
        this.accessKeyId = accessKeyId;
        this.accessKeySecret = accessKeySecret;
        this.timestampValidity = timestampValidity;
        this.nonces = nonces;
    }

    /** Returns when the request is genuine, fresh and new; refuses it otherwise. */
    void check(Call call, Instant now) throws Refused {
        if (call.signedInHeaders()) {
            checkHeaders(call, now);
        } else {
            checkParameters(call, now);
        }
    }

    private void checkHeaders(Call call, Instant now) throws Refused {
        HttpRequest request = call.request();
        Map<String, String> authorization = parsed(request.header("authorization"));
        String credential = part(authorization, "Credential");
        String signature = part(authorization, "Signature");
        SortedMap<String, String> signed = signedHeaders(request, part(authorization, "SignedHeaders"));
        checkKey(credential);
        checkTimestamp(of(signed, "x-acs-date"), now);
        String hash = of(signed, "x-acs-content-sha256");
        if (!hash.equals(Digests.sha256(request.body()))) {
            throw ApiError.of(
                            "SignatureDoesNotMatch",
                            "x-acs-content-sha256 is not the lower-case hex SHA-256 of the body.")
                    .refused();
        }
        String stringToSign =
                AcsSignature.stringToSign(AcsSignature.canonicalRequest(request.method(), call.query(), signed, hash));
        checkSignature(AcsSignature.sign(stringToSign, accessKeySecret), signature, stringToSign);
        nonces.use(credential, of(signed, "x-acs-signature-nonce"), now);
    }

    private void checkParameters(Call call, Instant now) throws Refused {
        Map<String, String> parameters = call.parameters();
        for (String name : COMMON_PARAMETERS) {
            if (parameters.getOrDefault(name, "").isEmpty()) {
                throw ApiError.missing(name).refused();
            }
        }
        if (!of(parameters, "SignatureMethod").equals("HMAC-SHA1")
                || !of(parameters, "SignatureVersion").equals("1.0")) {
            throw ApiError.of("InvalidSignatureMethod", "SignatureMethod must be HMAC-SHA1, SignatureVersion 1.0.")
                    .refused();
        }
        checkKey(of(parameters, "AccessKeyId"));
        checkTimestamp(of(parameters, "Timestamp"), now);
        String stringToSign = RpcSignature.stringToSign(call.request().method(), parameters);
        // The string to sign holds the callees, so the answer shows its hash alone.
        checkSignature(
                RpcSignature.sign(stringToSign, accessKeySecret),
                of(parameters, "Signature"),
                "SHA-256 " + Digests.sha256(stringToSign));
        nonces.use(accessKeyId, of(parameters, "SignatureNonce"), now);
    }

    private static Map<String, String> parsed(@Nullable String authorization) throws Refused {
        if (authorization == null) {
            throw incomplete("the Authorization header is missing");
        }
        String[] schemeAndRest = authorization.split(" ", 2);
        if (!schemeAndRest[0].equals(AcsSignature.ALGORITHM)) {
            throw ApiError.of("InvalidSignatureMethod", "The scheme must be " + AcsSignature.ALGORITHM + ".")
                    .refused();
        }
        Map<String, String> parts = new HashMap<>();
        for (String part : schemeAndRest.length < 2 ? new String[0] : schemeAndRest[1].split(",", -1)) {
            String[] nameAndValue = part.strip().split("=", 2);
            parts.put(nameAndValue[0], nameAndValue.length < 2 ? "" : nameAndValue[1]);
        }
        return parts;
    }

    private static SortedMap<String, String> signedHeaders(HttpRequest request, String names) throws Refused {
        SortedMap<String, String> signed = new TreeMap<>();
        for (String name : names.split(";", -1)) {
            String value = request.header(name);
            if (value == null) {
                throw incomplete("a header that SignedHeaders names was not sent");
            }
            signed.put(name, value);
        }
        for (String name : ALWAYS_SIGNED) {
            if (!signed.containsKey(name)) {
                throw incomplete(name + " must be sent and signed");
            }
        }
        if (request.hasBody() && !signed.containsKey("content-type")) {
            throw incomplete("content-type must be sent and signed when there is a body");
        }
        return signed;
    }

    private static String part(Map<String, String> authorization, String name) throws Refused {
        String value = authorization.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw incomplete("the Authorization header has no " + name);
        }
        return value;
    }

    private static Refused incomplete(String what) {
        return ApiError.of(
                        "IncompleteSignature", "The request signature does not conform to the standard: " + what + ".")
                .refused();
    }

    private void checkKey(String id) throws Refused {
        if (!id.equals(accessKeyId)) {
            throw ApiError.of("InvalidAccessKeyId.NotFound", "Specified access key is not found.")
                    .refused();
        }
    }

    private void checkTimestamp(String timestamp, Instant now) throws Refused {
        Instant at;
        try {
            at = LocalDateTime.parse(timestamp, TIMESTAMP).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException notTheFormat) {
            throw ApiError.of("InvalidTimeStamp.Format", "The timestamp must be UTC in the form yyyy-MM-ddTHH:mm:ssZ.")
                    .refused();
        }
        if (Duration.between(at, now).abs().compareTo(timestampValidity) > 0) {
            throw ApiError.of("InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.")
                    .refused();
        }
    }

    private static void checkSignature(String expected, String received, String serverSigned) throws Refused {
        if (!Digests.same(expected, received)) {
            throw ApiError.of(
                            "SignatureDoesNotMatch",
                            "Specified signature is not matched with our calculation. server string to sign is: "
                                    + serverSigned.replace('\n', ' '))
                    .refused();
        }
    }

    /** A value that an earlier check found to be there. */
    private static String of(Map<String, String> values, String name) {
        return values.getOrDefault(name, "");
    }
}
