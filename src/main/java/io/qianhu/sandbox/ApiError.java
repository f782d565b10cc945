package io.qianhu.sandbox;

import java.util.Map;

/**
 * A refusal as the API words it. Codes, meanings and HTTP statuses follow the vendor's lists (the common gateway error
 * codes and the error codes of Dyvmsapi 2017-05-25); where a list gives no status, 400 is assumed.
 *
 * @param message never holds a phone number
 */
record ApiError(String code, int status, String message) {
    private static final Map<String, Integer> OTHER_STATUS = Map.of(
            "InvalidAccessKeyId.NotFound", 404,
            "InvalidApi.NotFound", 404,
            "InvalidAction.NotFound", 404,
            "InvalidProduct.NotFound", 404,
            "Forbidden", 403,
            "NoPermission", 403,
            "InternalError", 500,
            "isp.SYSTEM_ERROR", 500,
            "isp.GATEWAY_ERROR", 500,
            "ServiceUnavailable", 503);

    static ApiError of(String code, String message) {
        return new ApiError(code, OTHER_STATUS.getOrDefault(code, 400), message);
    }

    static ApiError missing(String parameter) {
        return of("Missing" + parameter, parameter + " is mandatory for this action.");
    }

    static ApiError invalid(String parameter, String allowed) {
        return of("Invalid" + parameter, "Specified parameter " + parameter + " is not valid: " + allowed + ".");
    }

    static ApiError throttled() {
        return of("Throttling.User", "Request was denied due to user flow control.");
    }

    static ApiError internal() {
        return of("InternalError", "The request processing has failed due to some unknown error.");
    }

    /** This refusal as something to throw; it carries no stack trace, because a refusal is an ordinary answer. */
    Refused refused() {
        return new Refused(this);
    }
}
