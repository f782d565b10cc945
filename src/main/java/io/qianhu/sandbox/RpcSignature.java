package io.qianhu.sandbox;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * The older scheme, HMAC-SHA1 with {@code SignatureVersion=1.0} (the vendor's help calls it "V2, RPC style"): every
 * parameter of query and form is signed, and the signature is one more parameter.
 *
 * <ol>
 *   <li>Take all parameters but {@code Signature}, as {@link PercentCoding#canonical} writes them: C.
 *   <li>Sign {@code METHOD & %2F & encode(C)}; the values are encoded twice.
 *   <li>The key is the secret followed by {@code &}; the result is Base64.
 * </ol>
 */
final class RpcSignature {
    private RpcSignature() {}

    static String stringToSign(String method, Map<String, String> parameters) {
        Map<String, String> signed = new HashMap<>(parameters);
        signed.remove("Signature");
        return method + "&%2F&" + PercentCoding.encode(PercentCoding.canonical(signed));
    }

    static String sign(String stringToSign, String secret) {
        return Base64.getEncoder().encodeToString(Digests.hmac("HmacSHA1", secret + "&", stringToSign));
    }
}
