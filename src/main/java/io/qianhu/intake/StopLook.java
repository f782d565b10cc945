package io.qianhu.intake;

import java.util.function.BooleanSupplier;

/**
 * Looks whether reading is to end, at its beginning and every 4 MiB: seldom enough to cost nothing, often enough to end
 * within a moment. Not thread-safe.
 */
public final class StopLook {
    static final long EVERY_BYTES = 4 << 20;

    private final BooleanSupplier stop;
    private long left;

    public StopLook(BooleanSupplier stop) {
        this.stop = stop;
    }

    /**
     * One more step is done.
     *
     * @throws ReadingStopped when reading is to end
     */
    public void step() {
        read(EVERY_BYTES);
    }

    /**
     * So many more bytes are read.
     *
     * @throws ReadingStopped when reading is to end
     */
    public void read(long bytes) {
        left -= bytes;
        if (left <= 0) {
            left = EVERY_BYTES;
            if (stop.getAsBoolean()) {
                throw new ReadingStopped();
            }
        }
    }
}
