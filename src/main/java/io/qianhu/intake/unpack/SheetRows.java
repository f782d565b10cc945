package io.qianhu.intake.unpack;

import io.qianhu.intake.InputRefused;
import io.qianhu.intake.IntakeLimits;
import io.qianhu.message.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.regex.Pattern;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler.SheetContentsHandler;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;
import org.jspecify.annotations.Nullable;

/**
 * Writes a sheet as CSV with one line for each row of the sheet, also for those that are not stored or are empty, so
 * that a line number is the row number that people see. Line breaks in cells become spaces.
 *
 * <p>A row is empty when people see none: its cells, if any are stored, are only styled. A formula whose result is not
 * stored, or an empty text, is something that was put there; such a row becomes a line with cells, never a blank one,
 * which no book would count.
 */
final class SheetRows implements SheetContentsHandler {
    private static final int MOST_ROWS = SpreadsheetVersion.EXCEL2007.getMaxRows();
    private static final int MOST_COLUMNS = SpreadsheetVersion.EXCEL2007.getMaxColumns();

    /** A line of nothing would be no row. */
    private static final String EMPTY_CELL = "\"\"";

    /** A mobile of which all is hidden: the row cannot be read, unless another cell holds one. */
    private static final String UNKNOWN = "1**********";

    private static final Pattern NOT_IN_A_LINE = Pattern.compile("\\r\\n|[\\r\\n\\x00]");

    /** What POI writes before the text of an error. */
    private static final String ERROR = "ERROR:";

    private final Workbook workbook;
    private final String name;
    private final CellFormats formats;
    private final int maxRowChars;
    private final boolean showUnknown;
    private final Writer out;

    private final StringBuilder line = new StringBuilder();
    private boolean inRow;
    private int row;
    private int column;
    private int written;
    private boolean filled;
    private String type = "";
    private @Nullable String style;
    private int textLength;
    private boolean told;
    private int filledRows;
    private int hiddenRows;
    private boolean formula;
    private int withoutResult;

    /**
     * @param name of workbook and sheet, for messages
     * @param showUnknown whether a formula without a stored result is written as {@link #UNKNOWN}, or as nothing
     */
    SheetRows(
            Workbook workbook, String name, CellFormats formats, IntakeLimits limits, boolean showUnknown, Writer out) {
        this.workbook = workbook;
        this.name = name;
        this.formats = formats;
        this.maxRowChars = limits.maxRecordBytes();
        this.showUnknown = showUnknown;
        this.out = out;
    }

    /** A row begins; POI says which one next. */
    void beginRow(@Nullable String hidden) {
        if (inRow) {
            throw workbook.damaged(Message.of("intake.row-within-row", row));
        }
        inRow = true;
        hiddenRows += XmlPart.isTrue(hidden) ? 1 : 0;
    }

    @Override
    public void startRow(int fromZero) {
        int number = fromZero + 1;
        if (number <= row || number > MOST_ROWS) {
            throw workbook.damaged(Message.of("intake.row-after-row", number, row));
        }
        for (row++; row < number; row++) {
            write("\n");
        }
        line.setLength(0);
        column = 0;
        written = 0;
        filled = false;
    }

    /**
     * A cell begins, which POI tells only when it has a value.
     *
     * @param address such as B7, null for the next one
     * @param type of its value, null for a number
     * @param style position of its style, or null
     */
    void beginCell(@Nullable String address, @Nullable String type, @Nullable String style) {
        if (!inRow) {
            throw workbook.damaged(Message.of("intake.cell-no-row-after-row", row));
        }
        int number = address == null ? column + 1 : columnOf(address);
        if (number <= column || number > MOST_COLUMNS) {
            throw workbook.damaged(Message.of("intake.column-after-column-row", number, column, row));
        }
        column = number;
        this.type = type == null ? "n" : type;
        this.style = style;
        textLength = 0;
        told = false;
        formula = false;
        filled |= !this.type.equals("n");
    }

    /** There is something in the cell, be it a formula without a value or an empty text. */
    void fill() {
        filled = true;
    }

    /** The cell is computed. */
    void formula() {
        fill();
        formula = true;
    }

    /** An empty text may be the result; nothing at all is none. */
    void endCell() {
        if (formula && isWithoutText() && !type.equals("str")) {
            withoutResult++;
            if (showUnknown) {
                append(UNKNOWN);
            }
        }
    }

    /** The cell has so many characters more. */
    void lengthen(int characters) {
        textLength += characters;
        if (textLength > maxRowChars) {
            throw tooLong();
        }
    }

    boolean isWithoutText() {
        return textLength == 0;
    }

    @Override
    public void cell(@Nullable String address, @Nullable String value, @Nullable XSSFComment comment) {
        if (told) {
            throw workbook.damaged(Message.of("intake.two-values-cell-row", row));
        }
        told = true;
        if (value == null) {
            throw noSuchText();
        }
        String text = text(value);
        if (!text.isEmpty()) {
            append(text);
        }
    }

    private String text(String value) {
        return switch (type) {
            case "n" -> formats.text(value, style);
            case "e" -> value.startsWith(ERROR) ? value.substring(ERROR.length()) : value;
            case "str" -> new XSSFRichTextString(value).getString();
            default -> value;
        };
    }

    InputRefused noSuchText() {
        return workbook.damaged(Message.of("intake.refers-text-not-row", row));
    }

    private void append(String text) {
        for (; written < column - 1; written++) {
            line.append(',');
        }
        boolean quoted = text.indexOf(',') >= 0 || text.indexOf('"') >= 0;
        String oneLine = NOT_IN_A_LINE.matcher(text).replaceAll(" ");
        line.append(quoted ? "\"" + oneLine.replace("\"", "\"\"") + "\"" : oneLine);
        if (line.length() > maxRowChars) {
            throw tooLong();
        }
    }

    private InputRefused tooLong() {
        return new InputRefused(Message.of("intake.row-longer-characters", name, row, maxRowChars));
    }

    @Override
    public void endRow(int fromZero) {
        inRow = false;
        if (filled) {
            filledRows++;
            for (; written < column - 1; written++) {
                line.append(',');
            }
            write(line.isEmpty() ? EMPTY_CELL : line);
        }
        write("\n");
    }

    private void write(CharSequence text) {
        try {
            out.append(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many rows are not empty. */
    int filledRows() {
        return filledRows;
    }

    /** How many cells are formulas of which the file does not hold what they came to. */
    int withoutResult() {
        return withoutResult;
    }

    /** How many rows are hidden, by a filter for example; they were written too. */
    int hiddenRows() {
        return hiddenRows;
    }

    /** The letters of a cell's address as a position from 1. */
    private static int columnOf(String address) {
        int letters = 0;
        while (letters < address.length() && Character.isLetter(address.charAt(letters))) {
            letters++;
        }
        return letters > 3
                ? Integer.MAX_VALUE
                : CellReference.convertColStringToIndex(address.substring(0, letters)) + 1;
    }
}
