package io.qianhu.dyvms;

import com.aliyun.credentials.Client;
import com.aliyun.credentials.models.CredentialModel;
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

    static final String WHERE_TO_PUT_A_KEY = "set qianhu.dyvms.access-key-id and qianhu.dyvms.access-key-secret in"
            + " config/application.yml, or the environment variables ALIBABA_CLOUD_ACCESS_KEY_ID and"
            + " ALIBABA_CLOUD_ACCESS_KEY_SECRET, or write ~/.aliyun/config.json with \"aliyun configure\","
            + " or give this ECS instance a RAM role";

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
            throw new CredentialsMissing("no access key: the default credential chain did not answer within "
                    + atMost.toSeconds() + " s; " + WHERE_TO_PUT_A_KEY);
        } catch (ExecutionException e) {
            throw noKey();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CredentialsMissing("no access key: interrupted while asking the default credential chain");
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
        return new CredentialsMissing(
                "no access key is configured and the default credential chain offers none; " + WHERE_TO_PUT_A_KEY);
    }
}
