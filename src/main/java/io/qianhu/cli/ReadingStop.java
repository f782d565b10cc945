package io.qianhu.cli;

import java.util.function.BooleanSupplier;

/** Whether whole files are read no further, since the process was told to end; asked by several threads. */
final class ReadingStop implements BooleanSupplier {
    private volatile BooleanSupplier stop = () -> false;

    /** What says so from now on; until then nothing does. */
    void by(BooleanSupplier says) {
        stop = says;
    }

    @Override
    public boolean getAsBoolean() {
        return stop.getAsBoolean();
    }
}
