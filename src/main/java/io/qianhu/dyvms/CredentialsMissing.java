package io.qianhu.dyvms;

import io.qianhu.message.Message;
import io.qianhu.message.WordedException;

/** No access key is configured and the default chain offers none; the message says where to put one. */
public final class CredentialsMissing extends WordedException {
    public CredentialsMissing(Message message) {
        super(message);
    }

    public CredentialsMissing(Message message, Throwable cause) {
        super(message, cause);
    }
}
