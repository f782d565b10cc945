package io.qianhu.intake;

import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds on what a packed file may become, bound to {@code qianhu.intake.unpack.*}. Sizes are counted while unpacking,
 * never taken from what an archive says about itself.
 *
 * @param maxBytes most bytes that one named file may become, 1 KiB to 1 TiB; they need as much free disk for a while. A
 *     workbook's count twice, as it is stored and as it is written out
 * @param maxRatio most bytes that a packed byte may become, beyond the first 16 MiB, 1 to 1,032, which is what deflate
 *     can do
 * @param maxEntries most entries of an archive, 1 to 65,535
 * @param maxTextBytes most bytes of text that a workbook stores outside its sheets, 1 KiB to 1 GiB; it is held in
 *     memory
 */
public record UnpackSettings(
        @DefaultValue("17179869184") long maxBytes,
        @DefaultValue("200") int maxRatio,
        @DefaultValue("1000") int maxEntries,
        @DefaultValue("268435456") int maxTextBytes) {
    public UnpackSettings {
        check("max-bytes", maxBytes, 1024, 1L << 40);
        check("max-ratio", maxRatio, 1, 1032);
        check("max-entries", maxEntries, 1, 65_535);
        check("max-text-bytes", maxTextBytes, 1024, 1 << 30);
    }

    /** The bounds of an application that sets none. */
    public static UnpackSettings defaults() {
        return new UnpackSettings(16L << 30, 200, 1000, 256 << 20);
    }

    private static void check(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new InvalidValue(Message.of("intake.qianhu-intake-unpack-not-between", key, value, least, most));
        }
    }
}
