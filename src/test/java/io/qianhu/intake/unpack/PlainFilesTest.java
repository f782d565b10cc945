package io.qianhu.intake.unpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qianhu.intake.Fingerprint;
import io.qianhu.intake.InputFiles;
import io.qianhu.intake.InputRefused;
import io.qianhu.intake.PlainFile;
import io.qianhu.intake.ReadingStopped;
import io.qianhu.intake.Survey;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainFilesTest {
    private static final String ROWS = "phone\n13800000001\n";
    private static final String OTHER_ROWS = "phone\n13800000002\n";

    @TempDir
    private Path folder;

    private Packed packed;

    @BeforeEach
    void folder() {
        packed = new Packed(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv", "a.txt", "a.tsv", "a.CSV", "a.dat", "a"})
    void leavesTextWhereItIs(String name) {
        PlainFile file = packed.unpack(name, Packed.utf8(ROWS)).get(0);
        assertThat(file).isEqualTo(PlainFile.named(folder.resolve(name), Survey.of(folder.resolve(name))));
        assertThat(packed.left()).isEmpty();
    }

    @Test
    void unpacksGzip() {
        PlainFile file =
                packed.unpack("a.csv.gz", Packed.gzip(Packed.utf8(ROWS))).get(0);
        assertThat(file.name()).isEqualTo(folder.resolve("a.csv.gz").toString());
        assertThat(file.origin()).isEqualTo(PlainFile.Origin.UNPACKED);
        assertThat(file.evidence()).extracting(Object::toString).containsExactly("unpacked from gzip");
        assertThat(file.survey()).isEqualTo(Survey.of(file.path()));
        assertThat(Packed.text(file)).isEqualTo(ROWS);
    }

    /** Told to end at each place at which it asks: while the archive is read, unpacked, or looked at once more. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void leavesNothingUnpackedWhenItIsToldToEnd(int look) {
        byte[] zip = Packed.zip("a.csv", "1380000000\n".repeat(500_000), "b.csv", OTHER_ROWS);
        AtomicInteger looks = new AtomicInteger();
        PlainFiles files = packed.files(new byte[0], () -> looks.incrementAndGet() == look);
        Path archive = packed.write("a.zip", zip);

        assertThatThrownBy(() -> files.of(files.source(archive, null), null)).isInstanceOf(ReadingStopped.class);
        assertThat(looks).hasValue(look);
        assertThat(packed.left()).isEmpty();
    }

    @Test
    void unpacksEveryListOfAnArchiveInTheOrderOfNames() {
        byte[] zip = Packed.zip(
                "2026/b.txt",
                OTHER_ROWS,
                "2026/",
                "",
                "readme.docx",
                "x",
                "__MACOSX/2026/._a.csv",
                "x",
                ".DS_Store",
                "x",
                "2026/Thumbs.db",
                "x",
                "2026/~$a.csv",
                "somebody",
                "2026/.~lock.a.csv#",
                "somebody",
                "d.csv.part",
                OTHER_ROWS,
                "2026/.old.csv",
                OTHER_ROWS,
                "2026/a.csv",
                ROWS,
                "c.csv.gz",
                Packed.gzip(Packed.utf8("13800000003\n")));
        List<PlainFile> files = packed.unpack("a.zip", zip);
        String name = folder.resolve("a.zip").toString();
        assertThat(files)
                .extracting(PlainFile::name)
                .containsExactly(name + " > 2026/a.csv", name + " > 2026/b.txt", name + " > c.csv.gz");
        assertThat(files).extracting(Packed::text).containsExactly(ROWS, OTHER_ROWS, "13800000003\n");
        assertThat(files.get(0).evidence())
                .extracting(Object::toString)
                .containsExactly(
                        "unpacked from zip",
                        "not read, as their names do not end like lists: d.csv.part, readme.docx",
                        "not read, as they are hidden: 2026/.old.csv, 2026/~$a.csv");
        assertThat(packed.left()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"b.xls", "c.dat", "d", "e.zip", "2026/b.csv.bak"})
    void refusesAnArchiveWithAnEntryThatMayHoldPeopleAndIsNotRead(String entry) {
        assertThatThrownBy(() -> packed.unpack("a.zip", Packed.zip("a.csv", ROWS, entry, OTHER_ROWS, "使用说明", "x")))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("a.zip: the names of " + entry + " do not end like those of lists");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "book.ods | mimetype content.xml | an OpenDocument spreadsheet (.ods) or another OpenDocument file",
                "book.xlsb | [Content_Types].xml xl/workbook.bin | a binary workbook of Excel (.xlsb)",
                "book.numbers | Index/Document.iwa Data/a.jpg | a spreadsheet of Numbers (.numbers) or another",
                "old.numbers | Index.zip buildVersionHistory.plist | a spreadsheet of Numbers (.numbers) or another",
                "list.docx | [Content_Types].xml word/document.xml | a document of Word (.docx)",
                "list.xlsx | [Content_Types].xml ppt/presentation.xml | a presentation of PowerPoint (.pptx)",
            })
    void refusesDocumentsThatAreNotRead(String name, String entries, String what) {
        Object[] contents = Stream.of(entries.split(" "))
                .flatMap(entry -> Stream.<Object>of(entry, "x"))
                .toArray();
        assertThatThrownBy(() -> packed.unpack(name, Packed.zip(contents)))
                .isInstanceOf(InputRefused.class)
                .hasMessageContainingAll(
                        name + ": is " + what, ", which is not read; save its list as .xlsx or CSV and name that");
    }

    @Test
    void callsUnpackedFilesByTheirContentAndKeepsThemForTheirOwner() throws IOException {
        PlainFile file =
                packed.unpack("a.csv.gz", Packed.gzip(Packed.utf8(ROWS))).get(0);
        assertThat(file.path())
                .isEqualTo(packed.unpacked().resolve(file.survey().fingerprint().sha256() + ".csv"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(packed.unpacked())))
                .isEqualTo("rwx------");
    }

    @Test
    void findsWhatWasUnpackedBeforeUnlessItIsHarmed() throws IOException {
        PlainFile file =
                packed.unpack("a.csv.gz", Packed.gzip(Packed.utf8(ROWS))).get(0);
        Fingerprint content = file.survey().fingerprint();
        PlainFiles files = packed.files(new byte[0]);
        assertThat(files.kept(content)).contains(file.path());
        Files.writeString(file.path(), OTHER_ROWS);
        assertThat(files.kept(content)).isEmpty();
        files.discard(file.path());
        assertThat(files.kept(content)).isEmpty();
    }

    @Test
    void deletesNothingButItsOwnFiles() {
        Path own =
                packed.unpack("a.csv.gz", Packed.gzip(Packed.utf8(ROWS))).get(0).path();
        Path named = packed.write("b.csv", Packed.utf8(ROWS));
        packed.files(new byte[0]).discard(own);
        packed.files(new byte[0]).discard(named);
        assertThat(own).doesNotExist();
        assertThat(named).exists();
    }

    @Test
    void spoolsStandardInputWhateverItHolds() {
        PlainFiles text = packed.files(Packed.utf8(ROWS));
        Source source = text.source(InputFiles.STANDARD_INPUT, null);
        PlainFile file = text.of(source, null).get(0);
        assertThat(file.name()).isEqualTo("-");
        assertThat(file.origin()).isEqualTo(PlainFile.Origin.UNPACKED);
        assertThat(Packed.text(file)).isEqualTo(ROWS);
        assertThat(packed.left()).containsExactly(source.survey().fingerprint().sha256() + ".csv");

        PlainFiles gzip = packed.files(Packed.gzip(Packed.utf8(OTHER_ROWS)));
        assertThat(Packed.text(gzip.of(gzip.source(InputFiles.STANDARD_INPUT, null), null)
                        .get(0)))
                .isEqualTo(OTHER_ROWS);
    }

    @Test
    void refusesStandardInputThatIsTooLongAndKeepsNothingOfIt() {
        packed.within(1024, 1032, 10, 1024);
        assertThat(packed.files(new byte[1024]).source(InputFiles.STANDARD_INPUT, null))
                .isNotNull();
        packed.left()
                .forEach(name ->
                        packed.files(new byte[0]).discard(packed.unpacked().resolve(name)));
        assertThatThrownBy(() -> packed.files(new byte[1025]).source(InputFiles.STANDARD_INPUT, null))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("qianhu.intake.unpack.max-bytes");
        assertThat(packed.left()).isEmpty();
    }

    @Test
    void readsAFileAsWhatItIsWhateverItIsCalled() {
        assertThat(packed.unpack("a.csv", Packed.gzip(Packed.utf8(ROWS))).get(0).evidence())
                .extracting(Object::toString)
                .containsExactly("unpacked from gzip", "its name does not say so, but it is a gzip file");
        assertThat(packed.unpack("b.csv", Packed.zip("x.csv", ROWS)).get(0).evidence())
                .extracting(Object::toString)
                .containsExactly("unpacked from zip", "its name does not say so, but it is a zip archive or workbook");
        assertThat(packed.unpack("c.xlsx", Packed.utf8(ROWS)).get(0).evidence())
                .extracting(Object::toString)
                .containsExactly("its name does not say so, but it is plain text");
    }

    @Test
    void readsNamesInGbkAndShowsThem() {
        byte[] zip = Packed.zip(Charset.forName("GB18030"), Map.of("客户名单.csv", Packed.utf8(ROWS)));
        // The JDK marks no encoding then, as Windows does not.
        assertThat(packed.unpack("a.zip", zip).get(0).name()).endsWith("a.zip > 客户名单.csv");
    }

    @Test
    void neverTakesANameForAPath() {
        byte[] zip =
                Packed.zip("../../evil.csv", ROWS, "/etc/evil.csv", OTHER_ROWS, "a\u0007\u202e\n.csv", "13800000003\n");
        List<PlainFile> files = packed.unpack("a.zip", zip);
        assertThat(files).allMatch(file -> packed.unpacked().equals(file.path().getParent()));
        assertThat(files.get(2).name()).endsWith(" > a???.csv");
        assertThat(folder.resolve("../evil.csv")).doesNotExist();
    }

    @Test
    void refusesASourceThatChangesWhileItIsUnpacked() {
        PlainFiles files = packed.files(new byte[0]);
        Source source = files.source(packed.write("a.csv.gz", Packed.gzip(Packed.utf8(ROWS))), null);
        packed.write("a.csv.gz", Packed.gzip(Packed.utf8(OTHER_ROWS)));
        assertThatThrownBy(() -> files.of(source, null))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("a.csv.gz: changed while it was unpacked");
        assertThat(packed.left()).isEmpty();
    }
}
