package io.qianhu.dyvms;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The {@code inline} launch on the real API (Dyvmsapi 2017-05-25): one V3-signed CreateRobotTask for each call list.
 *
 * <p>Proxies: a loopback endpoint is always reached directly. Any other goes the way that the runtime's default proxy
 * selector gives ({@code https.proxyHost}, {@code https.proxyPort}; environment variables are not read), through a
 * CONNECT tunnel inside of which TLS is end to end. A proxy that asks for a login stops the run.
 *
 * <p>One gateway serves any number of threads.
 */
public final class DyvmsGateway implements RobotTaskGateway {
    private static final int KEY_HASH_LENGTH = 12;

    private final DyvmsSettings settings;
    private final @Nullable String account;
    private final AccessKeys keys;
    private final CallerAccount callers;
    private final RequestSigner signer;
    private final Wire wire;
    private final LookupPace pace;

    /**
     * @param clock gives the timestamps of the signatures
     * @throws IllegalStateException when the runtime is set to send requests again by itself
     *     ({@code jdk.httpclient.enableAllMethodRetry})
     */
    public DyvmsGateway(DyvmsSettings settings, AccessKeys keys, InstantSource clock) {
        this(settings, keys, clock, null);
    }

    /**
     * As above, for a service that keeps its tasks but not its address.
     *
     * @param account what {@link #account} answers; null = endpoint and key
     */
    public DyvmsGateway(DyvmsSettings settings, AccessKeys keys, InstantSource clock, @Nullable String account) {
        this(settings, keys, clock, account, new LookupPace());
    }

    DyvmsGateway(
            DyvmsSettings settings, AccessKeys keys, InstantSource clock, @Nullable String account, LookupPace pace) {
        this.pace = pace;
        this.account = account;
        this.settings = settings;
        this.keys = keys;
        this.callers = new CallerAccount(settings, clock);
        this.signer = new RequestSigner(settings, keys, clock);
        this.wire = new Wire(settings);
    }

    @Override
    public Submission prepare(RobotTask task) {
        return new DyvmsSubmission(signer.sign(CreateRobotTask.ACTION, CreateRobotTask.parameters(task)), wire);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Asks for each Beijing date between the two instants, at most 31 days, and waits up to the request timeout for
     * each page; ten pages a second are asked for at most, over all that is looked up, and
     * {@value LookupPace#BURST} at once after a rest. Tasks of that name are given wherever in those days they were
     * created. The code 100008.0 ("data does not exist", vendor's error code page) is an empty page.
     */
    @Override
    public Lookup find(String taskName, Instant createdFrom, Instant createdTo) {
        return new TaskSearch(signer, wire, pace, taskName).between(createdFrom, createdTo);
    }

    @Override
    public Lookup find(String taskName) {
        return new TaskSearch(signer, wire, pace, taskName).onAnyDay();
    }

    @Override
    public Lookup list(Instant createdFrom, Instant createdTo) {
        return new TaskSearch(signer, wire, pace, null).between(createdFrom, createdTo);
    }

    /**
     * {@inheritDoc}
     *
     * <p>A permanent key is named by a hash of its id. Temporary (STS) keys change by themselves and are named by the
     * account they belong to: {@code HOST key temporary of 1234567890123456}. Where that is not known it is {@code HOST key
     * temporary}, as older versions called them all. Waits for STS up to the request timeout when a temporary key is new.
     */
    @Override
    public String account() {
        if (account != null) {
            return account;
        }
        AccessKey key = keys.current();
        String id = key.securityToken() == null
                ? V3Signer.sha256Hex(key.id().getBytes(StandardCharsets.UTF_8)).substring(0, KEY_HASH_LENGTH)
                : "temporary" + callers.of(key).map(owner -> " of " + owner).orElse("");
        return settings.endpoint().getAuthority() + " key " + id;
    }

    @Override
    public void requireCredentials() {
        keys.current();
        // Asks whose a temporary key is, so that no submission waits for that.
        account();
    }

    /**
     * The request for a task as a dry run shows it: method, address and one parameter per line, numbers masked, of the
     * callees the first three and how many there are. Needs no credentials.
     */
    public String preview(RobotTask task) {
        String place = settings.parametersIn() == ParametersIn.BODY ? "form body" : "query string";
        return RequestSigner.METHOD + " " + settings.endpoint() + "/ (parameters in the " + place + ")\nAction: "
                + CreateRobotTask.ACTION + "\nVersion: " + RequestSigner.VERSION + "\n"
                + CreateRobotTask.preview(task);
    }
}
