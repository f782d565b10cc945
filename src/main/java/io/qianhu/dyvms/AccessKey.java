package io.qianhu.dyvms;

import org.jspecify.annotations.Nullable;

/**
 * One consistent set of credentials.
 *
 * @param securityToken present with temporary (STS) keys only
 */
public record AccessKey(String id, String secret, @Nullable String securityToken) {
    private static final int SHOWN = 4;

    public AccessKey {
        if (id.isBlank() || secret.isBlank()) {
            throw new IllegalArgumentException("an access key needs an id and a secret");
        }
    }

    /** Shows neither secret nor token, and only the head of the id. */
    @Override
    public String toString() {
        return "AccessKey[" + masked(id) + (securityToken == null ? "]" : ", temporary]");
    }

    static String masked(String id) {
        return id.length() <= 2 * SHOWN ? "****" : id.substring(0, SHOWN) + "****";
    }
}
