package io.qianhu.message;

/**
 * Is or has a message: an exception that a person will read, whose {@link Throwable#getMessage()} is the same in
 * English, or a value whose form holds words, whose {@code toString()} is.
 */
public interface Worded {
    Message said();
}
