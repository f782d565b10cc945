package io.qianhu.number;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the cell of a file as a mainland number, or says why it is none. Immutable and safe for threads.
 *
 * <ol>
 *   <li>Eleven plain digits with an assigned mobile prefix are taken at once: one look-up.
 *   <li>Otherwise {@link Wrapping} and {@link Spelling} free the digits from the way they are written.
 *   <li>{@code +86}, {@code 0086} or {@code 86} before enough digits is taken off; another country is a reject.
 *   <li>One 0 is taken off: it leads to another town, and stands before an area code or, in old lists, a mobile.
 *   <li>What is left is judged by length and beginning: service number, machine, mobile, landline, in this order.
 * </ol>
 *
 * <p>A landline needs its 0 or the country code: without them ten or eleven digits could as well begin anywhere else.
 */
public final class NumberReader {
    /** The longest cell that is looked at, in UTF-16 units. */
    public static final int MAX_CELL_LENGTH = 64;

    private static final int MOBILE_DIGITS = 11;
    private static final int SHORTEST_LANDLINE = 10;
    private static final int LONGEST_LANDLINE = 11;
    private static final int CHINA = 86;
    private static final int SHORTEST_WITH_COUNTRY = 12;
    private static final int SHORTEST_FOREIGN = 7;

    /** What is dialled behind a number, of which others may share the rest. */
    private static final Pattern EXTENSION = Pattern.compile("[^\\p{L}\\p{Nd}]*\\p{Nd}{1,6}[^\\p{L}\\p{Nd}]*");

    private final Multiple multiple;
    private final boolean mobiles;
    private final boolean landlines;

    /**
     * Takes the kinds that are called; the others are read and rejected, and so are cells that hold several numbers.
     */
    public NumberReader(Set<NumberKind> accepted) {
        this(accepted, Multiple.REJECT);
    }

    /** As above, with a word on {@link #several}. */
    public NumberReader(Set<NumberKind> accepted, Multiple multiple) {
        this.multiple = multiple;
        this.mobiles = accepted.contains(NumberKind.MOBILE);
        this.landlines = accepted.contains(NumberKind.LANDLINE);
    }

    /**
     * Returns the national number (no leading 0, greater than 0: 13800138000, 57188888888), or a negative value for
     * which {@link #isReject} holds. Never throws for what a cell may hold.
     */
    public long read(CharSequence cell) {
        int length = cell.length();
        if (length == MOBILE_DIGITS && mobiles) {
            long plain = plainDigits(cell);
            if (plain > 0 && NumberPlan.isMobile(plain)) {
                return plain;
            }
        }
        if (length > MAX_CELL_LENGTH && Wrapping.asBefore(cell).length() > MAX_CELL_LENGTH) {
            return RejectReason.CELL_TOO_LONG.asReading();
        }
        CharSequence content = Wrapping.inside(cell);
        Spelling spelling = new Spelling(content);
        RejectReason flaw = spelling.flaw();
        if (flaw != null) {
            return (flaw == RejectReason.LETTERS ? OtherText.reason(content) : flaw).asReading();
        }
        return ofDigits(spelling.value(), spelling.count(), spelling.plus());
    }

    /** As {@link #read}, of digits as they stand: {@code count} with their leading zeros. */
    long ofDigits(long value, int count, boolean plus) {
        return count > Digits.MOST ? RejectReason.TOO_LONG.asReading() : international(value, count, plus);
    }

    /**
     * What is taken of a cell that {@link #read} rejects as {@link RejectReason#SEVERAL_NUMBERS}: the number, when only
     * one of them is of a kind that is accepted; nothing beside what may be an extension; else as the campaign says.
     */
    public SeveralNumbers several(CharSequence cell) {
        List<CellParts.Part> parts = CellParts.of(this, Wrapping.inside(cell));
        List<Long> readings = parts.stream().map(CellParts.Part::reading).toList();
        long distinct = readings.stream()
                .filter(reading -> !isReject(reading))
                .distinct()
                .count();
        boolean one = distinct == 1 && readings.stream().allMatch(CellParts::isWhole);
        boolean extended = distinct > 0
                && parts.stream()
                        .anyMatch(part -> EXTENSION.matcher(part.text()).matches());
        return one || (multiple != Multiple.REJECT && !extended)
                ? SeveralNumbers.of(readings, multiple == Multiple.TAKE_ALL)
                : SeveralNumbers.rejected();
    }

    private SeveralNumbers several(CharSequence cell, boolean all) {
        return SeveralNumbers.of(
                CellParts.of(this, Wrapping.inside(cell)).stream()
                        .map(CellParts.Part::reading)
                        .toList(),
                all);
    }

    /**
     * What a cell of any length consists of that may be numbers, each as it is written, in their order: the cell itself
     * when it holds one, the parts of one that holds several.
     */
    public List<CharSequence> parts(CharSequence cell) {
        return CellParts.of(this, Wrapping.inside(cell)).stream()
                .map(CellParts.Part::text)
                .toList();
    }

    /** Whether a number of the cell is taken: by {@link #read}, or else by {@link #several}. */
    public boolean finds(CharSequence cell) {
        long reading = read(cell);
        return !isReject(reading)
                || (reading == RejectReason.SEVERAL_NUMBERS.asReading()
                        && several(cell).reason() == null);
    }

    /** Whether the cell holds a number of a kind that is accepted, alone or among several, taken or not. */
    public boolean holds(CharSequence cell) {
        long reading = read(cell);
        return !isReject(reading)
                || (reading == RejectReason.SEVERAL_NUMBERS.asReading()
                        && !several(cell, true).taken().isEmpty());
    }

