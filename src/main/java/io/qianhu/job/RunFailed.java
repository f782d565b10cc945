package io.qianhu.job;

/** A step cannot go on; the message is for the operator and says what to do. */
final class RunFailed extends RuntimeException {
    RunFailed(String message) {
        super(message);
    }
}
