package io.qianhu.dyvms;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The vendor's signature version 3, {@code ACS3-HMAC-SHA256} (its page "V3 request body and signature mechanism").
 *
 * <ol>
 *   <li>The canonical request is, one per line: method; path {@code /}; canonical query; each signed header as
 *       {@code name:value}, sorted by name; an empty line; the names joined by {@code ;}; the hash of the body.
 *   <li>The string to sign is the algorithm's name, a line feed and the SHA-256 of the canonical request in hex.
 *   <li>The signature is the HMAC-SHA256 of that, keyed with the secret alone, in hex.
 * </ol>
 */
final class V3Signer {
    static final String ALGORITHM = "ACS3-HMAC-SHA256";

    /** The header that holds the hash of the body. */
    static final String CONTENT_HASH = "x-acs-content-sha256";

    private final AccessKey key;

    V3Signer(AccessKey key) {
        this.key = key;
    }

    /**
     * The value of the {@code Authorization} header.
     *
     * @param query parameters in the URL, not encoded; empty when they travel in the body
     * @param headers all headers to be signed: host, content-type if there is a body, and every {@code x-acs-*}
     */
    String authorization(String method, Map<String, String> query, Map<String, String> headers) {
        SortedMap<String, String> signed = canonical(headers);
        String stringToSign = ALGORITHM + "\n"
                + sha256Hex(canonicalRequest(method, query, signed).getBytes(UTF_8));
        return ALGORITHM + " Credential=" + key.id() + ",SignedHeaders=" + String.join(";", signed.keySet())
                + ",Signature=" + hmacHex(stringToSign);
    }

    static String canonicalRequest(String method, Map<String, String> query, Map<String, String> headers) {
        SortedMap<String, String> signed = canonical(headers);
        StringBuilder request = new StringBuilder(method).append("\n/\n");
        request.append(PercentEncoding.canonicalQuery(query)).append('\n');
        signed.forEach(
                (name, value) -> request.append(name).append(':').append(value).append('\n'));
        return request.append('\n')
                .append(String.join(";", signed.keySet()))
                .append('\n')
                .append(signed.get(CONTENT_HASH))
                .toString();
    }

    static String sha256Hex(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static SortedMap<String, String> canonical(Map<String, String> headers) {
        SortedMap<String, String> canonical = new TreeMap<>();
        headers.forEach((name, value) -> canonical.put(name.toLowerCase(Locale.ROOT), value.strip()));
        if (!canonical.containsKey(CONTENT_HASH)) {
            throw new IllegalArgumentException("the header " + CONTENT_HASH + " is missing");
        }
        return canonical;
    }

    private String hmacHex(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.secret().getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }
}
