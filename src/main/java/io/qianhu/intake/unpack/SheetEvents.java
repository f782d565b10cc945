package io.qianhu.intake.unpack;

import java.util.Set;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.apache.poi.xssf.model.SharedStrings;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;

/**
 * POI's reading of a sheet, which hears of rows and values only. It takes no styles, and so leaves a number as it is
 * stored: through a style it would make a double of it, and 1.38E+10. It hears nothing of formulas, headers and
 * phonetic texts, which it would hold in memory or take for the text of a cell, nor of a value without text, at which
 * it stops.
 */
final class SheetEvents extends XSSFSheetXMLHandler {
    private static final Set<String> HEARD = Set.of("row", "c", "v", "is", "t");

    private final SheetRows rows;
    private boolean inRows;
    private boolean phonetic;
    private boolean inText;

    SheetEvents(SharedStrings texts, SheetRows rows) {
        super(null, texts, rows, null, false);
        this.rows = rows;
    }

    @Override
    public void startElement(String uri, String localName, String name, Attributes attributes) throws SAXException {
        inRows |= localName.equals("sheetData");
        if (!inRows) {
            return;
        }
        switch (localName) {
            case "row" -> rows.beginRow(attributes.getValue("hidden"));
            case "c" -> rows.beginCell(attributes.getValue("r"), attributes.getValue("t"), attributes.getValue("s"));
            case "f" -> rows.formula();
            case "is" -> rows.fill();
            case "v" -> {
                rows.fill();
                inText = true;
            }
            case "t" -> inText = !phonetic;
            case "rPh" -> phonetic = true;
            default -> {
                // What else there may be in a row is nothing that is read.
            }
        }
        if (!phonetic && HEARD.contains(localName)) {
            super.startElement(uri, localName, name, attributes);
        }
    }

    @Override
    public void characters(char[] text, int from, int length) throws SAXException {
        if (inText) {
            rows.lengthen(length);
            super.characters(text, from, length);
        }
    }

    @Override
    public void endElement(String uri, String localName, String name) throws SAXException {
        if (inRows && !phonetic && HEARD.contains(localName) && !(localName.equals("v") && rows.isWithoutText())) {
            try {
                super.endElement(uri, localName, name);
            } catch (IndexOutOfBoundsException e) {
                throw rows.noSuchText();
            }
        }
        if (inRows && localName.equals("c")) {
            rows.endCell();
        }
        inText &= !localName.equals("v") && !localName.equals("t");
        phonetic &= !localName.equals("rPh");
        inRows &= !localName.equals("sheetData");
    }
}
