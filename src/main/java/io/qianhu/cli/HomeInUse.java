package io.qianhu.cli;

/** Another process has the home; the message says which and what to do. */
final class HomeInUse extends RuntimeException {
    HomeInUse(String message) {
        super(message);
    }
}
