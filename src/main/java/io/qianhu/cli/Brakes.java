package io.qianhu.cli;

import io.qianhu.ledger.PulledBrake;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Brakes as the campaign file spells them. */
final class Brakes {
    private Brakes() {}

    /** The names of these brakes in one line; empty when there are none. */
    static String names(List<PulledBrake> brakes) {
        return brakes.stream()
                .map(brake -> brake.brake().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
    }
}
