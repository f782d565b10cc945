package io.qianhu.campaign;

import java.time.Duration;
import java.util.List;

/**
 * When the platform dials a person again.
 *
 * @param times how often, at least 1
 * @param interval whole minutes, more than 1 and at most 30
 * @param on call states that are dialled again
 */
public record RecallSettings(int times, Duration interval, List<Integer> on) {
    public RecallSettings {
        on = List.copyOf(on);
    }
}
