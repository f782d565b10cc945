package io.qianhu.campaign;

import io.qianhu.number.NumberKind;
import java.util.Set;

/**
 * Which numbers are called.
 *
 * @param accept at least one kind. Default {@link #DEFAULT_ACCEPT}; add landlines when the account may call them
 */
public record NumberSettings(Set<NumberKind> accept) {
    public static final Set<NumberKind> DEFAULT_ACCEPT = Set.of(NumberKind.MOBILE);

    public NumberSettings {
        accept = Set.copyOf(accept);
        if (accept.isEmpty()) {
            throw new IllegalArgumentException("accept holds no kind of number; allowed are mobile and landline");
        }
    }
}
