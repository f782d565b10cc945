package io.qianhu.dyvms;

/** What an exchange came to, before anyone looks at what the answer says. */
sealed interface TransportOutcome {
    /** A whole answer arrived. */
    record Answered(int status, Text text) implements TransportOutcome {}

    /**
     * No whole answer arrived.
     *
     * @param code one of the transport rows of {@link CodeTable}
     * @param message may quote what the other side sent; to be masked
     */
    record Failed(String code, String message) implements TransportOutcome {}
}
