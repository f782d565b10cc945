package io.qianhu.intake;

import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds on what a file may do to us, bound to {@code qianhu.intake.*}. The defaults fit exports of any size; raise a
 * bound only when a refusal names it.
 *
 * @param blockBytes about how many bytes are parsed at once, 1 B to 16 MiB; memory grows with the blocks in work
 * @param maxRecordBytes longest row, without its line break, 1 B to 64 MiB
 * @param maxColumns most cells in a row that is called, in a header, and kept of a reject, 1 to 100,000
 * @param maxRejectCellChars most characters kept of one cell of a reject, 1 to 32,767 (what a spreadsheet cell holds)
 * @param sampleBytes how much of the beginning of a file detection looks at, 1 KiB to 64 MiB
 * @param maxBytes largest named file, packed or not, 1 KiB to 1 PiB. The default holds every mobile of the country with 35
 *     bytes beside it
 * @param giveUpAfter how long {@code serve} reads, unpacks or looks through one file before its run begins, each on its
 *     own, 1 second to 7 days; lengthen it where files lie on a slow disk
 * @param unpack bounds on what a packed file may become
 */
public record IntakeLimits(
        @DefaultValue("131072") int blockBytes,
        @DefaultValue("1048576") int maxRecordBytes,
        @DefaultValue("1000") int maxColumns,
        @DefaultValue("1000") int maxRejectCellChars,
        @DefaultValue("1048576") int sampleBytes,
        @DefaultValue("68719476736") long maxBytes,
        @DefaultValue("30m") Duration giveUpAfter,
        @DefaultValue UnpackSettings unpack) {
    private static final int MIB = 1024 * 1024;
    private static final Duration SHORTEST_GIVE_UP = Duration.ofSeconds(1);
    private static final Duration LONGEST_GIVE_UP = Duration.ofDays(7);

    @ConstructorBinding
    public IntakeLimits {
        check("block-bytes", blockBytes, 1, 16 * MIB);
        check("max-record-bytes", maxRecordBytes, 1, 64 * MIB);
        check("max-columns", maxColumns, 1, 100_000);
        check("max-reject-cell-chars", maxRejectCellChars, 1, 32_767);
        check("sample-bytes", sampleBytes, 1024, 64 * MIB);
        check("max-bytes", maxBytes, 1024, 1L << 50);
        if (giveUpAfter.compareTo(SHORTEST_GIVE_UP) < 0 || giveUpAfter.compareTo(LONGEST_GIVE_UP) > 0) {
            throw new InvalidValue(Message.of(
                    "intake.qianhu-intake-give-up-after-not-between", giveUpAfter, SHORTEST_GIVE_UP, LONGEST_GIVE_UP));
        }
    }

    /** Bounds of reading, with the usual ones of unpacking. */
    public IntakeLimits(int blockBytes, int maxRecordBytes, int maxColumns, int maxRejectCellChars, int sampleBytes) {
        this(
                blockBytes,
                maxRecordBytes,
                maxColumns,
                maxRejectCellChars,
                sampleBytes,
                64L << 30,
                Duration.ofMinutes(30),
                UnpackSettings.defaults());
    }

    /** The bounds of an application that sets none. */
    public static IntakeLimits defaults() {
        return new IntakeLimits(128 * 1024, MIB, 1000, 1000, MIB);
    }

    private static void check(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new InvalidValue(Message.of("intake.qianhu-intake-not-between", key, value, least, most));
        }
    }
}
