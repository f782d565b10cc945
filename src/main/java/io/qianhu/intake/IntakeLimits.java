package io.qianhu.intake;

import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds on what a file may do to us, bound to {@code qianhu.intake.*}. The defaults fit exports of any size; raise a
 * bound only when a refusal names it.
 *
 * @param blockBytes about how many bytes are parsed at once, 1 B to 16 MiB; memory grows with the blocks in work
 * @param maxRecordBytes longest row, without its line break, 1 B to 64 MiB
 * @param maxColumns most cells in a row that is called and most cells kept of a reject, 1 to 100,000
 * @param maxRejectCellChars most characters kept of one cell of a reject, 1 to 32,767 (what a spreadsheet cell holds)
 * @param sampleBytes how much of the beginning of a file detection looks at, 1 KiB to 64 MiB
 * @param unpack bounds on what a packed file may become
 */
public record IntakeLimits(
        @DefaultValue("131072") int blockBytes,
        @DefaultValue("1048576") int maxRecordBytes,
        @DefaultValue("1000") int maxColumns,
        @DefaultValue("1000") int maxRejectCellChars,
        @DefaultValue("1048576") int sampleBytes,
        @DefaultValue UnpackSettings unpack) {
    private static final int MIB = 1024 * 1024;

    @ConstructorBinding
    public IntakeLimits {
        check("block-bytes", blockBytes, 1, 16 * MIB);
        check("max-record-bytes", maxRecordBytes, 1, 64 * MIB);
        check("max-columns", maxColumns, 1, 100_000);
        check("max-reject-cell-chars", maxRejectCellChars, 1, 32_767);
        check("sample-bytes", sampleBytes, 1024, 64 * MIB);
    }

    /** Bounds of reading, with the usual ones of unpacking. */
    public IntakeLimits(int blockBytes, int maxRecordBytes, int maxColumns, int maxRejectCellChars, int sampleBytes) {
        this(blockBytes, maxRecordBytes, maxColumns, maxRejectCellChars, sampleBytes, UnpackSettings.defaults());
    }

    /** The bounds of an application that sets none. */
    public static IntakeLimits defaults() {
        return new IntakeLimits(128 * 1024, MIB, 1000, 1000, MIB);
    }

    private static void check(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "qianhu.intake." + key + ": " + value + " is not between " + least + " and " + most);
        }
    }
}
