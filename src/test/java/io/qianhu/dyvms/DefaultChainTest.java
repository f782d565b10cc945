package io.qianhu.dyvms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.credentials.exception.CredentialException;
import com.aliyun.credentials.models.CredentialModel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DefaultChainTest {
    @Test
    void givesAWholeKeyAnewEachTime() {
        int[] asked = {0};
        AccessKeys chain = chain(() -> model("id" + ++asked[0], "secret", "token"));

        assertThat(chain.current()).isEqualTo(new AccessKey("id1", "secret", "token"));
        assertThat(chain.current()).isEqualTo(new AccessKey("id2", "secret", "token"));
    }

    @Test
    void aKeyWithoutTokenHasNone() {
        assertThat(chain(() -> model("id", "secret", "")).current().securityToken())
                .isNull();
    }

    @Test
    void saysInOneLineWhereToPutAKeyAndNothingThatTheChainSays() {
        assertThatThrownBy(() -> chain(() -> {
                            throw new CredentialException("IMDS result: {AccessKeySecret: very-secret}");
                        })
                        .current())
                .isInstanceOf(CredentialsMissing.class)
                .hasMessageContainingAll(
                        "qianhu.dyvms.access-key-id",
                        "config/application.yml",
                        "ALIBABA_CLOUD_ACCESS_KEY_ID",
                        "~/.aliyun/config.json")
                .hasMessageNotContaining("very-secret")
                .hasMessageNotContaining("\n")
                .hasNoCause();
    }

    @Test
    void anIncompleteKeyIsNoKey() {
        assertThatThrownBy(() -> chain(() -> model("id", "", "")).current()).isInstanceOf(CredentialsMissing.class);
    }

    @Test
    void doesNotWaitForEver() {
        CountDownLatch never = new CountDownLatch(1);
        AccessKeys chain = new DefaultChain(
                () -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return model("id", "secret", "");
                },
                Duration.ofMillis(50));

        assertThatThrownBy(chain::current)
                .isInstanceOf(CredentialsMissing.class)
                .hasMessageContaining("did not answer");
    }

    private static AccessKeys chain(Supplier<CredentialModel> source) {
        return new DefaultChain(source, Duration.ofSeconds(5));
    }

    private static CredentialModel model(String id, String secret, String token) {
        return CredentialModel.builder()
                .accessKeyId(id)
                .accessKeySecret(secret)
                .securityToken(token)
                .build();
    }
}
