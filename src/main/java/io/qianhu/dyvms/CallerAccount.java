package io.qianhu.dyvms;

import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose a temporary key is: what the settings say, else what the vendor's STS answers to GetCallerIdentity, for which no
 * right is needed. A loopback endpoint stands for STS, too.
 *
 * <p>STS is asked once for each key, answered or not: a key never changes its account, and no submission shall wait for
 * the same question twice. Keys rotate every few hours.
 */
final class CallerAccount {
    private static final Logger log = LoggerFactory.getLogger(CallerAccount.class);

    private static final String ACTION = "GetCallerIdentity";
    private static final String VERSION = "2015-04-01";
    private static final URI STS = URI.create("https://sts.aliyuncs.com");

    private final DyvmsSettings settings;
    private final InstantSource clock;
    private String askedFor = "";
    private Optional<String> answer = Optional.empty();
    private boolean warned;

    CallerAccount(DyvmsSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** The account's id; empty where nobody says. Waits up to the request timeout, and never fails. */
    synchronized Optional<String> of(AccessKey key) {
        if (settings.accountId() != null) {
            return Optional.of(settings.accountId());
        }
        if (!key.id().equals(askedFor)) {
            try {
                answer = read(ask(key));
                askedFor = key.id();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
        return answer;
    }

    /** Where STS is reached: on this machine by the same server as the API. */
    static DyvmsSettings sts(DyvmsSettings settings) {
        return settings.loopback() ? settings : settings.at(STS);
    }

    private TransportOutcome ask(AccessKey key) throws InterruptedException {
        DyvmsSettings sts = sts(settings);
        try {
            return new Wire(sts)
                    .send(new RequestSigner(sts, () -> key, clock).sign(VERSION, ACTION, Map.of()))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the wire never fails", e);
        }
    }

    private Optional<String> read(TransportOutcome outcome) {
        Verdict verdict = Verdict.on(outcome, ACTION);
        AnswerBody body = verdict.body();
        Reply reply = verdict.reply();
        // The answer has no code when all is well.
        String id = body == null || reply.httpStatus() != 200 ? "" : body.field("AccountId");
        if (DyvmsSettings.ACCOUNT_ID.matcher(id).matches()) {
            return Optional.of(id);
        }
        if (!warned) {
            warned = true;
            log.warn(
                    "STS does not say whose temporary key this is ({}: {}), so another account's would not be noticed; set"
                            + " qianhu.dyvms.account-id.",
                    reply.code(),
                    reply.message());
        }
        return Optional.empty();
    }
}
