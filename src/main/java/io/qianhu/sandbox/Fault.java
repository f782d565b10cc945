package io.qianhu.sandbox;

/**
 * What goes wrong with one CreateRobotTask that is in order in every other respect. <em>Accepted</em> means that the
 * task stands in the journal and its numbers count as called, whatever the client gets to see.
 */
public enum Fault {
    /** Nothing: the task is accepted and the answer arrives. */
    NONE,
    /** The connection ends without an answer and nothing is accepted. By turns an end of stream and a reset. */
    DROP_BEFORE_ACCEPT,
    /** The task is accepted, then the connection ends without an answer. By turns an end of stream and a reset. */
    DROP_AFTER_ACCEPT,
    /** 503 {@code ServiceUnavailable}, nothing is accepted. */
    ERROR_BEFORE_ACCEPT,
    /** The task is accepted, the answer is 500 {@code InternalError}. */
    ERROR_AFTER_ACCEPT,
    /** The slowness passes first, then the task is accepted and answered: a client that gave up was too early. */
    SLOW_BEFORE_ACCEPT,
    /** The task is accepted at once, the answer leaves after the slowness. */
    SLOW_AFTER_ACCEPT,
    /** The task is accepted, the answer is status 200 with a page of HTML. */
    GARBAGE_ANSWER,
    /** The task is accepted, the answer ends in the middle of its body. */
    HALF_ANSWER,
    /** The task is accepted, the answer says {@code OK} and names no task. */
    ANSWER_WITHOUT_ID,
    /** The task is accepted, and the answer is that to an earlier request: it names the first task that there is. */
    EARLIER_ANSWER,
    /** 400 {@code Throttling.User}, nothing is accepted. */
    THROTTLED
}
