package io.qianhu.intake.unpack;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes the number in a cell as text: all its digits, or a date where the cell is formatted as one. A number is never
 * shortened as a narrow column would show it: 13800138000 does not become 1.38E+10.
 */
final class CellFormats {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd");
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    /**
     * What a format code may hold that is no part of a date: quoted text, escaped characters, colours and conditions.
     */
    private static final Pattern NO_DATE = Pattern.compile("\"[^\"]*\"|[\\\\_*].|\\[(?![hms]+\\])[^\\]]*\\]");

    private static final Pattern DATE_LETTER = Pattern.compile("[ymdhs]", Pattern.CASE_INSENSITIVE);

    /** Longer ones are no numbers that anybody means, and take time to read. */
    private static final int LONGEST_NUMBER = 40;

    private static final int MOST_ZEROS = 30;
    private static final double DAYS_TO_YEAR_10000 = 2_958_466;
    private static final long SECONDS_OF_DAY = 86_400;
    private static final int FIRST_DAY_AFTER_FALSE_LEAP_DAY = 61;

    private final boolean from1904;
    private final Set<String> dates = new HashSet<>();
    private final BitSet dateStyles = new BitSet();
    private int styles;

    /** @param from1904 whether days are counted from 1904 on, as old Macs did */
    CellFormats(boolean from1904) {
        this.from1904 = from1904;
        addDates(14, 22);
        addDates(27, 36);
        addDates(45, 47);
        addDates(50, 58);
    }

    private void addDates(int first, int last) {
        for (int id = first; id <= last; id++) {
            dates.add(Integer.toString(id));
        }
    }

    /** A format that the workbook defines. */
    void define(@Nullable String id, @Nullable String code) {
        if (id != null && code != null && isDate(code)) {
            dates.add(id);
        }
    }

    static boolean isDate(String code) {
        return DATE_LETTER.matcher(NO_DATE.matcher(code).replaceAll("")).find();
    }

    /** The next style of cells, by the format of its numbers. */
    void addStyle(@Nullable String format) {
        dateStyles.set(styles, format != null && dates.contains(format));
        styles++;
    }

    /**
     * The text of a numeric cell.
     *
     * @param raw as the sheet stores it
     * @param style position of its style, or null
     */
    String text(String raw, @Nullable String style) {
        String number = raw.strip();
        if (number.length() > LONGEST_NUMBER) {
            return number;
        }
        try {
            boolean date = style != null && dateStyles.get(Integer.parseUnsignedInt(style));
            return date ? date(number) : plain(number);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return number;
        }
    }

    private static String plain(String number) {
        BigDecimal value = new BigDecimal(number).stripTrailingZeros();
        return Math.abs((long) value.scale()) > MOST_ZEROS ? number : value.toPlainString();
    }

    private String date(String number) {
        double days = Double.parseDouble(number);
        if (!(days >= 0 && days < DAYS_TO_YEAR_10000)) {
            return plain(number);
        }
        long day = (long) Math.floor(days);
        long seconds = Math.round((days - day) * SECONDS_OF_DAY);
        LocalDateTime time = dayZero(day).plusDays(day).plusSeconds(seconds);
        if (seconds == 0) {
            return DATE.format(time);
        }
        return (day == 0 ? TIME : DATE_TIME).format(time.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Spreadsheets take 1900 for a leap year, so that days from March 1900 on have a number too high by one. */
    private LocalDateTime dayZero(long day) {
        if (from1904) {
            return LocalDateTime.of(1904, 1, 1, 0, 0);
        }
        return LocalDateTime.of(1899, 12, day < FIRST_DAY_AFTER_FALSE_LEAP_DAY ? 31 : 30, 0, 0);
    }
}
