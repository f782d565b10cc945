package io.qianhu.intake.unpack;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.BitSet;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.DateUtil;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Writes the number in a cell as text: all its digits, or a date where the cell is formatted as one. A number is never
 * shortened as a narrow column would show it: 13800138000 does not become 1.38E+10. Of the styles it hears the formats
 * of numbers only, as they are read; POI's own table of styles knows one of the two namespaces.
 */
final class CellFormats extends DefaultHandler {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd");
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    /**
     * What a format code may hold that is no part of a date: quoted text, escaped characters, colours and conditions.
     * POI's {@link DateUtil#isADateFormat} takes no format with Chinese hours for a date.
     */
    private static final Pattern NO_DATE = Pattern.compile("\"[^\"]*\"|[\\\\_*].|\\[(?![hms]+\\])[^\\]]*\\]");

    private static final Pattern DATE_LETTER = Pattern.compile("[ymdhs]", Pattern.CASE_INSENSITIVE);

    private static final int MOST_FORMATS = 1 << 16;

    /** As Excel has it; without a bound an unclosed bracket is looked for again and again. */
    static final int LONGEST_CODE = 255;

    /** Longer ones are no numbers that anybody means, and take time to read. */
    private static final int LONGEST_NUMBER = 40;

    private static final int MOST_ZEROS = 30;
    private static final double DAYS_TO_YEAR_10000 = 2_958_466;

    private final boolean from1904;
    private final BitSet dates = new BitSet();
    private final BitSet dateStyles = new BitSet();
    private boolean inCells;
    private boolean tooLong;
    private int styles;

    /** @param from1904 whether days are counted from 1904 on, as old Macs did */
    CellFormats(boolean from1904) {
        this.from1904 = from1904;
        for (int id = 0; id < 50; id++) {
            if (DateUtil.isInternalDateFormat(id)) {
                dates.set(id);
            }
        }
        // Those of Chinese workbooks that need no definition; POI knows the others.
        dates.set(27, 37);
        dates.set(50, 59);
    }

    @Override
    public void startElement(String uri, String localName, String name, Attributes attributes) {
        if (localName.equals("cellXfs")) {
            inCells = true;
        } else if (localName.equals("numFmt")) {
            define(format(attributes), attributes.getValue("formatCode"));
        } else if (localName.equals("xf") && inCells) {
            dateStyles.set(styles, dates.get(format(attributes)));
            styles++;
        }
    }

    /** The number of a format; 0, which is no date, where that is none. */
    private static int format(Attributes attributes) {
        try {
            int id = Integer.parseInt(String.valueOf(attributes.getValue("numFmtId")));
            return id < 0 || id >= MOST_FORMATS ? 0 : id;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    @Override
    public void endElement(String uri, String localName, String name) {
        inCells &= !localName.equals("cellXfs");
    }

    private void define(int id, @Nullable String code) {
        if (code != null && code.length() > LONGEST_CODE) {
            tooLong = true;
        } else if (id > 0 && code != null && isDate(code)) {
            dates.set(id);
        }
    }

    /** Whether there was a code that no program writes. */
    boolean hasTooLong() {
        return tooLong;
    }

    static boolean isDate(String code) {
        return DATE_LETTER.matcher(NO_DATE.matcher(code).replaceAll("")).find();
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
        LocalDateTime time = DateUtil.getLocalDateTime(days, from1904, true);
        if (time.equals(time.toLocalDate().atStartOfDay())) {
            return DATE.format(time);
        }
        return (days < 1 ? TIME : DATE_TIME).format(time);
    }
}
