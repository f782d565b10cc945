package io.qianhu.dyvms;

import io.qianhu.campaign.NumberSettings;
import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the API is reached: {@code qianhu.dyvms.*}.
 *
 * @param endpoint scheme, host and port only. Default: the one public endpoint of the vendor's endpoint table. Plain
 *     {@code http} is taken for loopback hosts only, since the numbers would travel in clear text
 * @param connectTimeout the most that connection and TLS handshake may take; up to 1 minute, default 5 s. The name
 *     lookup is covered by {@code requestTimeout}
 * @param requestTimeout the most that a whole exchange may take, from the start to the last byte of the answer, with the
 *     connection; up to 5 minutes, default 30 s. A shorter one makes more lists unconfirmed
 * @param parametersIn body (default) or query; change it when the gateway does not read the form body
 * @param accessKeyId together with the secret: used instead of the vendor's default credential chain
 * @param securityToken set with temporary (STS) keys only
 * @param accountId the account that a temporary key belongs to, 1 to 20 digits; null = STS is asked. Of no use with
 *     permanent keys, which are told apart by their ids
 * @param maxAnswerBytes an answer longer than this is given up as unconfirmed; 1 KiB to 64 MiB, default 1 MiB
 */
public record DyvmsSettings(
        @DefaultValue("https://dyvmsapi.aliyuncs.com") URI endpoint,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("30s") Duration requestTimeout,
        @DefaultValue("body") ParametersIn parametersIn,
        @Nullable String accessKeyId,
        @Nullable String accessKeySecret,
        @Nullable String securityToken,
        @Nullable String accountId,
        @DefaultValue("1048576") int maxAnswerBytes) {
    static final Duration MAX_CONNECT_TIMEOUT = Duration.ofMinutes(1);
    static final Duration MAX_REQUEST_TIMEOUT = Duration.ofMinutes(5);
    static final int MIN_ANSWER_BYTES = 1 << 10;
    static final int MAX_ANSWER_BYTES = 64 << 20;

    static final Pattern ACCOUNT_ID = Pattern.compile("[0-9]{1,20}");

    private static final Pattern LOOPBACK = Pattern.compile("(?i)localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    public DyvmsSettings {
        accessKeyId = blankToNull(accessKeyId);
        accessKeySecret = blankToNull(accessKeySecret);
        securityToken = blankToNull(securityToken);
        accountId = blankToNull(accountId);
        endpoint = checkedEndpoint(endpoint);
        checkTimeout("connect-timeout", connectTimeout, MAX_CONNECT_TIMEOUT);
        checkTimeout("request-timeout", requestTimeout, MAX_REQUEST_TIMEOUT);
        if ((accessKeyId == null) != (accessKeySecret == null)) {
            throw invalid(
                    accessKeyId == null ? "access-key-id" : "access-key-secret", Message.of("dyvms.missing-set-both"));
        }
        if (securityToken != null && accessKeyId == null) {
            throw invalid("security-token", Message.of("dyvms.use-together-access-key-id-access-key-secret"));
        }
        if (accountId != null && !ACCOUNT_ID.matcher(accountId).matches()) {
            throw invalid("account-id", Message.of("dyvms.no-account-id", accountId));
        }
        if (maxAnswerBytes < MIN_ANSWER_BYTES || maxAnswerBytes > MAX_ANSWER_BYTES) {
            throw invalid(
                    "max-answer-bytes",
                    Message.of("dyvms.not-between", maxAnswerBytes, MIN_ANSWER_BYTES, MAX_ANSWER_BYTES));
        }
    }

    /** Whether the request timeout is the shorter one, so that it is the most that a connection may take, too. */
    public boolean connectTimeoutIsCut() {
        return connectTimeout.compareTo(requestTimeout) > 0;
    }

    /** Whether the endpoint is this machine, written so that no name service is asked. */
    public boolean loopback() {
        return isLoopback(endpoint);
    }

    /** The same of any address that has a host. */
    public static boolean isLoopback(URI address) {
        return LOOPBACK.matcher(address.getHost()).matches();
    }

    /** The same for another address. */
    DyvmsSettings at(URI other) {
        return new DyvmsSettings(
                other,
                connectTimeout,
                requestTimeout,
                parametersIn,
                accessKeyId,
                accessKeySecret,
                securityToken,
                accountId,
                maxAnswerBytes);
    }

    /** Shows neither secret nor token, and only the head of the key id. */
    @Override
    public String toString() {
        return "DyvmsSettings[endpoint=" + endpoint + ", connectTimeout=" + connectTimeout + ", requestTimeout="
                + requestTimeout + ", parametersIn=" + parametersIn + ", accessKeyId="
                + (accessKeyId == null ? "default chain" : AccessKey.masked(accessKeyId)) + ", maxAnswerBytes="
                + maxAnswerBytes + "]";
    }

    private static URI checkedEndpoint(URI endpoint) {
        if (endpoint.toString().contains("@")) {
            // The value is not repeated here: it may hold a password.
            throw invalid("endpoint", Message.of("dyvms.must-not-hold-user-information"));
        }
        String scheme = endpoint.getScheme() == null ? "" : endpoint.getScheme().toLowerCase(Locale.ROOT);
        String path = endpoint.getRawPath() == null ? "" : endpoint.getRawPath();
        if ((!scheme.equals("https") && !scheme.equals("http")) || endpoint.getHost() == null) {
            throw invalid("endpoint", Message.of("dyvms.no-address-https-dyvmsapi-aliyuncs-com", endpoint));
        }
        if ((!path.isEmpty() && !path.equals("/"))
                || endpoint.getRawQuery() != null
                || endpoint.getRawFragment() != null) {
            throw invalid("endpoint", Message.of("dyvms.must-end-after-host-port", endpoint));
        }
        if (endpoint.getPort() == 0 || endpoint.getPort() > 65_535) {
            throw invalid("endpoint", Message.of("dyvms.port-outside", endpoint));
        }
        if (scheme.equals("http") && !isLoopback(endpoint)) {
            throw invalid("endpoint", Message.of("dyvms.send-phone-numbers-clear-text", endpoint));
        }
        return URI.create(scheme + "://" + endpoint.getRawAuthority());
    }

    private static void checkTimeout(String key, Duration timeout, Duration most) {
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(most) > 0) {
            throw invalid(
                    key,
                    Message.of("dyvms.not-above-most", NumberSettings.inWords(timeout), NumberSettings.inWords(most)));
        }
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static IllegalArgumentException invalid(String key, Message problem) {
        return new InvalidValue(Message.of("message.colon", "qianhu.dyvms." + key, problem));
    }
}
