package io.qianhu.intake.unpack;

import io.qianhu.intake.InputRefused;
import io.qianhu.message.Message;
import io.qianhu.message.Worded;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.poi.ooxml.POIXMLException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException;
import org.apache.poi.openxml4j.opc.OPCComplianceFlags;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackageRelationship;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * An .xlsx file, read by Apache POI's event API: which sheets it has and what their cells refer to. Parts are found by
 * their relations, as different programs name them differently.
 */
final class Workbook {
    private static final int MAX_LISTED = 20;

    /** Ours; Excel has 31 characters. */
    private static final int LONGEST_NAME = 1000;

    private final String name;
    private final Budget budget;
    private final PackagePart root;
    private final List<Sheet> sheets = new ArrayList<>();
    private boolean from1904;

    /**
     * One sheet with rows.
     *
     * @param relation to its part
     */
    record Sheet(String name, PackageRelationship relation, boolean visible) implements Worded {
        @Override
        public Message said() {
            String quoted = "\"" + ZipArchive.shown(name) + "\"";
            return visible ? Message.text(quoted) : Message.of("intake.hidden-sheet", quoted);
        }

        @Override
        public String toString() {
            return said().english();
        }
    }

    /** Finds the workbook's own part in either namespace; its relations in both are asked for by their last word. */
    private static final class Root extends XSSFReader {
        Root(OPCPackage parts) throws IOException, OpenXML4JException {
            super(parts, true);
        }

        @Nullable
        PackagePart part() {
            return workbookPart;
        }
    }

    /** @param name of the file, for messages */
    Workbook(String name, ZipArchive archive, Budget budget) {
        this.name = name;
        this.budget = budget;
        this.root = root(new CheckedParts(name, archive, budget));
        read(root, new DefaultHandler() {
            @Override
            public void startElement(String uri, String localName, String qualified, Attributes attributes) {
                if (localName.equals("workbookPr")) {
                    from1904 = XmlPart.isTrue(attributes.getValue("date1904"));
                } else if (localName.equals("sheet")) {
                    addSheet(attributes);
                }
            }
        });
        if (sheets.isEmpty()) {
            throw damaged(Message.of("intake.no-sheet-rows"));
        }
    }

    /** Whether the archive is a workbook that can be read. */
    static boolean is(ZipArchive archive) {
        if (archive.find("[Content_Types].xml") == null) {
            return false;
        }
        for (String part : archive.names()) {
            if (part.toLowerCase(Locale.ROOT).matches("xl/workbook[0-9]*\\.xml")) {
                return true;
            }
        }
        return false;
    }