    /**
     * How well a cell is cut: 1 for each number in it, less 1 for each part of a cell with numbers that is none; 0 when
     * it holds no number.
     */
    public int weight(CharSequence cell) {
        long reading = read(cell);
        if (reading == RejectReason.SEVERAL_NUMBERS.asReading()) {
            SeveralNumbers all = several(cell, true);
            return all.taken().isEmpty() ? 0 : all.taken().size() - all.passedOver();
        }
        return isReject(reading) ? 0 : 1;
    }

    public static boolean isReject(long reading) {
        return reading < 0;
    }

    /** The reason behind a reading for which {@link #isReject} holds. */
    public static RejectReason reasonOf(long reading) {
        return RejectReason.ofReading(reading);
    }

    /** The value of eleven ASCII digits that begin with 1; 0 for anything else. */
    private static long plainDigits(CharSequence cell) {
        if (cell.charAt(0) != '1') {
            return 0;
        }
        long value = 1;
        for (int i = 1; i < MOBILE_DIGITS; i++) {
            int digit = cell.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            value = 10 * value + digit;
        }
        return value;
    }

    /** Takes the country code off digits of which {@code count - Digits.count(value)} are leading zeros. */
    private long international(long value, int count, boolean plus) {
        int significant = Digits.count(value);
        int zeros = count - significant;
        boolean announced = plus || zeros >= 2;
        boolean china = Digits.first(2, value, significant) == CHINA;
        if (announced && (zeros != (plus ? 0 : 2) || !china)) {
            return foreign(significant, plus ? zeros : zeros - 2).asReading();
        }
        if (announced || (china && zeros == 0 && count >= SHORTEST_WITH_COUNTRY)) {
            return national(Digits.last(significant - 2, value), significant - 2, true);
        }
        return national(value, count, false);
    }

    private static RejectReason foreign(int significant, int strayZeros) {
        if (significant < SHORTEST_FOREIGN) {
            return RejectReason.TOO_SHORT;
        }
        return strayZeros > 0 ? RejectReason.UNASSIGNED_PREFIX : RejectReason.OTHER_COUNTRY;
    }

    private long national(long value, int count, boolean country) {
        int digits = Digits.count(value);
        int zeros = count - digits;
        if (zeros > 1) {
            return RejectReason.UNASSIGNED_PREFIX.asReading();
        }
        if (ServiceNumbers.contains(value, digits, country || zeros == 1)) {
            return RejectReason.SERVICE_NUMBER.asReading();
        }
        if (NumberPlan.isMachine(value, digits)) {
            return RejectReason.IOT_NUMBER.asReading();
        }
        boolean beijing = digits == SHORTEST_LANDLINE && Digits.first(2, value, digits) == 10;
        if (Digits.first(1, value, digits) == 1 && !beijing) {
            return mobile(value, digits);
        }
        return country || zeros == 1
                ? landline(value, digits)
                : withoutAreaCode(value, digits).asReading();
    }

    private long mobile(long value, int digits) {
        if (digits != MOBILE_DIGITS) {
            return (digits < MOBILE_DIGITS ? RejectReason.TOO_SHORT : RejectReason.TOO_LONG).asReading();
        }
        if (!NumberPlan.isMobile(value)) {
            return RejectReason.UNASSIGNED_PREFIX.asReading();
        }
        return mobiles ? value : RejectReason.MOBILE_NOT_ACCEPTED.asReading();
    }

    private long landline(long value, int digits) {
        boolean twoDigitArea = Digits.first(1, value, digits) <= 2;
        if (digits < SHORTEST_LANDLINE) {
            return RejectReason.TOO_SHORT.asReading();
        }
        if (digits > (twoDigitArea ? SHORTEST_LANDLINE : LONGEST_LANDLINE)) {
            return RejectReason.TOO_LONG.asReading();
        }
        if (!landlines) {
            return RejectReason.LANDLINE_NOT_ACCEPTED.asReading();
        }
        return NumberPlan.isLandline(value, digits)
                ? value
                : unassigned(value, digits).asReading();
    }

    /** Tells a subscriber number of the wrong length for its area from an area that does not exist. */
    private static RejectReason unassigned(long value, int digits) {
        if (digits == SHORTEST_LANDLINE && NumberPlan.isLandline(10 * value, LONGEST_LANDLINE)) {
            return RejectReason.TOO_SHORT;
        }
        boolean shorterIsAssigned = digits == LONGEST_LANDLINE && NumberPlan.isLandline(value / 10, SHORTEST_LANDLINE);
        return shorterIsAssigned ? RejectReason.TOO_LONG : RejectReason.UNASSIGNED_PREFIX;
    }

    /** Digits that begin like a landline, but without 0: a local number, or a country code without its plus. */
    private static RejectReason withoutAreaCode(long value, int digits) {
        int country = Digits.first(3, value, digits);
        boolean hongKongOrMacau = digits == 11 && (country == 852 || country == 853);
        boolean taiwan = digits == 12 && country == 886;
        if (hongKongOrMacau || taiwan) {
            return RejectReason.OTHER_COUNTRY;
        }
        if (digits > LONGEST_LANDLINE) {
            return RejectReason.TOO_LONG;
        }
        boolean local = digits == 7 || digits == 8;
        return local || digits >= SHORTEST_LANDLINE ? RejectReason.NO_AREA_CODE : RejectReason.TOO_SHORT;
    }
}
