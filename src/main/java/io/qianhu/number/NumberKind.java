package io.qianhu.number;

/** What kind of subscriber a mainland number belongs to. */
public enum NumberKind {
    /** Eleven digits that begin with 1 and an assigned mobile prefix, such as 138. */
    MOBILE,
    /** Area code and subscriber number; written with a leading 0 when it is dialled or submitted. */
    LANDLINE
}