    private PackagePart root(CheckedParts parts) {
        try {
            PackagePart found = new Root(OPCPackage.open(parts, OPCComplianceFlags.disableAll())).part();
            if (found == null) {
                throw damaged(Message.of("intake.no-workbook-part"));
            }
            return found;
        } catch (IOException
                | OpenXML4JException
                | OpenXML4JRuntimeException
                | POIXMLException
                | IllegalArgumentException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof InputRefused refused) {
                    throw refused;
                }
            }
            throw damaged(
                    Message.of("intake.parts-not-said-because", ZipArchive.shown(String.valueOf(e.getMessage()))));
        }
    }

    private void addSheet(Attributes attributes) {
        String id = XmlPart.attribute(attributes, "id");
        PackageRelationship relation = id == null ? null : root.getRelationship(id);
        String sheetName = attributes.getValue("name");
        if (relation == null || sheetName == null) {
            throw damaged(Message.of("intake.not-say-sheets"));
        }
        if (sheets.size() == budget.settings().maxEntries() || sheetName.length() > LONGEST_NAME) {
            throw damaged(Message.of("intake.more-sheets-may-parts", LONGEST_NAME));
        }
        if (isTo("worksheet", relation)) {
            String state = attributes.getValue("state");
            sheets.add(new Sheet(sheetName, relation, state == null || state.equals("visible")));
        }
    }

    private static boolean isTo(String type, PackageRelationship relation) {
        return relation.getRelationshipType().endsWith("/" + type);
    }

    /**
     * The sheet that is meant.
     *
     * @param wanted name, or else position from 1; the first visible one when null
     * @throws InputRefused when there is none, or a hidden one counts for its position
     */
    Sheet choose(@Nullable String wanted) {
        if (wanted == null) {
            return sheets.stream().filter(Sheet::visible).findFirst().orElse(sheets.get(0));
        }
        for (Sheet sheet : sheets) {
            if (sheet.name().strip().equals(wanted.strip())) {
                return sheet;
            }
        }
        for (int i = 0; i < sheets.size(); i++) {
            if (Integer.toString(i + 1).equals(wanted.strip())) {
                if (!sheets.subList(0, i + 1).stream().allMatch(Sheet::visible)) {
                    throw new InputRefused(
                            Message.of("intake.input-sheet-may-another-sheet-who", name, i + 1, listed(sheets)));
                }
                return sheets.get(i);
            }
        }
        throw new InputRefused(Message.of("intake.input-sheet-no-sheet-workbook", name, wanted, listed(sheets)));
    }

    /** Every sheet that has rows, in their order, visible or not. */
    List<Sheet> sheets() {
        return List.copyOf(sheets);
    }

    /** One sentence on which sheet is read, why, and which are not. */
    Message evidence(Sheet chosen, @Nullable String wanted) {
        List<Sheet> others =
                sheets.stream().filter(sheet -> !sheet.equals(chosen)).toList();
        Message first =
                Message.of(chosen.equals(choose(null)) ? "intake.first-visible" : "intake.only-visible-phone-numbers");
        Message why = wanted != null
                ? Message.of("intake.set-input-sheet")
                : others.isEmpty() ? Message.of("intake.only-sheet") : first;
        return others.isEmpty()
                ? Message.of("intake.sheet", chosen, why)
                : Message.of("intake.sheet-not-read", chosen, why, listed(others));
    }

    private static Message listed(List<Sheet> sheets) {
        Message some = Message.joined(
                        "message.comma",
                        sheets.stream().limit(MAX_LISTED).map(Sheet::said).toList())
                .orElse(Message.NONE);
        return sheets.size() > MAX_LISTED ? Message.of("intake.more", some, sheets.size() - MAX_LISTED) : some;
    }

    /** The texts that cells refer to. */
    SharedText sharedText() {
        SharedText texts = new SharedText(name, budget.settings().maxTextBytes());
        readRelated("sharedStrings", texts);
        return texts;
    }

    /** How numbers in cells are shown, as far as that matters. */
    CellFormats formats() {
        CellFormats formats = new CellFormats(from1904);
        readRelated("styles", formats);
        if (formats.hasTooLong()) {
            throw damaged(Message.of("intake.number-format-more-characters", CellFormats.LONGEST_CODE));
        }
        return formats;
    }

    /** Reads a sheet from its first element to its last. */
    void read(Sheet sheet, ContentHandler elements) {
        read(related(sheet.relation()), elements);
    }

    private void readRelated(String type, ContentHandler elements) {
        try {
            for (PackageRelationship relation : root.getRelationships()) {
                if (isTo(type, relation)) {
                    read(related(relation), elements);
                    return;
                }
            }
        } catch (OpenXML4JException e) {
            throw damaged(Message.of("intake.not-say-parts"));
        }
    }

    private PackagePart related(PackageRelationship relation) {
        try {
            return root.getRelatedPart(relation);
        } catch (OpenXML4JException | IllegalArgumentException e) {
            throw damaged(Message.of("intake.lacks-part", place(relation)));
        }
    }

    /** POI tells no address but that of a part. */
    private String place(PackageRelationship relation) {
        try {
            return ZipArchive.shown(String.valueOf(relation.getTargetURI())).replaceFirst("^/", "");
        } catch (IllegalArgumentException e) {
            throw damaged(Message.of("intake.part-outside-file"));
        }
    }

    private void read(PackagePart part, ContentHandler elements) {
        String shown = ZipArchive.shown(part.getPartName().getName().substring(1));
        try (InputStream content = part.getInputStream()) {
            XmlPart.read(content, elements, problem -> damaged(Message.of("intake.in-part", problem, shown)));
        } catch (SAXException | IOException | OpenXML4JRuntimeException e) {
            throw damaged(Message.of("intake.cannot-read", shown));
        } catch (NumberFormatException e) {
            throw damaged(Message.of("intake.number-none", shown));
        }
    }

    InputRefused damaged(Message problem) {
        return new InputRefused(Message.of("intake.workbook-save-again-spreadsheet-program", name, problem));
    }
}
