package io.qianhu.intake;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * What identifies the content of an input file, whatever its name.
 *
 * @param sha256 64 lower-case hexadecimal digits
 * @param bytes size of the file
 */
public record Fingerprint(String sha256, long bytes) {
    public Fingerprint {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("sha256 must be 64 lower-case hexadecimal digits: " + sha256);
        }
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must not be negative: " + bytes);
        }
    }

    /**
     * Reads the file once, in constant memory.
     *
     * @throws InputRefused when the file cannot be read
     */
    public static Fingerprint of(Path file) {
        return Survey.of(file).fingerprint();
    }

    /**
     * As above, unless somebody wants that to end.
     *
     * @param stop asked every few MB
     * @throws ReadingStopped when it says so
     */
    public static Fingerprint of(Path file, BooleanSupplier stop) {
        return Survey.of(file, stop).fingerprint();
    }
}
