package io.qianhu.campaign;

import io.qianhu.number.Multiple;
import io.qianhu.number.NumberKind;
import java.util.Set;

/**
 * Which numbers are called.
 *
 * @param accept at least one kind. Default {@link #DEFAULT_ACCEPT}; add landlines when the account may call them
 * @param multiple what is done with a cell that holds several numbers. Default {@link #DEFAULT_MULTIPLE}; take them when
 *     the file is known to hold numbers of the same person in one cell
 */
public record NumberSettings(Set<NumberKind> accept, Multiple multiple) {
    public static final Set<NumberKind> DEFAULT_ACCEPT = Set.of(NumberKind.MOBILE);
    public static final Multiple DEFAULT_MULTIPLE = Multiple.REJECT;

    public NumberSettings {
        accept = Set.copyOf(accept);
        if (accept.isEmpty()) {
            throw new IllegalArgumentException("accept holds no kind of number; allowed are mobile and landline");
        }
    }
}
