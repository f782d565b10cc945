package io.qianhu.dyvms;

import com.aliyun.credentials.Client;
import com.aliyun.credentials.models.CredentialModel;
import io.qianhu.message.Message;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The vendor's default credential chain: system properties, environment, OIDC role, {@code ~/.aliyun/config.json},
 * profile file, the role of the ECS instance, credentials URI.
 *
 * <p>The last ones are calls over the network with time limits of their own (1 s to connect and 1 s to read for each of
 * up to three metadata calls; 5 s and 10 s for OIDC and URI). The chain is asked on another thread, so that whatever it
 * does there is a limit of ours on the wait. Its error text is not passed on: one of its messages quotes the answer of
 * the metadata service, which holds the secret.
 */
final class DefaultChain implements AccessKeys {
    static final Duration AT_MOST = Duration.ofSeconds(16);

    private final Supplier<CredentialModel> chain;
    private final Duration atMost;
    private final Executor workers;

    DefaultChain(Supplier<CredentialModel> chain, Duration atMost) {
        this.chain = chain;
        this.atMost = atMost;
        this.workers = Workers.named("qianhu-credentials");
    }

    static DefaultChain create() {
        Client client = new Client();
        return new DefaultChain(client::getCredential, AT_MOST);
    }

    @Override
    public AccessKey current() {
        CompletableFuture<CredentialModel> asked = CompletableFuture.supplyAsync(chain, workers);
        try {
            return keyOf(asked.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new CredentialsMissing(Message.of("dyvms.no-access-key", atMost.toSeconds()));
        } catch (ExecutionException e) {
            throw noKey();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CredentialsMissing(Message.of("dyvms.interrupted-asking-for-key"));
        }
    }

    private static AccessKey keyOf(CredentialModel model) {
        String id = model.getAccessKeyId();
        String secret = model.getAccessKeySecret();
        String token = model.getSecurityToken();
        if (id == null || id.isBlank() || secret == null || secret.isBlank()) {
            throw noKey();
        }
        return new AccessKey(id, secret, token == null || token.isBlank() ? null : token);
    }

    private static CredentialsMissing noKey() {
        return new CredentialsMissing(Message.of("dyvms.no-access-key-configured-default"));
    }
}
