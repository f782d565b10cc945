package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What a command answered. */
record Said(int code, String out, String err) {
    /** Runs one command in this process; not for two threads at a time. */
    static Said by(String... words) {
        PrintStream realOut = System.out;
        PrintStream realErr = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            int code = Qianhu.execute(words);
            return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(realOut);
            System.setErr(realErr);
        }
    }

    /** Expects the exit code, and that neither a stack trace nor a whole number of the {@link Shop} is shown. */
    Said exits(int expected) {
        assertThat(code).as(this::toString).isEqualTo(expected);
        assertThat(out + err).doesNotContain("\tat ").doesNotContainPattern(Shop.ANY_NUMBER);
        return this;
    }

    /** Expects a refusal in one line that holds all of these. */
    void refuses(String... parts) {
        exits(ExitCode.REFUSED.number());
        assertThat(err).hasLineCount(1).contains(parts);
    }
}
