package io.qianhu.dyvms;

import static io.qianhu.dyvms.Meaning.ACCEPTED;
import static io.qianhu.dyvms.Meaning.FREQUENCY_LIMITED;
import static io.qianhu.dyvms.Meaning.OUTSIDE_PERIOD;
import static io.qianhu.dyvms.Meaning.REFUSED;
import static io.qianhu.dyvms.Meaning.STOP;
import static io.qianhu.dyvms.Meaning.THROTTLED;
import static io.qianhu.dyvms.Meaning.UNCONFIRMED;
import static io.qianhu.dyvms.Meaning.UNREACHABLE;

import io.qianhu.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What each code means: one row per code. A code is looked up exactly; then by the rows that end in {@code *}, of which
 * the longest wins. The HTTP status is weighed in {@link Verdict}.
 *
 * <p>Codes from the vendor's error code pages of the product, of its API gateway and of sister products (none of them is
 * complete); the meanings are our own. Codes that begin with {@code qianhu.} are ours, for what happens on the way.
 */
final class CodeTable {
    /** One row. The advice is one sentence and is there when the meaning is STOP. */
    record Row(String code, Meaning meaning, Message advice) {
        boolean isPattern() {
            return code.endsWith("*");
        }

        private boolean fits(String answered) {
            return answered.startsWith(code.substring(0, code.length() - 1));
        }
    }

    static final String UNKNOWN_HOST = "qianhu.UnknownHost";
    static final String CONNECTION_REFUSED = "qianhu.ConnectionRefused";
    static final String CONNECT_TIMEOUT = "qianhu.ConnectTimeout";
    static final String TLS_FAILURE = "qianhu.TlsFailure";
    static final String NOT_SENT = "qianhu.NotSent";
    static final String TIMEOUT = "qianhu.Timeout";
    static final String CONNECTION_LOST = "qianhu.ConnectionLost";
    static final String ANSWER_TOO_LONG = "qianhu.AnswerTooLong";
    static final String UNREADABLE = "qianhu.UnreadableAnswer";
    static final String NO_CODE = "qianhu.NoCode";
    static final String NO_TASK_ID = "qianhu.NoTaskId";
    static final String NO_LIST = "qianhu.NoList";
    static final String REDIRECTED = "qianhu.Redirected";
    static final String PROXY_LOGIN = "qianhu.ProxyLogin";
    static final String URL_TOO_LONG = "qianhu.UrlTooLong";

    /** The gateway names the parameter in the code: {@code MissingCaller}, {@code InvalidDialogId.Malformed}. */
    private static final List<String> OUR_PARAMETERS = List.of(
            "TaskName",
            "DialogId",
            "Caller",
            "CorpName",
            "NumberStatusIdent",
            "IsSelfLine",
            "RetryType",
            "RecallStateCodes",
            "RecallTimes",
            "RecallInterval");

    private static final List<String> COMMON_PARAMETERS = List.of(
            "AccessKeyId",
            "Action",
            "Format",
            "RegionId",
            "SecurityToken",
            "Signature",
            "SignatureMethod",
            "SignatureNonce",
            "SignatureVersion",
            "TimeStamp",
            "Timestamp",
            "Version");

    private static final Message TOP_UP = Message.of("dyvms.check-account-arrears-top-up");
    private static final Message KEY = Message.of("dyvms.check-access-key-secret");
    private static final Message RIGHTS = Message.of("dyvms.give-ram-user-right-dyvms");
    private static final Message ACTIVATE = Message.of("dyvms.activate-voice-service-vendor-console");
    private static final Message SCRIPT = Message.of("dyvms.check-script-dialog-id-approval-console");
    private static final Message CALLER_NUMBER = Message.of("dyvms.check-console-calling-number-belongs");
    private static final Message ENDPOINT = Message.of("dyvms.check-endpoint");
    private static final Message OWN_FAULT = Message.of("dyvms.request-not-understood");

    private static final List<Row> ROWS = rows();
    private static final Map<String, Row> EXACT = ROWS.stream()
            .filter(row -> !row.isPattern())
            .collect(Collectors.toUnmodifiableMap(Row::code, Function.identity()));
    private static final List<Row> PATTERNS = ROWS.stream()
            .filter(Row::isPattern)
            .sorted((a, b) -> b.code().length() - a.code().length())
            .toList();

    private CodeTable() {}

    /** The row for a code, or null when there is none. */
    static @Nullable Row find(String code) {
        Row exact = EXACT.get(code);
        return exact != null
                ? exact
                : PATTERNS.stream().filter(row -> row.fits(code)).findFirst().orElse(null);
    }

