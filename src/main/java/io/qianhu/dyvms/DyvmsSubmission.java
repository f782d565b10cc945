package io.qianhu.dyvms;

import io.qianhu.message.Message;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/** A signed CreateRobotTask that leaves once. */
final class DyvmsSubmission implements Submission {
    private static final Pattern TASK_ID = Pattern.compile("[0-9]{1,20}");

    private final SignedRequest request;
    private final Wire wire;
    private final AtomicBoolean sent = new AtomicBoolean();

    DyvmsSubmission(SignedRequest request, Wire wire) {
        this.request = request;
        this.wire = wire;
    }

    @Override
    public Instant signedAt() {
        return request.signedAt();
    }

    @Override
    public String nonce() {
        return request.nonce();
    }

    @Override
    public CompletableFuture<Answer> send() {
        if (!sent.compareAndSet(false, true)) {
            throw new IllegalStateException("the submission " + nonce() + " was sent before");
        }
        return wire.send(request).thenApply(DyvmsSubmission::answer);
    }

    static Answer answer(TransportOutcome outcome) {
        Verdict verdict = Verdict.on(outcome, CreateRobotTask.ACTION);
        AnswerBody body = verdict.body();
        boolean says = verdict.meaning() == Meaning.ACCEPTED;
        if (says && body != null && TASK_ID.matcher(body.data()).matches()) {
            return Answer.accepted(verdict.reply(), body.data());
        }
        Verdict other = says ? verdict.but(CodeTable.NO_TASK_ID, Message.of("dyvms.answer-says-ok-no-task")) : verdict;
        return new Answer(other.meaning(), other.reply(), null, other.advice());
    }
}
