package io.qianhu.sandbox;

import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;

/**
 * The current scheme, ACS3-HMAC-SHA256 (the vendor's help calls it "V3"): method, path, query, chosen headers and the
 * hash of the body are signed, and the signature travels in the {@code Authorization} header.
 */
final class AcsSignature {
    static final String ALGORITHM = "ACS3-HMAC-SHA256";

    private AcsSignature() {}

    /**
     * The request in its canonical form, six parts joined by line feeds.
     *
     * @param headers the signed headers by lower-case name
     * @param payloadHash the value of {@code x-acs-content-sha256}
     */
    static String canonicalRequest(
            String method, Map<String, String> query, SortedMap<String, String> headers, String payloadHash) {
        StringBuilder lines = new StringBuilder();
        headers.forEach((name, value) ->
                lines.append(name).append(':').append(value.strip()).append('\n'));
        return String.join(
                "\n",
                method,
                "/",
                PercentCoding.canonical(query),
                lines,
                String.join(";", headers.keySet()),
                payloadHash);
    }

    static String stringToSign(String canonicalRequest) {
        return ALGORITHM + "\n" + Digests.sha256(canonicalRequest);
    }

    static String sign(String stringToSign, String secret) {
        return HexFormat.of().formatHex(Digests.hmac("HmacSHA256", secret, stringToSign));
    }
}
