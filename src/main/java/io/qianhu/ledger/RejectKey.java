package io.qianhu.ledger;

import io.qianhu.number.NumberKind;
import io.qianhu.number.NumberReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Under which numbers a rejected row is found. Country codes and zeros in front do not count, so only the last eleven
 * digits of what follows do.
 *
 * <ol>
 *   <li>All digits of its phone cell, whatever stands between them.
 *   <li>Those of each part, where the cell holds several numbers; letters part them too.
 *   <li>Each run of digits that nothing stands between.
 * </ol>
 */
final class RejectKey {
    /** Nothing to find it by. */
    static final long NONE = -1;

    private static final int FEWEST = 5;
    private static final int MOST = 15;
    private static final long ELEVEN_DIGITS = 100_000_000_000L;
    private static final NumberReader NUMBERS = new NumberReader(Set.of(NumberKind.MOBILE, NumberKind.LANDLINE));

    private RejectKey() {}

    /** The key of a text of 5 to 15 digits, or {@link #NONE}. */
    static long of(CharSequence text) {
        long value = 0;
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = Character.digit(text.charAt(i), 10);
            if (digit >= 0) {
                digits++;
                value = (10 * value + digit) % ELEVEN_DIGITS;
            }
        }
        return digits < FEWEST || digits > MOST ? NONE : value;
    }

    /** The keys of a rejected row, each once; none where its cell has too few digits. */
    static long[] of(RejectedRow row) {
        return row.column() <= row.cells().size() ? all(row.cells().get(row.column() - 1)) : new long[0];
    }

    /** The keys of a cell, each once. */
    static long[] all(CharSequence cell) {
        LongStream ofParts = split(cell, Character::isLetter).stream()
                .flatMap(stretch -> NUMBERS.parts(stretch).stream())
                .mapToLong(RejectKey::of);
        LongStream ofRuns =
                split(cell, c -> Character.digit(c, 10) < 0).stream().mapToLong(RejectKey::of);
        return LongStream.concat(LongStream.of(of(cell)), LongStream.concat(ofParts, ofRuns))
                .filter(key -> key != NONE)
                .distinct()
                .toArray();
    }

    private interface Gap {
        boolean is(char c);
    }

    private static List<CharSequence> split(CharSequence cell, Gap gap) {
        List<CharSequence> stretches = new ArrayList<>();
        int from = 0;
        for (int at = 0; at <= cell.length(); at++) {
            if (at == cell.length() || gap.is(cell.charAt(at))) {
                if (at - from >= FEWEST) {
                    stretches.add(cell.subSequence(from, at));
                }
                from = at + 1;
            }
        }
        return stretches;
    }
}
