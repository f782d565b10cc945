package io.qianhu.intake.unpack;

import io.qianhu.intake.InputRefused;
import io.qianhu.intake.UnpackSettings;

/** Counts what one named file becomes, and ends it when that is too much. Not thread-safe. */
final class Budget {
    /**
     * So much may come of any file: a small workbook whose last row is the last possible one is a MiB of empty lines.
     */
    private static final long FREE_BYTES = 16 << 20;

    private final String name;
    private final long packedBytes;
    private final UnpackSettings settings;
    private long bytes;

    Budget(String name, long packedBytes, UnpackSettings settings) {
        this.name = name;
        this.packedBytes = packedBytes;
        this.settings = settings;
    }

    UnpackSettings settings() {
        return settings;
    }

    /** @throws InputRefused when there are more bytes now than the file may become */
    void add(long more) {
        bytes += more;
        if (bytes > settings.maxBytes()) {
            throw new InputRefused(name + ": becomes more than " + settings.maxBytes()
                    + " bytes when it is unpacked; check what it is, or raise qianhu.intake.unpack.max-bytes");
        }
        if (bytes > FREE_BYTES && bytes > packedBytes * settings.maxRatio()) {
            throw new InputRefused(name + ": becomes more than " + settings.maxRatio() + " times its " + packedBytes
                    + " bytes when it is unpacked; check what it is, or raise qianhu.intake.unpack.max-ratio");
        }
    }
}
