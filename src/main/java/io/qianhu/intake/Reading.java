package io.qianhu.intake;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Until when files are read; asked when the reading of one begins, or one more step of it. */
@FunctionalInterface
public interface Reading {
    /** Each to its end, however long that takes. */
    Reading TO_THE_END = file -> () -> false;

    /**
     * Begins with a file.
     *
     * @param file for the message
     * @return whether its reading is to end; asked every few MB and between the steps of detection
     */
    BooleanSupplier of(String file);

    /**
     * Until somebody wants it to end, and no step longer than this: then it ends with {@link ReadingTookTooLong}.
     *
     * @param nanos monotonic time
     */
    static Reading within(Duration most, LongSupplier nanos, BooleanSupplier stop) {
        return file -> {
            long begin = nanos.getAsLong();
            return () -> {
                if (nanos.getAsLong() - begin > most.toNanos()) {
                    throw new ReadingTookTooLong(file);
                }
                return stop.getAsBoolean();
            };
        };
    }
}