    static List<Row> all() {
        return ROWS;
    }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>(List.of(
                // Business codes.
                row("OK", ACCEPTED),
                row("isv.VOICE_ROBOT_NOT_PERIOD", OUTSIDE_PERIOD),
                row("isv.VOICE_CALL_PERIOD_ERROR", OUTSIDE_PERIOD),
                row("isv.BUSINESS_LIMIT_CONTROL", FREQUENCY_LIMITED),
                row("isv.VOICE_ROBOT_CALLEE_LIMIT", REFUSED),
                row("isv.MOBILE_COUNT_OVER_LIMIT", REFUSED),
                row("isv.MOBILE_NUMBER_ILLEGAL", REFUSED),
                row(
                        "isv.DISPLAY_NUMBER_ILLEGAL",
                        REFUSED), // "calling or called number": under inline only callees travel
                row("isv.INVALID_PARAMETERS", REFUSED),
                row("InvalidParameters", REFUSED),
                row("InvalidParameter.date", REFUSED),
                row("isv.INVALID_JSON_PARAM", REFUSED),
                row("isv.PARAM_LENGTH_LIMIT", REFUSED),
                row("isv.PARAM_NOT_SUPPORT_URL", REFUSED),
                row("isv.TEMPLATE_MISSING_PARAMETERS", REFUSED),
                row("isv.TEMPLATE_PARAMS_ILLEGAL", REFUSED),
                row("isv.BLACK_KEY_CONTROL_LIMIT", REFUSED),
                row("isv.COMPLAINT_REJECT", REFUSED),
                row("ComplaintReject", REFUSED),
                row("100008.0", REFUSED), // "data does not exist"; a query reads it as an empty list
                stop("isv.TTS_TEMPLATE_ILLEGAL", SCRIPT),
                stop("isv.TEMPLATE_ILLEGAL", SCRIPT),
                stop("isv.VOICE_FILE_ILLEGAL", SCRIPT),
                stop("isv.ASR_MODEL_ERROR", Message.of("dyvms.account-may-not-use-speech")),
                stop("isv.BILLID_NOT_EXIST", CALLER_NUMBER),
                stop("BillidNotExist", CALLER_NUMBER),
                stop("isv.OUT_OF_SERVICE", TOP_UP),
                stop("isv.AMOUNT_NOT_ENOUGH", TOP_UP),
                stop("isv.AMOUNT_NOT_ENOUG", TOP_UP), // printed so, without the last letter, on the vendor's page
                stop("isv.PRODUCT_UN_SUBSCRIPT", ACTIVATE),
                stop("isv.PRODUCT_UNSUBSCRIBE", ACTIVATE),
                stop("isv.ACCOUNT_NOT_EXISTS", KEY),
                stop("isv.ACCOUNT_ABNORMAL", TOP_UP),
                stop("isp.RAM_PERMISSION_DENY", RIGHTS),
                stop("isp.RES_OWNER_ID_UNKNOWN", KEY),
                stop("isp.USER_NOT_EXIST", KEY),
                stop("isp.USER_ASSERT_NOT_EXIST", KEY),
                row("isv.VOICE_CALL_FAIL", UNCONFIRMED),
                row("isp.SYSTEM_ERROR", UNCONFIRMED),
                row("isp.GATEWAY_ERROR", UNCONFIRMED),
                row("isp.UNKNOWN", UNCONFIRMED),
                row("InternalError", UNCONFIRMED),

                // Codes of the API gateway.
                row("Throttling*", THROTTLED),
                row("ServiceUnavailable", UNCONFIRMED),
                row("SignatureNonceUsed", UNCONFIRMED), // somebody's first copy may have been carried out
                stop("SignatureDoesNotMatch", KEY),
                stop("IncompleteSignature", OWN_FAULT),
                stop("InvalidSignatureMethod", OWN_FAULT),
                stop("InvalidAccessKeyId.*", KEY),
                stop("InvalidSecurityToken.*", Message.of("dyvms.temporary-key-expired-wrong")),
                stop("InvalidTimeStamp.Format", OWN_FAULT),
                stop("InvalidTimeStamp.Expired", Message.of("dyvms.set-machine-clock-differs-more")),
                row("MissingParameter", REFUSED),
                row("InvalidParameter", REFUSED),
                stop("InvalidParameter.Format", OWN_FAULT),
                stop("UnsupportedHTTPMethod", OWN_FAULT),
                stop("InvalidApi.NotFound", ENDPOINT),
                stop("InvalidAction.NotFound", ENDPOINT),
                stop("InvalidProduct.NotFound", ENDPOINT),
                stop("InvalidProtocol.NeedSsl", Message.of("dyvms.set-qianhu-dyvms-endpoint-address-begins-https")),
                stop("NoSuchVersion", ENDPOINT),
                stop("UnsupportedOperation", ENDPOINT),
                stop("Forbidden", RIGHTS),
                stop("Forbidden.*", RIGHTS),
                stop("NoPermission", RIGHTS),

                // What happens on the way.
                row(UNKNOWN_HOST, UNREACHABLE),
                row(CONNECTION_REFUSED, UNREACHABLE),
                row(CONNECT_TIMEOUT, UNREACHABLE),
                row(TLS_FAILURE, UNREACHABLE),
                row(NOT_SENT, UNREACHABLE),
                row(TIMEOUT, UNCONFIRMED),
                row(CONNECTION_LOST, UNCONFIRMED),
                row(ANSWER_TOO_LONG, UNCONFIRMED),
                row(UNREADABLE, UNCONFIRMED),
                row(NO_CODE, UNCONFIRMED),
                row(NO_TASK_ID, UNCONFIRMED),
                row(NO_LIST, UNCONFIRMED),
                row(URL_TOO_LONG, REFUSED), // the front server's page for 414: nothing reached the API
                stop(REDIRECTED, Message.of("dyvms.check-qianhu-dyvms-endpoint-proxies-between")),
                stop(PROXY_LOGIN, Message.of("dyvms.proxy-asks-login"))));
        for (String kind : List.of("Missing", "Invalid")) {
            OUR_PARAMETERS.stream()
                    .flatMap(name -> Stream.of(kind + name, kind + name + ".*"))
                    .forEach(code -> rows.add(row(code, REFUSED)));
            COMMON_PARAMETERS.stream()
                    .flatMap(name -> Stream.of(kind + name, kind + name + ".*"))
                    .filter(code -> rows.stream().noneMatch(row -> row.code().equals(code)))
                    .forEach(code -> rows.add(stop(code, OWN_FAULT)));
        }
        return List.copyOf(rows);
    }

    private static Row row(String code, Meaning meaning) {
        return new Row(code, meaning, Message.NONE);
    }

    private static Row stop(String code, Message advice) {
        return new Row(code, STOP, advice);
    }
}
