package io.qianhu.bench;

/** A contestant came to another result than the generator knows to be right, or to none. */
final class WrongResult extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongResult(String message) {
        super(message);
    }
}
