package io.qianhu.dyvms;

/** What a code means for the request that it answers. */
public enum Meaning {
    /** Carried out: the robot task exists, or the question is answered. */
    ACCEPTED,
    /** Too many requests: nothing was done, the whole queue slows down. */
    THROTTLED,
    /** A business rule on frequency (minute, hour, day): nothing was done, wait by tier. */
    FREQUENCY_LIMITED,
    /** The API's own calling hours are closed: nothing was done. */
    OUTSIDE_PERIOD,
    /** The request provably never arrived: refused connection, no address, no TLS. */
    UNREACHABLE,
    /** Nothing was done, and nothing will be until a person acts: arrears, credentials, subscription. */
    STOP,
    /** Refused because of what this request holds: nothing was created, other lists may pass. */
    REFUSED,
    /** A well-formed refusal with a code that no table has: this list is held and the run stops. */
    UNRECOGNISED,
    /** Nobody knows whether it was carried out: to be settled, never to be submitted again blindly. */
    UNCONFIRMED
}
