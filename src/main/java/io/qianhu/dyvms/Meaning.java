package io.qianhu.dyvms;

/** What a code means for the request that it answers. One {@link Answer} belongs to each. */
enum Meaning {
    /** Carried out. */
    OK,
    /** Refused before any work because there are too many requests. */
    THROTTLED,
    /** Refused by a business rule on frequency: per minute, hour or day. */
    FREQUENCY_LIMITED,
    /** Refused because the platform takes no calls at this hour. */
    OUTSIDE_PERIOD,
    /** Nothing was sent. */
    UNREACHABLE,
    /** Refused, as every other request will be until a person acts. */
    STOP,
    /** Refused because of what this request holds. */
    REFUSED,
    /** Refused with a code that the table does not have. */
    UNRECOGNISED,
    /** Nobody knows whether it was carried out. */
    UNCONFIRMED
}
