package io.qianhu.job;

import java.util.random.RandomGenerator;

/**
 * Ids of runs: eight characters that a person can read aloud, 39 random bits. They are part of every task name, so two
 * installations that share an account must not meet.
 */
final class RunIds {
    /** No vowels, so that no words appear, and nothing that looks like something else. */
    private static final String ALPHABET = "23456789bcdfghjkmnpqrstvwxz";

    private static final int LENGTH = 8;

    private RunIds() {}

    static String next(RandomGenerator random) {
        StringBuilder id = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
