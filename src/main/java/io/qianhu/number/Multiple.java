package io.qianhu.number;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is done with a cell that holds several numbers. */
public enum Multiple {
    /** The row is rejected; a person decides which number is meant. */
    REJECT,
    /** The first number of the cell that can be called is taken, the others are passed over. */
    TAKE_FIRST,
    /** Every number of the cell that can be called is taken, in their order. */
    TAKE_ALL;

    /** As it stands in a campaign, such as {@code take-first}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one with this key. */
    public static Optional<Multiple> keyed(String key) {
        return Arrays.stream(values()).filter(one -> one.key().equals(key)).findFirst();
    }
}
