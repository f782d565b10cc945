package io.qianhu.cli;

import io.qianhu.ledger.Decision;
import io.qianhu.message.Message;

/** What other processes may ask of the one that holds the home. Called by several threads. */
interface Controls {
    /** Whether it serves campaigns, and so goes on when its run has ended. */
    boolean serves();

    /**
     * Stops the run that is worked on. Where campaigns are served, a run that waits can be named as well.
     *
     * @param run its id; empty for the one that is worked on
     * @return its id where campaigns are served; empty when there is no such run
     */
    String stop(String run);

    /** What is known of a number, as JSON. */
    String find(String number);

    /**
     * Lets something go on.
     *
     * @param subject a run's id, or a campaign's name
     * @param by who asks
     * @return what was released or done; empty for nothing
     */
    Message resume(String subject, String by);

    /** Pauses a run, whether this process works on it or not. */
    Ordered pause(String run, String by);

    /** Cancels a run, whether this process works on it or not. */
    Ordered cancel(String run, String by, String reason);

    /**
     * Records what a person decides about a list of a run that nobody works on.
     *
     * @return what became of the list in the first line, and of its run in the second
     */
    Ordered resolve(String run, int list, Decision decision);

    /** Writes the reports of a run again, and says where they are. */
    Ordered report(String run);

    /** Where the campaigns stand that are served, as a JSON array. */
    String campaigns();
}
