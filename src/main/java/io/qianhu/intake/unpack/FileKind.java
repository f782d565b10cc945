package io.qianhu.intake.unpack;

import static io.qianhu.intake.InputFiles.STANDARD_INPUT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.qianhu.campaign.RegularFile;
import io.qianhu.intake.InputRefused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a file is by its first bytes, whatever it is called. */
public enum FileKind {
    /** Anything that is not known to be something else; whether it is text, detection finds out. */
    TEXT("plain text"),
    GZIP("a gzip file"),
    /** An archive, or a workbook, which is one inside. */
    ZIP("a zip archive or workbook");

    private static final int HEAD_BYTES = 512;
    private static final String EXPORT = "; export its rows as CSV or .xlsx";

    /** Beginnings of what is not read, and what to do instead. */
    private static final Map<String, String> REFUSED = refused();

    /** Entries by which documents are known that are archives inside, and what these are. */
    private static final Map<String, String> DOCUMENTS = documents();

    private static final String ZIPPED = ".*\\.(zip|xlsx|xlsm)";
    private static final String PACKED = ".*\\.(gz|zip|xlsx|xlsm|xls)";

    private final String words;

    FileKind(String words) {
        this.words = words;
    }

    private static Map<String, String> refused() {
        Map<String, String> refused = new LinkedHashMap<>();
        refused.put(
                "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1",
                "is a workbook of Excel 97 to 2003 (.xls) or one with a password; save it as .xlsx without password, or"
                        + " as CSV");
        refused.put("7z\u00bc\u00af'\u001c", "is a 7z archive; pack it as .zip or .gz, or unpack it");
        refused.put("Rar!\u001a\u0007", "is a RAR archive; pack it as .zip or .gz, or unpack it");
        refused.put("BZh91AY&SY", "is a bzip2 file; pack it as .gz, or unpack it");
        refused.put("\u00fd7zXZ\u0000", "is an xz file; pack it as .gz, or unpack it");
        refused.put("(\u00b5/\u00fd", "is a zstd file; pack it as .gz, or unpack it");
        refused.put("%PDF-", "is a PDF" + EXPORT);
        refused.put("\u0089PNG\r\n", "is an image" + EXPORT);
        refused.put("\u00ff\u00d8\u00ff", "is an image" + EXPORT);
        refused.put("\u007fELF", "is a program" + EXPORT);
        refused.put("SQLite format 3\u0000", "is a database" + EXPORT);
        return refused;
    }

    private static Map<String, String> documents() {
        Map<String, String> documents = new LinkedHashMap<>();
        documents.put("xl/workbook.bin", "a binary workbook of Excel (.xlsb)");
        documents.put("Index/Document.iwa", "a spreadsheet of Numbers (.numbers) or another document of Apple's");
        documents.put("Index.zip", "a spreadsheet of Numbers (.numbers) or another document of Apple's");
        documents.put("mimetype", "an OpenDocument spreadsheet (.ods) or another OpenDocument file");
        documents.put("word/document.xml", "a document of Word (.docx)");
        documents.put("ppt/presentation.xml", "a presentation of PowerPoint (.pptx)");
        return documents;
    }

    /**
     * Looks at what is in an archive.
     *
     * @throws InputRefused when it is a document that is not read
     */
    static void refuseDocument(ZipArchive archive, String name) {
        DOCUMENTS.forEach((entry, what) -> {
            if (archive.find(entry) != null) {
                throw new InputRefused(
                        name + ": is " + what + ", which is not read; save its list as .xlsx or CSV and name that");
            }
        });
    }

    /**
     * Looks at the first bytes.
     *
     * @param name of the file, for the message
     * @throws InputRefused when the file is known to be something that is not read
     */
    static FileKind of(Path file, String name) {
        return of(head(file), name);
    }

    /** As above, of bytes from the beginning of the file, 512 or more where it has them. */
    public static FileKind of(byte[] head, String name) {
        String text = new String(head, 0, Math.min(head.length, HEAD_BYTES), ISO_8859_1);
        if (text.startsWith("\u001f\u008b")) {
            return GZIP;
        }
        if (text.startsWith("PK\u0003\u0004") || text.startsWith("PK\u0005\u0006")) {
            return ZIP;
        }
        REFUSED.forEach((beginning, problem) -> {
            if (text.startsWith(beginning)) {
                throw new InputRefused(name + ": " + problem);
            }
        });
        String markup = text.replaceFirst("^(\u00ef\u00bb\u00bf)?\\s*", "").toLowerCase(Locale.ROOT);
        if (markup.matches("(?s)<(\\?xml|!doctype|html|table)\\b.*")) {
            throw new InputRefused(name + ": is a web page or other markup, as some systems export it under the name of"
                    + " a workbook; open it with a spreadsheet program and save it as .xlsx or CSV");
        }
        return TEXT;
    }

    /** What to tell of a file whose name says something else than its content; nothing when they agree. */
    List<String> surprise(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean agrees = this == TEXT ? !lower.matches(PACKED) : lower.matches(this == GZIP ? ".*\\.gz" : ZIPPED);
        return agrees || name.equals(STANDARD_INPUT.toString())
                ? List.of()
                : List.of("its name does not say so, but it is " + words);
    }

    private static byte[] head(Path file) {
        try (InputStream in = Channels.newInputStream(RegularFile.open(file, InputRefused::new))) {
            return in.readNBytes(HEAD_BYTES);
        } catch (IOException e) {
            throw InputRefused.unreadable(file, e);
        }
    }
}
