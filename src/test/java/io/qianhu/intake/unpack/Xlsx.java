package io.qianhu.intake.unpack;

import java.util.ArrayList;
import java.util.List;

/** A workbook made by hand, so that its parts can be as odd as those of other programs. */
final class Xlsx {
    private static final String RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static final String RELATIONS_PART = "application/vnd.openxmlformats-package.relationships+xml";
    private static final String SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String STRICT_SHEETS = "http://purl.oclc.org/ooxml/spreadsheetml/main";
    private static final String STRICT_TYPES = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    private final List<Object> parts = new ArrayList<>();
    private final StringBuilder sheets = new StringBuilder();
    private final StringBuilder relations = new StringBuilder();
    private String namespace = SHEETS;
    private String types = TYPES;
    private String workbookPr = "";
    private String movedType = "";
    private String movedTo = "";
    private String contentType = "application/xml";
    private int count;

    /** One sheet with all its rows, as XML. */
    static byte[] of(String rows) {
        return new Xlsx().sheet("名单", "", rows).bytes();
    }

    Xlsx sheet(String name, String state, String rows) {
        count++;
        String attribute = state.isEmpty() ? "" : " state=\"" + state + "\"";
        sheets.append("<sheet name=\"%s\" sheetId=\"%d\"%s r:id=\"r%d\"/>".formatted(name, count, attribute, count));
        relation("r" + count, "worksheet", "worksheets/sheet" + count + ".xml");
        return part(
                "xl/worksheets/sheet" + count + ".xml",
                "<worksheet xmlns=\"%s\"><sheetData>".formatted(namespace) + rows + "</sheetData></worksheet>");
    }

    /** A sheet that is a chart. */
    Xlsx chart(String name) {
        sheets.append("<sheet name=\"%s\" sheetId=\"98\" r:id=\"chart\"/>".formatted(name));
        return relation("chart", "chartsheet", "chartsheets/sheet1.xml")
                .part("xl/chartsheets/sheet1.xml", "<chartsheet/>");
    }

    /** A sheet that the workbook names, and whose part is nowhere. */
    Xlsx lostSheet(String name) {
        sheets.append("<sheet name=\"%s\" sheetId=\"99\" r:id=\"none\"/>".formatted(name));
        return this;
    }

    Xlsx texts(String xml) {
        relation("texts", "sharedStrings", "/xl/sharedStrings.xml");
        return part("xl/sharedStrings.xml", "<sst xmlns=\"%s\">".formatted(namespace) + xml + "</sst>");
    }

    Xlsx styles(String xml) {
        relation("styles", "styles", "styles.xml");
        return part("xl/styles.xml", "<styleSheet xmlns=\"%s\">".formatted(namespace) + xml + "</styleSheet>");
    }

    /** As careless programs write it; said before any part is. */
    Xlsx withoutNamespace() {
        namespace = "";
        return this;
    }

    /** The other set of namespaces, as spreadsheet programs write it when they are asked to; said before any part is. */
    Xlsx strict() {
        namespace = STRICT_SHEETS;
        types = STRICT_TYPES;
        return this;
    }

    Xlsx from1904() {
        workbookPr = "<workbookPr date1904=\"1\"/>";
        return this;
    }

    /** Says that parts of this type are somewhere else; said before any part is. */
    Xlsx moved(String type, String place) {
        movedType = type;
        movedTo = place;
        return this;
    }

    /** Says that all its parts are something else. */
    Xlsx typed(String type) {
        contentType = type;
        return this;
    }

    Xlsx relation(String id, String type, String target) {
        relations.append(oneRelation(id, type, target));
        return this;
    }

    private String oneRelation(String id, String type, String target) {
        return "<Relationship Id=\"%s\" Type=\"%s/%s\" Target=\"%s\"/>"
                .formatted(id, types, type, type.equals(movedType) ? movedTo : target);
    }

    Xlsx part(String name, String xml) {
        parts.add(name);
        parts.add(xml);
        return this;
    }

    byte[] bytes() {
        List<Object> all = new ArrayList<>(List.of(
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                        + "<Default Extension=\"rels\" ContentType=\"%s\"/>".formatted(RELATIONS_PART)
                        + "<Default Extension=\"xml\" ContentType=\"%s\"/></Types>".formatted(contentType),
                "_rels/.rels",
                "<Relationships xmlns=\"%s\">%s</Relationships>"
                        .formatted(RELATIONS, oneRelation("r", "officeDocument", "xl/workbook.xml")),
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"%s\">%s</Relationships>".formatted(RELATIONS, relations),
                "xl/workbook.xml",
                "<workbook xmlns=\"%s\" xmlns:r=\"%s\">%s<sheets>%s</sheets></workbook>"
                        .formatted(namespace, types, workbookPr, sheets)));
        all.addAll(parts);
        return Packed.zip(all.toArray());
    }
}
