package io.qianhu.pace;

import java.time.LocalTime;
import java.util.List;

/** The hours of the day in which submitting is allowed; no range at all means always. */
public record CallingWindow(List<Range> ranges) {
    public CallingWindow {
        ranges = List.copyOf(ranges);
    }

    /** From inclusive, to exclusive. */
    public record Range(LocalTime from, LocalTime to) {}
}
