package io.qianhu.watch;

import io.qianhu.message.Message;
import io.qianhu.report.Words;

/**
 * What goes to a webhook at once.
 *
 * @param more how many alerts beside the first are only counted, because there were too many
 */
record Notice(Alert alert, int more) {
    /** @param words of the language that the alert has */
    String text(Words words) {
        return more == 0 ? alert.text() : words.said(Message.of("watch.more-status-shows-stand", alert.text(), more));
    }
}
