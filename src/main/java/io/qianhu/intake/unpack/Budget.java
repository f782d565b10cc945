package io.qianhu.intake.unpack;

import io.qianhu.intake.InputRefused;
import io.qianhu.intake.StopLook;
import io.qianhu.intake.UnpackSettings;
import io.qianhu.message.Message;
import java.util.function.BooleanSupplier;

/** Counts what one named file becomes, and ends it when that is too much or nobody wants it any more. Not thread-safe. */
final class Budget {
    /**
     * So much may come of any file: a small workbook whose last row is the last possible one is a MiB of empty lines.
     */
    private static final long FREE_BYTES = 16 << 20;

    private final String name;
    private final long packedBytes;
    private final UnpackSettings settings;
    private final StopLook look;
    private long bytes;

    /** @param stop asked every few MB whether reading is to end */
    Budget(String name, long packedBytes, UnpackSettings settings, BooleanSupplier stop) {
        this.look = new StopLook(stop);
        this.name = name;
        this.packedBytes = packedBytes;
        this.settings = settings;
    }

    UnpackSettings settings() {
        return settings;
    }

    /**
     * So many packed bytes are read, of which perhaps nothing comes.
     *
     * @throws io.qianhu.intake.ReadingStopped when reading is to end
     */
    void pass(long packed) {
        look.read(packed);
    }

    /**
     * @throws InputRefused when there are more bytes now than the file may become
     * @throws io.qianhu.intake.ReadingStopped when reading is to end
     */
    void add(long more) {
        look.read(more);
        bytes += more;
        if (bytes > settings.maxBytes()) {
            throw new InputRefused(Message.of("intake.becomes-more-bytes-when-unpacked", name, settings.maxBytes()));
        }
        if (bytes > FREE_BYTES && bytes > packedBytes * settings.maxRatio()) {
            throw new InputRefused(
                    Message.of("intake.becomes-more-times-bytes-when", name, settings.maxRatio(), packedBytes));
        }
    }
}
