package io.qianhu.cli;

import picocli.CommandLine.Option;

/** Who says so, as an option of every command that records a person's word. */
class Decider {
    @Option(names = "--by", paramLabel = "NAME", description = "Who decides; by default this system user.")
    String by = System.getProperty("user.name", "");

    /** And why. */
    static final class WithReason extends Decider {
        @Option(names = "--reason", paramLabel = "TEXT", description = "Why, in one line; kept with the decision.")
        String reason = "";
    }
}
