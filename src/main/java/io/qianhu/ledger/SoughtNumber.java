package io.qianhu.ledger;

import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import io.qianhu.number.Masking;
import io.qianhu.number.NumberKind;
import io.qianhu.number.NumberReader;
import io.qianhu.number.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * What somebody looks for.
 *
 * @param national the number, when it has the shape of one
 * @param rejectKeys what rejected rows with it may be found under, at least one
 * @param shown it, masked
 */
public record SoughtNumber(OptionalLong national, List<Long> rejectKeys, String shown) {
    private static final NumberReader NUMBERS = new NumberReader(Set.of(NumberKind.MOBILE, NumberKind.LANDLINE));
    private static final long TEN_DIGITS = 10_000_000_000L;

    /** The last digit of +86 is still there before a number of ten digits. */
    private static final long AFTER_COUNTRY = 6 * TEN_DIGITS;

    public SoughtNumber {
        rejectKeys = List.copyOf(rejectKeys);
    }

    /**
     * Reads what stands in a cell: a number in any spelling, or digits that were rejected.
     *
     * @throws IllegalArgumentException when it has neither
     */
    public static SoughtNumber of(String text) {
        long reading = NUMBERS.read(text);
        if (!NumberReader.isReject(reading)) {
            List<Long> keys = new ArrayList<>(List.of(reading));
            if (reading < TEN_DIGITS) {
                keys.add(AFTER_COUNTRY + reading);
            }
            return new SoughtNumber(OptionalLong.of(reading), keys, new PhoneNumber(reading).toString());
        }
        long key = RejectKey.of(text);
        if (key == RejectKey.NONE) {
            throw new InvalidValue(Message.of("ledger.no-number-rejected-rows-found", Masking.maskCell(text)));
        }
        return new SoughtNumber(
                hasShape(key) ? OptionalLong.of(key) : OptionalLong.empty(), List.of(key), Masking.maskCell(text));
    }

    /** What was called stays a callee when a later number plan takes its prefix away. */
    private static boolean hasShape(long key) {
        try {
            return new PhoneNumber(key).national() == key;
        } catch (IllegalArgumentException noNumber) {
            return false;
        }
    }

    boolean isRejectedIn(RejectedRow row) {
        return LongStream.of(RejectKey.of(row)).anyMatch(rejectKeys::contains);
    }
}
