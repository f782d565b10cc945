package io.qianhu.campaign;

import io.qianhu.number.NumberKind;
import java.util.Set;

/** Which numbers are called. */
public record NumberSettings(Set<NumberKind> accept) {
    public NumberSettings {
        accept = Set.copyOf(accept);
    }
}
