package io.qianhu.intake;

import io.qianhu.message.Message;
import io.qianhu.message.Worded;
import io.qianhu.number.Invisible;
import io.qianhu.number.MaskedNumbers;
import io.qianhu.number.Masking;
import io.qianhu.number.NumberReader;
import io.qianhu.number.RejectReason;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** One column of a sample: its name, and what its cells below the header are read as. */
final class SampleColumn implements Worded {
    private static final long BLANK = Long.MIN_VALUE;

    /** What is a number, only of a kind that this campaign does not call. */
    private static final Set<RejectReason> OTHER_KIND = Set.of(
            RejectReason.LANDLINE_NOT_ACCEPTED,
            RejectReason.MOBILE_NOT_ACCEPTED,
            RejectReason.NO_AREA_CODE,
            RejectReason.SERVICE_NUMBER);

    /** What stands for an empty cell, without punctuation: {@code N/A}, {@code \N}, {@code (无)}. */
    private static final Set<String> NOTHING = Set.of(
            "无",
            "没有",
            "暂无",
            "未填",
            "未填写",
            "未提供",
            "未知",
            "空",
            "不详",
            "是",
            "否",
            "null",
            "none",
            "nan",
            "nil",
            "na",
            "n",
            "no",
            "y",
            "yes",
            "true",
            "false",
            "unknown",
            "undefined",
            "empty",
            "0",
            "00");

    private static final int LONGEST_NOTHING = 12;
    private static final Pattern DASHES = Pattern.compile("[\\s\\p{Pd}_/\\\\.。…]+");

    /** A mobile as a spreadsheet writes it. */
    private static final Pattern LOST = Pattern.compile("\\+?1[.,]?[0-9]*[eE]\\+?10");

    private static final double MOST = 0.5;
    private static final long ROUND = 1_000_000;

    /** Fewer may be so by chance. */
    private static final int FEW = 5;

    private static final int SEVERAL = 3;

    private static final int LONGEST_NAME = 40;

    private final int position;
    private final String header;
    private final ColumnName name;
    private final long[] readings;
    private final int hidden;
    private final String example;
    private final List<String> cells;

    /**
     * Reads a column.
     *
     * @param position from 1
     * @param header its name; empty without a header
     * @param name what that says
     */
    SampleColumn(int position, String header, ColumnName name, List<Sample.Row> below, NumberReader numbers) {
        this.position = position;
        this.header = header;
        this.name = name;
        this.cells = below.stream().map(row -> row.cell(position - 1)).toList();
        this.readings = cells.stream().mapToLong(cell -> reading(cell, numbers)).toArray();
        this.hidden = (int) IntStream.range(0, readings.length)
                .filter(row -> isHidden(cells.get(row), readings[row]))
                .count();
        this.example = Masking.maskExample(
                cells.stream().filter(cell -> !isBlank(cell)).findFirst().orElse(""));
    }

    /** Whether nothing is in a cell, or what exports and people write for that. */
    static boolean isBlank(String cell) {
        return Invisible.all(cell)
                || DASHES.matcher(cell).matches()
                || (cell.length() <= LONGEST_NOTHING && NOTHING.contains(ColumnName.plain(cell)));
    }

    /** Whether a cell holds a mobile of which digits are hidden, or were lost in a spreadsheet. */
    private static boolean isHidden(String cell, long reading) {
        if (reading >= 0 || reading == BLANK) {
            return false;
        }
        RejectReason reason = NumberReader.reasonOf(reading);
        return reason == RejectReason.MASKED
                || (reason == RejectReason.LOST_DIGITS
                        && LOST.matcher(cell.strip()).matches())
                || MaskedNumbers.isEnd(cell.strip());
    }

    /** Whether a cell holds another number than a second one, or a mobile that is hidden and not that one. */
    static boolean isOther(String cell, String than, NumberReader numbers) {
        if (cell.isEmpty() || cell.equals(than)) {
            return false;
        }
        long number = number(cell, numbers);
        return number >= 0
                ? number != number(than, numbers)
                : isHidden(cell, number) && !MaskedNumbers.mayBe(cell, number(than, numbers));
    }

    private static long reading(String cell, NumberReader numbers) {
        return isBlank(cell) ? BLANK : number(cell, numbers);
    }

    /** The number of the cell, of several the first that is taken, or why there is none. */
    private static long number(String cell, NumberReader numbers) {
        long reading = numbers.read(cell);
        boolean several =
                NumberReader.isReject(reading) && NumberReader.reasonOf(reading) == RejectReason.SEVERAL_NUMBERS;
        return several
                ? numbers.several(cell).taken().stream()
                        .findFirst()
                        .map(number -> number.national())
                        .orElse(reading)
                : reading;
    }

    int position() {
        return position;
    }

    String header() {
        return header;
    }

    ColumnName name() {
        return name;
    }

    int rows() {
        return readings.length;
    }

