package io.qianhu.intake.unpack;

import io.qianhu.intake.InputRefused;
import io.qianhu.intake.IntakeLimits;
import java.io.IOException;
import java.io.Writer;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Writes a sheet as CSV with one line for each row of the sheet, also for those that are not stored or are empty, so
 * that a line number is the row number that people see. Line breaks in cells become spaces.
 *
 * <p>A row is empty when people see none: its cells, if any are stored, are only styled. A formula whose result is not
 * stored, or an empty text, is something that was put there; such a row becomes a line with cells, never a blank one,
 * which no book would count.
 */
final class SheetRows implements XmlPart.Visitor {
    /** Excel's. */
    private static final int MOST_ROWS = 1_048_576;
    /** Excel's. */
    private static final int MOST_COLUMNS = 16_384;

    /** A line of nothing would be no row. */
    private static final String EMPTY_CELL = "\"\"";

    private final Workbook workbook;
    private final String name;
    private final SharedText texts;
    private final CellFormats formats;
    private final int maxRowChars;
    private final Writer out;

    private final StringBuilder line = new StringBuilder();
    private final StringBuilder cell = new StringBuilder();
    private boolean inRows;
    private boolean inRow;
    private int row;
    private int column;
    private int written;
    private boolean filled;
    private int filledRows;
    private int hiddenRows;

    /**
     * @param name of workbook and sheet, for messages
     * @param texts what cells refer to
     */
    SheetRows(Workbook workbook, String name, SharedText texts, CellFormats formats, IntakeLimits limits, Writer out) {
        this.workbook = workbook;
        this.name = name;
        this.texts = texts;
        this.formats = formats;
        this.maxRowChars = limits.maxRecordBytes();
        this.out = out;
    }

    @Override
    public void visit(XmlPart xml) throws XMLStreamException, IOException {
        if (xml.begins("sheetData") || xml.ends("sheetData")) {
            inRows = xml.begins("sheetData");
        } else if (!inRows) {
            return;
        } else if (xml.begins("row")) {
            beginRow(xml);
        } else if (xml.begins("c")) {
            addCell(xml);
        } else if (xml.ends("row")) {
            endRow();
        }
    }

    private void beginRow(XmlPart xml) throws IOException {
        if (inRow) {
            throw damaged("has a row within row " + row);
        }
        inRow = true;
        int number = number(xml.attribute("r"), row + 1);
        if (number <= row || number > MOST_ROWS) {
            throw damaged("has row " + number + " after row " + row);
        }
        for (row++; row < number; row++) {
            out.write('\n');
        }
        String hidden = xml.attribute("hidden");
        hiddenRows += hidden != null && (hidden.equals("1") || hidden.equals("true")) ? 1 : 0;
        line.setLength(0);
        column = 0;
        written = 0;
        filled = false;
    }

    private void addCell(XmlPart xml) throws XMLStreamException {
        if (!inRow) {
            throw damaged("has a cell in no row after row " + row);
        }
        int number = columnOf(xml.attribute("r"), column + 1);
        if (number <= column || number > MOST_COLUMNS) {
            throw damaged("has column " + number + " after column " + column + " in row " + row);
        }
        column = number;
        String type = xml.attribute("t");
        String style = xml.attribute("s");
        boolean typed = type != null && !type.equals("n");
        filled |= read(xml) || typed;
        String text = text(type == null ? "n" : type, style);
        if (!text.isEmpty()) {
            append(text);
        }
    }

    /**
     * Reads the value, or the text in the cell; a formula is left out, and what it last came to is the value.
     *
     * @return whether there is anything in the cell, be it a formula without a value or an empty text
     */
    private boolean read(XmlPart xml) throws XMLStreamException {
        cell.setLength(0);
        boolean anything = false;
        boolean phonetic = false;
        while (xml.next() && !xml.ends("c")) {
            anything |= xml.begins("f") || xml.begins("v") || xml.begins("is");
            if (xml.begins("rPh") || xml.ends("rPh")) {
                phonetic = xml.begins("rPh");
            } else if (xml.begins("v")) {
                xml.text("v", cell, maxRowChars);
            } else if (xml.begins("t") && !phonetic) {
                xml.text("t", cell, maxRowChars);
            }
        }
        return anything;
    }

    private String text(String type, @Nullable String style) {
        String raw = cell.toString();
        if (raw.isEmpty()) {
            return raw;
        }
        if (type.equals("s")) {
            int index = number(raw.strip(), -1);
            if (index < 0 || index >= texts.size()) {
                throw damaged("refers to a text that is not there in row " + row);
            }
            return texts.get(index);
        }
        if (type.equals("b")) {
            return raw.strip().equals("1") ? "TRUE" : "FALSE";
        }
        return type.equals("n") ? formats.text(raw, style) : raw;
    }

    private void append(String text) {
        for (; written < column - 1; written++) {
            line.append(',');
        }
        boolean quoted = text.indexOf(',') >= 0 || text.indexOf('"') >= 0;
        String oneLine = text.replaceAll("\\r\\n|[\\r\\n]", " ");
        line.append(quoted ? "\"" + oneLine.replace("\"", "\"\"") + "\"" : oneLine);
        if (line.length() > maxRowChars) {
            throw new InputRefused(name + " row " + row + ": is longer than " + maxRowChars
                    + " characters; repair the row or raise qianhu.intake.max-record-bytes");
        }
    }

    private void endRow() throws IOException {
        inRow = false;
        if (filled) {
            filledRows++;
            for (; written < column - 1; written++) {
                line.append(',');
            }
            out.append(line.isEmpty() ? EMPTY_CELL : line);
        }
        out.write('\n');
    }

    /** How many rows are not empty. */
    int filledRows() {
        return filledRows;
    }

    /** How many rows are hidden, by a filter for example; they were written too. */
    int hiddenRows() {
        return hiddenRows;
    }

    private int number(@Nullable String text, int missing) {
        if (text == null) {
            return missing;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw damaged("has a number that is none in row " + row);
        }
    }

    /** The letters of a cell's address as a position from 1. */
    private static int columnOf(@Nullable String address, int missing) {
        if (address == null) {
            return missing;
        }
        int position = 0;
        for (int i = 0; i < address.length() && position <= MOST_COLUMNS; i++) {
            char letter = address.charAt(i);
            if (letter >= 'A' && letter <= 'Z') {
                position = position * 26 + letter - 'A' + 1;
            }
        }
        return position;
    }

    private InputRefused damaged(String problem) {
        return workbook.damaged(problem);
    }
}
