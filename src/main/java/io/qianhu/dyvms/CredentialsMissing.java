package io.qianhu.dyvms;

/** No access key is configured and the default chain offers none; the message says where to put one. */
public final class CredentialsMissing extends RuntimeException {
    public CredentialsMissing(String message) {
        super(message);
    }

    public CredentialsMissing(String message, Throwable cause) {
        super(message, cause);
    }
}
