package io.qianhu.dyvms;

/** Where requests get the key that signs them. Asked anew for each request, because temporary keys rotate. */
@FunctionalInterface
public interface AccessKeys {
    /**
     * The key that is valid now. Cheap in the normal case; bounded when it has to ask over the network.
     *
     * @throws CredentialsMissing when there is none
     */
    AccessKey current();

    /** The configured key, or the vendor's default chain when none is configured. */
    static AccessKeys of(DyvmsSettings settings) {
        String id = settings.accessKeyId();
        String secret = settings.accessKeySecret();
        if (id == null || secret == null) {
            return DefaultChain.create();
        }
        AccessKey configured = new AccessKey(id, secret, settings.securityToken());
        return () -> configured;
    }
}
