package io.qianhu.cli;

import io.qianhu.message.Message;
import io.qianhu.report.Words;

/**
 * Makes the findings of {@code qianhu doctor} in one language.
 *
 * @param words those of the commands; a subject {@code disk} has its name under {@code doctor.disk}, what is said of it
 *     under {@code doctor.disk.} and more
 */
record Findings(Words words) {
    private static final String DOCTOR = "doctor.";

    Finding ok(String what, String key, Object... values) {
        return finding(Finding.Level.OK, what, key, values);
    }

    Finding skip(String what, String key, Object... values) {
        return finding(Finding.Level.SKIP, what, key, values);
    }

    Finding warn(String what, String key, Object... values) {
        return finding(Finding.Level.WARN, what, key, values);
    }

    Finding fail(String what, String key, Object... values) {
        return finding(Finding.Level.FAIL, what, key, values);
    }

    /** A failure that another room has put into words. */
    Finding failure(String what, Message message) {
        return new Finding(Finding.Level.FAIL, words.get(DOCTOR + what), words.said(message));
    }

    /** As above, where it works all the same. */
    Finding warning(String what, Message message) {
        return new Finding(Finding.Level.WARN, words.get(DOCTOR + what), words.said(message));
    }

    private Finding finding(Finding.Level level, String what, String key, Object... values) {
        return new Finding(level, words.get(DOCTOR + what), words.get(DOCTOR + what + "." + key, values));
    }
}
