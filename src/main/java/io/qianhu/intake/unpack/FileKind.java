package io.qianhu.intake.unpack;

import static io.qianhu.intake.InputFiles.STANDARD_INPUT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.qianhu.campaign.RegularFile;
import io.qianhu.intake.InputRefused;
import io.qianhu.message.Message;
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
    TEXT("intake.plain-text"),
    GZIP("intake.gzip-file"),
    /** An archive, or a workbook, which is one inside. */
    ZIP("intake.zip-archive-workbook");

    private static final int HEAD_BYTES = 512;

    /** Beginnings of what is not read, and what to do instead. */
    private static final Map<String, Message> REFUSED = refused();

    /** Entries by which documents are known that are archives inside, and what these are. */
    private static final Map<String, Message> DOCUMENTS = documents();

    private static final String ZIPPED = ".*\\.(zip|xlsx|xlsm)";
    private static final String PACKED = ".*\\.(gz|zip|xlsx|xlsm|xls)";

    private final String key;

    FileKind(String key) {
        this.key = key;
    }

    private static Map<String, Message> refused() {
        Map<String, Message> refused = new LinkedHashMap<>();
        refused.put(
                "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", Message.of("intake.workbook-excel-xls-password"));
        refused.put("7z\u00bc\u00af'\u001c", Message.of("intake.z-archive-pack-zip-gz"));
        refused.put("Rar!\u001a\u0007", Message.of("intake.rar-archive-pack-zip-gz"));
        refused.put("BZh91AY&SY", Message.of("intake.bzip-file-pack-gz"));
        refused.put("\u00fd7zXZ\u0000", Message.of("intake.xz-file-pack-gz"));
        refused.put("(\u00b5/\u00fd", Message.of("intake.zstd-file-pack-gz"));
        refused.put("%PDF-", Message.of("intake.pdf-export-rows-csv-xlsx"));
        refused.put("\u0089PNG\r\n", Message.of("intake.image-export-rows-csv-xlsx"));
        refused.put("\u00ff\u00d8\u00ff", Message.of("intake.image-export-rows-csv-xlsx"));
        refused.put("\u007fELF", Message.of("intake.program-export-rows-csv-xlsx"));
        refused.put("SQLite format 3\u0000", Message.of("intake.database-export-rows-csv-xlsx"));
        return refused;
    }

    private static Map<String, Message> documents() {
        Map<String, Message> documents = new LinkedHashMap<>();
        documents.put("xl/workbook.bin", Message.of("intake.binary-workbook-excel-xlsb"));
        documents.put("Index/Document.iwa", Message.of("intake.spreadsheet-numbers-numbers-another-document"));
        documents.put("Index.zip", Message.of("intake.spreadsheet-numbers-numbers-another-document"));
        documents.put("mimetype", Message.of("intake.opendocument-spreadsheet-ods-another-opendocument"));
        documents.put("word/document.xml", Message.of("intake.document-word-docx"));
        documents.put("ppt/presentation.xml", Message.of("intake.presentation-powerpoint-pptx"));
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
                throw new InputRefused(Message.of("intake.not-read-save-list-xlsx", name, what));
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
                throw new InputRefused(Message.of("message.colon", name, problem));
            }
        });
        String markup = text.replaceFirst("^(\u00ef\u00bb\u00bf)?\\s*", "").toLowerCase(Locale.ROOT);
        if (markup.matches("(?s)<(\\?xml|!doctype|html|table)\\b.*")) {
            throw new InputRefused(Message.of("intake.web-page-other-markup", name));
        }
        return TEXT;
    }

    /** What to tell of a file whose name says something else than its content; nothing when they agree. */
    List<Message> surprise(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean agrees = this == TEXT ? !lower.matches(PACKED) : lower.matches(this == GZIP ? ".*\\.gz" : ZIPPED);
        return agrees || name.equals(STANDARD_INPUT.toString())
                ? List.of()
                : List.of(Message.of("intake.name-not-say", Message.of(key)));
    }

    private static byte[] head(Path file) {
        try (InputStream in = Channels.newInputStream(RegularFile.open(file, InputRefused::new))) {
            return in.readNBytes(HEAD_BYTES);
        } catch (IOException e) {
            throw InputRefused.unreadable(file, e);
        }
    }
}
