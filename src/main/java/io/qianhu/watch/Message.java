package io.qianhu.watch;

/**
 * What goes to a webhook at once.
 *
 * @param more how many alerts beside the first are only counted, because there were too many
 */
record Message(Alert alert, int more) {
    String text() {
        return alert.text() + (more == 0 ? "" : " (and " + more + " more: `qianhu status` shows where all stand)");
    }
}
