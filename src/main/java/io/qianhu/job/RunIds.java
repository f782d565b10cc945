package io.qianhu.job;

import io.qianhu.intake.Survey;
import io.qianhu.ledger.Target;
import java.nio.charset.StandardCharsets;

/**
 * Ids of runs: eight characters that a person can read aloud, 38 bits. They are part of every task name, and they follow
 * from what is done to whom: another ledger that is asked for the same comes to the same id, and finds at the service what
 * this one has submitted. What goes into the hash must therefore never change.
 */
final class RunIds {
    /** No vowels, so that no words appear, and nothing that looks like something else. */
    private static final String ALPHABET = "23456789bcdfghjkmnpqrstvwxz";

    private static final int LENGTH = 8;

    /** Hexadecimal digits of the hash that make a positive long, many more than the characters need. */
    private static final int DIGITS = 15;

    private RunIds() {}

    /**
     * The id of a run.
     *
     * @param fingerprint of the input, whatever its files are called and in whatever order they come
     * @param dialogId the script that the callees hear
     * @param clash 0, and one more for each id before it that another run has
     */
    static String of(Target target, String fingerprint, long dialogId, String label, int clash) {
        byte[] what = String.join(
                        "\n", target.name(), fingerprint, Long.toString(dialogId), label, Integer.toString(clash))
                .getBytes(StandardCharsets.UTF_8);
        Survey.Running hash = new Survey.Running();
        hash.update(what, 0, what.length);
        long rest = Long.parseLong(hash.done().fingerprint().sha256().substring(0, DIGITS), 16);
        StringBuilder id = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt((int) (rest % ALPHABET.length())));
            rest /= ALPHABET.length();
        }
        return id.toString();
    }
}
