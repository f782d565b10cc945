package io.qianhu.cli;

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
    String resume(String subject, String by);

    /** Where the campaigns stand that are served, as a JSON array. */
    String campaigns();
}
