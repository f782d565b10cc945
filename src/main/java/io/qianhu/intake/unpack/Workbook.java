package io.qianhu.intake.unpack;

import io.qianhu.intake.InputRefused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * An .xlsx file: which sheets it has and what their cells refer to. Everything is found by the relations between its
 * parts, as different programs name them differently.
 */
final class Workbook {
    private static final int MAX_LISTED = 20;

    private final String name;
    private final ZipArchive archive;
    private final Budget budget;
    private final List<Sheet> sheets = new ArrayList<>();
    private final Map<String, Relation> relations;
    private boolean from1904;

    /**
     * One sheet with rows.
     *
     * @param part name of its entry in the archive
     */
    record Sheet(String name, String part, boolean visible) {
        @Override
        public String toString() {
            return "\"" + ZipArchive.shown(name) + "\"" + (visible ? "" : " (hidden)");
        }
    }

    private record Relation(String type, String part) {}

    /** @param name of the file, for messages */
    Workbook(String name, ZipArchive archive, Budget budget) {
        this.name = name;
        this.archive = archive;
        this.budget = budget;
        String root = relations("").values().stream()
                .filter(relation -> relation.type().equals("officeDocument"))
                .map(Relation::part)
                .findFirst()
                .orElse("xl/workbook.xml");
        this.relations = relations(root);
        readSheets(root);
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

    private Map<String, Relation> relations(String part) {
        int slash = part.lastIndexOf('/') + 1;
        String folder = part.substring(0, slash);
        String entry = archive.find(folder + "_rels/" + part.substring(slash) + ".rels");
        Map<String, Relation> found = new HashMap<>();
        if (entry == null) {
            return found;
        }
        each(entry, xml -> {
            String target = xml.attribute("Target");
            String type = xml.attribute("Type");
            String id = xml.attribute("Id");
            if (xml.begins("Relationship") && target != null && type != null && id != null) {
                String path = target.startsWith("/") ? target.substring(1) : resolved(folder, target);
                found.put(id, new Relation(type.substring(type.lastIndexOf('/') + 1), path));
            }
        });
        return found;
    }

    private static String resolved(String folder, String target) {
        return target.startsWith("../") ? target.substring(3) : folder + target;
    }

    private void readSheets(String root) {
        String entry = archive.find(root);
        if (entry == null) {
            throw damaged("has no workbook part");
        }
        each(entry, xml -> {
            if (xml.begins("workbookPr")) {
                from1904 = isTrue(xml.attribute("date1904"));
            } else if (xml.begins("sheet")) {
                String id = xml.attribute("id");
                Relation relation = id == null ? null : relations.get(id);
                String sheetName = xml.attribute("name");
                if (relation == null || sheetName == null) {
                    throw damaged("does not say where one of its sheets is");
                }
                if (relation.type().equals("worksheet")) {
                    String state = xml.attribute("state");
                    sheets.add(new Sheet(sheetName, relation.part(), state == null || state.equals("visible")));
                }
            }
        });
        if (sheets.isEmpty()) {
            throw damaged("has no sheet with rows");
        }
    }

    private static boolean isTrue(@Nullable String value) {
        return value != null && (value.equals("1") || value.equals("true"));
    }

    /**
     * The sheet that is meant.
     *
     * @param wanted name, or else position from 1; the first visible one when null
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
                return sheets.get(i);
            }
        }
        throw new InputRefused(name + ": input.sheet \"" + wanted + "\" is no sheet of the workbook; the sheets are "
                + listed(sheets));
    }

    /** Every sheet that has rows, in their order, visible or not. */
    List<Sheet> sheets() {
        return List.copyOf(sheets);
    }

    /** One sentence on which sheet is read, why, and which are not. */
    String evidence(Sheet chosen, @Nullable String wanted) {
        List<Sheet> others =
                sheets.stream().filter(sheet -> !sheet.equals(chosen)).toList();
        String why =
                wanted != null ? "set by input.sheet" : others.isEmpty() ? "the only one" : "the first visible one";
        return "sheet " + chosen + ": " + why + (others.isEmpty() ? "" : "; not read: " + listed(others));
    }

    private static String listed(List<Sheet> sheets) {
        String some = sheets.stream().limit(MAX_LISTED).map(Sheet::toString).collect(Collectors.joining(", "));
        return sheets.size() > MAX_LISTED ? some + " and " + (sheets.size() - MAX_LISTED) + " more" : some;
    }

    /** The texts that cells refer to. */
    SharedText sharedText() {
        SharedText texts = new SharedText(name, budget.settings().maxTextBytes());
        String entry = related("sharedStrings");
        if (entry != null) {
            StringBuilder text = new StringBuilder();
            boolean[] phonetic = {false};
            each(entry, xml -> {
                if (xml.begins("si")) {
                    text.setLength(0);
                } else if (xml.begins("rPh") || xml.ends("rPh")) {
                    phonetic[0] = xml.begins("rPh");
                } else if (xml.begins("t") && !phonetic[0]) {
                    xml.text("t", text, budget.settings().maxTextBytes());
                } else if (xml.ends("si")) {
                    texts.add(text);
                }
            });
        }
        return texts;
    }

    /** How numbers in cells are shown, as far as that matters. */
    CellFormats formats() {
        CellFormats formats = new CellFormats(from1904);
        String entry = related("styles");
        if (entry != null) {
            boolean[] inCells = {false};
            each(entry, xml -> {
                if (xml.begins("cellXfs") || xml.ends("cellXfs")) {
                    inCells[0] = xml.begins("cellXfs");
                } else if (xml.begins("numFmt")) {
                    formats.define(xml.attribute("numFmtId"), xml.attribute("formatCode"));
                } else if (xml.begins("xf") && inCells[0]) {
                    formats.addStyle(xml.attribute("numFmtId"));
                }
            });
        }
        return formats;
    }

    private @Nullable String related(String type) {
        return relations.values().stream()
                .filter(relation -> relation.type().equals(type))
                .findFirst()
                .map(relation -> archive.find(relation.part()))
                .orElse(null);
    }

    /** Goes through a part from its first element to its last. */
    void each(String part, XmlPart.Visitor visitor) {
        String entry = archive.find(part);
        if (entry == null) {
            throw damaged("lacks its part " + ZipArchive.shown(part));
        }
        try (CheckedEntry content = archive.content(entry)) {
            XmlPart xml = new XmlPart(content, budget, problem -> damaged(problem + " in " + ZipArchive.shown(part)));
            while (xml.next()) {
                visitor.visit(xml);
            }
            content.drain();
        } catch (XMLStreamException | IOException e) {
            throw damaged("cannot be read in " + ZipArchive.shown(part));
        }
    }

    InputRefused damaged(String problem) {
        return new InputRefused(
                name + ": the workbook " + problem + "; save it again with a spreadsheet program, or save it as CSV");
    }
}
