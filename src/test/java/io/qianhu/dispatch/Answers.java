package io.qianhu.dispatch;

import io.qianhu.dyvms.Answer;
import io.qianhu.dyvms.Reply;

/** One answer of each kind. */
public final class Answers {
    public static final String ADVICE = "Top up the account.";

    private Answers() {}

    public static Answer accepted(String taskId) {
        return new Answer.Accepted(reply(200, "OK"), taskId);
    }

    public static Answer throttled() {
        return new Answer.Throttled(reply(400, "Throttling.User"));
    }

    public static Answer frequencyLimited() {
        return new Answer.FrequencyLimited(reply(200, "isv.BUSINESS_LIMIT_CONTROL"));
    }

    public static Answer outsidePeriod() {
        return new Answer.OutsidePeriod(reply(200, "isv.OUT_OF_PERIOD"));
    }

    public static Answer unreachable() {
        return new Answer.Unreachable(reply(0, "qianhu.ConnectionRefused"));
    }

    public static Answer stop() {
        return new Answer.Stop(reply(200, "isv.AMOUNT_NOT_ENOUGH"), ADVICE);
    }

    public static Answer refused(String code) {
        return new Answer.Refused(reply(200, code));
    }

    public static Answer unrecognised() {
        return new Answer.Unrecognised(reply(400, "isv.BRAND_NEW"));
    }

    public static Answer unconfirmed() {
        return new Answer.Unconfirmed(reply(0, "qianhu.Timeout"));
    }

    public static Reply reply(int status, String code) {
        return new Reply(status, code, "as an example", "request-1");
    }
}
