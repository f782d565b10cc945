package io.qianhu.dyvms;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Turns an action and its parameters into a signed request, with a timestamp and a nonce of its own each time. */
final class RequestSigner {
    static final String VERSION = "2017-05-25";
    static final String METHOD = "POST";

    private static final int NONCE_BYTES = 16;

    private final DyvmsSettings settings;
    private final AccessKeys keys;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    RequestSigner(DyvmsSettings settings, AccessKeys keys, InstantSource clock) {
        this.settings = settings;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Signs with the key that is valid now.
     *
     * @throws CredentialsMissing when there is none
     */
    SignedRequest sign(String action, Map<String, String> parameters) {
        return sign(VERSION, action, parameters);
    }

    /** As above, for another API of the vendor's. */
    SignedRequest sign(String version, String action, Map<String, String> parameters) {
        AccessKey key = keys.current();
        Instant signedAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String nonce = nonce();
        boolean inBody = settings.parametersIn() == ParametersIn.BODY;
        String body = inBody ? PercentEncoding.form(parameters) : "";
        Map<String, String> query = inBody ? Map.of() : parameters;

        Map<String, String> headers = new TreeMap<>();
        headers.put("host", hostHeader());
        headers.put("x-acs-action", action);
        headers.put("x-acs-version", version);
        headers.put("x-acs-date", signedAt.toString());
        headers.put("x-acs-signature-nonce", nonce);
        headers.put(V3Signer.CONTENT_HASH, V3Signer.sha256Hex(body.getBytes(US_ASCII)));
        if (inBody) {
            headers.put("content-type", "application/x-www-form-urlencoded");
        }
        String token = key.securityToken();
        if (token != null) {
            headers.put("x-acs-accesskey-id", key.id());
            headers.put("x-acs-security-token", token);
        }
        headers.put("authorization", new V3Signer(key).authorization(METHOD, query, headers));
        headers.put("accept", "application/json");
        headers.put("user-agent", "qianhu");
        headers.remove("host");
        URI uri = inBody
                ? settings.endpoint().resolve("/")
                : settings.endpoint().resolve("/?" + PercentEncoding.canonicalQuery(query));
        return new SignedRequest(action, uri, Map.copyOf(headers), body, signedAt, nonce);
    }

    /** The host header exactly as {@code java.net.http} writes it: without the port when that is the scheme's own. */
    private String hostHeader() {
        URI endpoint = settings.endpoint();
        int ownPort = endpoint.getScheme().equals("https") ? 443 : 80;
        return endpoint.getPort() == -1 || endpoint.getPort() == ownPort
                ? endpoint.getHost()
                : endpoint.getHost() + ":" + endpoint.getPort();
    }

    private String nonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
