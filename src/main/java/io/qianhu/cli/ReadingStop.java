package io.qianhu.cli;

import io.qianhu.intake.Reading;
import java.util.function.BooleanSupplier;

/** Until when whole files are read, which whoever has the process says later; asked by several threads. */
final class ReadingStop implements Reading {
    private volatile Reading reading = TO_THE_END;

    /** What says so from now on. */
    void by(Reading says) {
        reading = says;
    }

    @Override
    public BooleanSupplier of(String file) {
        return reading.of(file);
    }
}
