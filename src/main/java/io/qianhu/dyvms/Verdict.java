package io.qianhu.dyvms;

import io.qianhu.dyvms.TransportOutcome.Answered;
import io.qianhu.dyvms.TransportOutcome.Failed;
import io.qianhu.message.Message;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an exchange means, by the first rule that fits:
 *
 * <ol>
 *   <li>No whole answer: the row of the transport outcome.
 *   <li>A code that begins with {@code Throttling}: throttled, whatever the HTTP status.
 *   <li>HTTP 3xx or 407: stop. Redirects are not followed; a request that somebody else answers reached no API.
 *   <li>HTTP 408 or 5xx: unconfirmed, whatever the body says. The backend may have worked before it failed.
 *   <li>No JSON object and no XML answer: refused with 414 (the front server's page), else unconfirmed.
 *   <li>An answer without a code, or {@code OK} with a status other than 2xx: unconfirmed.
 *   <li>The row of the code.
 *   <li>No row: unrecognised. It is a well-formed refusal, but nobody told us of what kind.
 * </ol>
 *
 * @param advice one sentence when the meaning is STOP, else empty
 * @param body null when no well-formed answer arrived
 */
record Verdict(
        Meaning meaning,
        Reply reply,
        Message advice,
        @Nullable AnswerBody body) {
    private static final int MAX_CODE_LENGTH = 100;

    /** Their messages carry the string that the server signed, that is the numbers when these are in the query. */
    private static final Set<String> MESSAGE_QUOTES_THE_REQUEST =
            Set.of("SignatureDoesNotMatch", "IncompleteSignature", "SignatureNonceUsed");

    static Verdict on(TransportOutcome outcome, String action) {
        if (outcome instanceof Answered answered) {
            return onAnswer(answered, AnswerBody.read(answered.text(), action));
        }
        Failed failed = (Failed) outcome;
        return of(failed.code(), new Reply(0, failed.code(), failed.message(), null), null);
    }

    /** The same answer with a meaning that only the operation can see. */
    Verdict but(String code, Message message) {
        return of(code, new Reply(reply.httpStatus(), code, message, reply.requestId()), body);
    }

    private static Verdict onAnswer(Answered answered, @Nullable AnswerBody body) {
        int status = answered.status();
        String code = body == null ? "" : body.code();
        boolean throttled = isThrottling(code);
        if (!throttled && status / 100 == 3) {
            return ours(CodeTable.REDIRECTED, Message.of("dyvms.answer-redirect-http", status), status, body);
        }
        if (!throttled && status == 407) {
            return ours(CodeTable.PROXY_LOGIN, Message.of("dyvms.proxy-answered-http"), status, body);
        }
        if (body == null) {
            return status == 414
                    ? ours(CodeTable.URL_TOO_LONG, Message.of("dyvms.front-server-answered-http"), status, null)
                    : ours(CodeTable.UNREADABLE, Message.of("dyvms.answer-neither-json-nor-xml"), status, null);
        }
        if (code.isEmpty()) {
            return ours(CodeTable.NO_CODE, Message.of("dyvms.answer-no-code"), status, body);
        }
        Reply reply = new Reply(status, shownCode(code), shownMessage(code, body), shownRequestId(body));
        boolean doubtful = status == 408 || status >= 500 || (code.equals("OK") && status / 100 != 2);
        return doubtful && !throttled
                ? new Verdict(Meaning.UNCONFIRMED, reply, Message.NONE, body)
                : of(code, reply, body);
    }

    private static boolean isThrottling(String code) {
        CodeTable.Row row = CodeTable.find(code);
        return row != null && row.meaning() == Meaning.THROTTLED;
    }

    private static Verdict ours(String code, Message message, int status, @Nullable AnswerBody body) {
        return of(code, new Reply(status, code, message, body == null ? null : shownRequestId(body)), body);
    }

    private static Verdict of(String code, Reply reply, @Nullable AnswerBody body) {
        CodeTable.Row row = CodeTable.find(code);
        return row == null
                ? new Verdict(Meaning.UNRECOGNISED, reply, Message.NONE, body)
                : new Verdict(row.meaning(), reply, row.advice(), body);
    }

    private static String shownCode(String code) {
        String line = MaskedMessage.of(code);
        return line.length() > MAX_CODE_LENGTH ? line.substring(0, MAX_CODE_LENGTH) : line;
    }

    private static Message shownMessage(String code, AnswerBody body) {
        return MESSAGE_QUOTES_THE_REQUEST.contains(code)
                ? Message.of("dyvms.message-not-kept")
                : Message.text(MaskedMessage.of(body.message()));
    }

    private static @Nullable String shownRequestId(AnswerBody body) {
        return body.requestId().matches("[A-Za-z0-9-]{1,64}") ? body.requestId() : null;
    }
}
