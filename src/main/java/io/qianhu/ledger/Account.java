package io.qianhu.ledger;

/**
 * Compares the names of accounts as they are stored with a submission, {@link Intent#account}. Temporary keys whose account
 * is not known have a name of their own, {@code HOST key temporary}; so has each account that is, {@code HOST key
 * temporary of 1234567890123456}. Older versions stored the first for all of them.
 */
public final class Account {
    private static final String TEMPORARY = " key temporary";

    private Account() {}

    /** Whether it is that of a temporary key whose account is not known. */
    public static boolean isUnknown(String account) {
        return account.endsWith(TEMPORARY);
    }

    /** Whether two names may be those of one account: both are the same, or one of them is not known. */
    public static boolean mayBeSame(String one, String other) {
        return one.equals(other) || covers(one, other) || covers(other, one);
    }

    private static boolean covers(String unknown, String known) {
        return isUnknown(unknown) && known.startsWith(unknown + " of ");
    }
}