    /** How many cells are numbers that are called. */
    int readable() {
        return count(reading -> reading >= 0);
    }

    /** The same as part of all cells, from 0 to 1. */
    double share() {
        return readings.length == 0 ? 0 : (double) readable() / readings.length;
    }

    /** The same as part of those cells that are not blank; 0 without any. */
    double shareOfFilled() {
        int filled = filled();
        return filled == 0 ? 0 : (double) readable() / filled;
    }

    /** Whether no cell holds anything. */
    boolean isBlank() {
        return filled() == 0;
    }

    /** Whether it holds numbers, and none of a kind that is called. */
    private boolean isOfOtherKind() {
        return readable() == 0 && count(OTHER_KIND) > MOST * filled();
    }

    /** Whether its cells hold something, and hardly any of them a number of whatever kind. */
    boolean isUnreadable() {
        return !isBlank() && !isOfOtherKind() && shareOfFilled() < PhoneColumn.SOME;
    }

    /** Whether nearly all numbers end in six zeros and more. */
    boolean isRounded() {
        return readable() >= FEW
                && count(reading -> reading >= 0 && reading % ROUND == 0) > PhoneColumn.NEARLY_ALL * readable();
    }

    /** In how many rows it has a number that the other column has not. */
    int differingFrom(SampleColumn other) {
        int differing = 0;
        for (int row = 0; row < readings.length; row++) {
            differing += readings[row] >= 0 && readings[row] != other.readings[row] ? 1 : 0;
        }
        return differing;
    }

    /** Whether most rows hold a number that stands beside other names as well: it is nobody's own. */
    boolean isSharedBy(SampleColumn names) {
        Map<Long, Set<String>> named = new HashMap<>();
        rowsWith(names)
                .forEach(row -> named.computeIfAbsent(readings[row], number -> new HashSet<>())
                        .add(names.cells.get(row).strip()));
        long shared = rowsWith(names)
                .filter(row -> named.getOrDefault(readings[row], Set.of()).size() > 1)
                .count();
        return shared >= FEW && shared > MOST * rowsWith(names).count();
    }

    /** Whether each name stands beside several numbers: they are not those of the people who are named. */
    boolean isApartFrom(SampleColumn names) {
        long people = rowsWith(names)
                .mapToObj(row -> names.cells.get(row).strip())
                .distinct()
                .count();
        long pairs = rowsWith(names)
                .mapToObj(row -> readings[row] + names.cells.get(row).strip())
                .distinct()
                .count();
        return pairs - people >= FEW && pairs >= SEVERAL * people;
    }

    private IntStream rowsWith(SampleColumn names) {
        return IntStream.range(0, readings.length).filter(row -> readings[row] >= 0 && !isBlank(names.cells.get(row)));
    }

    /** Whether nearly all that it holds are the numbers of the other column with digits that are hidden. */
    boolean isMaskOf(SampleColumn other) {
        long masks = IntStream.range(0, readings.length)
                .filter(row -> readings[row] < 0
                        && other.readings[row] >= 0
                        && MaskedNumbers.mayBe(cells.get(row), other.readings[row]))
                .count();
        return !isBlank() && masks >= PhoneColumn.NEARLY_ALL * filled();
    }

    /** In how many rows it has a number that the other column has not, or one that is hidden. */
    int besides(SampleColumn other) {
        return differingFrom(other) + hidden;
    }

    /** The same as part of all rows. */
    double shareBeside(SampleColumn other) {
        return readings.length == 0 ? 0 : (double) besides(other) / readings.length;
    }

    /** Whether at most half of its cells hold something, so that the others may do so further down. */
    boolean mayBeFilled() {
        return filled() <= MOST * readings.length;
    }

    private int filled() {
        return count(reading -> reading != BLANK);
    }

    private int count(Set<RejectReason> reasons) {
        return count(reading -> reading < 0 && reading != BLANK && reasons.contains(NumberReader.reasonOf(reading)));
    }

    private int count(LongPredicate test) {
        return (int) Arrays.stream(readings).filter(test).count();
    }

    /** Its first filled cell, masked; empty when none is. */
    String example() {
        return example;
    }

    /** Long digits are hidden: a row that was taken for the header may hold a number. */
    String shownName() {
        return shown(header);
    }

    static String shown(String header) {
        String shown =
                Masking.mask(header.strip()).replaceAll("\\p{Nd}{5,}", "****").replaceAll("\\s+", " ");
        return shown.substring(0, Math.min(LONGEST_NAME, shown.length()));
    }

    @Override
    public String toString() {
        return said().english();
    }

    /** Its position, its name and how many of its cells are numbers. */
    @Override
    public Message said() {
        String quoted = shownName().isEmpty() ? "" : " \"" + shownName() + "\"";
        return Message.of("intake.numbers", position + quoted, Math.round(100 * share()));
    }
}
