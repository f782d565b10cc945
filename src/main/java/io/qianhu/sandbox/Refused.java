package io.qianhu.sandbox;

/** Ends the handling of a request with an error answer. */
final class Refused extends Exception {
    private final transient ApiError error;

    Refused(ApiError error) {
        super(error.code(), null, false, false);
        this.error = error;
    }

    ApiError error() {
        return error;
    }
}
