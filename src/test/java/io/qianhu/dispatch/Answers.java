package io.qianhu.dispatch;

import io.qianhu.dyvms.Answer;
import io.qianhu.dyvms.Meaning;
import io.qianhu.dyvms.Reply;
import io.qianhu.message.Message;

/** One answer of each kind. */
public final class Answers {
    public static final String ADVICE = "Top up the account.";

    private Answers() {}

    public static Answer accepted(String taskId) {
        return Answer.accepted(reply(200, "OK"), taskId);
    }

    public static Answer throttled() {
        return Answer.of(Meaning.THROTTLED, reply(400, "Throttling.User"));
    }

    public static Answer frequencyLimited() {
        return Answer.of(Meaning.FREQUENCY_LIMITED, reply(200, "isv.BUSINESS_LIMIT_CONTROL"));
    }

    public static Answer outsidePeriod() {
        return Answer.of(Meaning.OUTSIDE_PERIOD, reply(200, "isv.OUT_OF_PERIOD"));
    }

    public static Answer unreachable() {
        return Answer.of(Meaning.UNREACHABLE, reply(0, "qianhu.ConnectionRefused"));
    }

    public static Answer stop() {
        return Answer.stop(reply(200, "isv.AMOUNT_NOT_ENOUGH"), Message.text(ADVICE));
    }

    public static Answer refused(String code) {
        return Answer.of(Meaning.REFUSED, reply(200, code));
    }

    public static Answer unrecognised() {
        return Answer.of(Meaning.UNRECOGNISED, reply(400, "isv.BRAND_NEW"));
    }

    public static Answer unconfirmed() {
        return Answer.of(Meaning.UNCONFIRMED, reply(0, "qianhu.Timeout"));
    }

    public static Reply reply(int status, String code) {
        return new Reply(status, code, Message.text("as an example"), "request-1");
    }
}
