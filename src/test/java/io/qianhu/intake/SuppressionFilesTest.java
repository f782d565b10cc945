package io.qianhu.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.qianhu.intake.SuppressionFile.UnreadableRow;
import io.qianhu.intake.SuppressionFiles.Suppression;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuppressionFilesTest {
    @TempDir
    private Path folder;

    @TempDir
    private Path unpacked;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Suppression read(Path... paths) {
        return new SuppressionFiles(IntakeLimits.defaults(), unpacked, Reading.TO_THE_END).read(List.of(paths));
    }

    @Test
    void readsEveryFormatThatInputHasAndLandlinesToo() throws IOException {
        Path bare = file("bare.txt", "13800000001\n+86 138 0000 0002\n0571-88888888\n");
        Path export = Files.write(
                folder.resolve("export.csv"),
                "勿扰名单\n姓名;联系电话\n王;13800000003\n李;１３８００００00０４\n".getBytes(Charset.forName("GB18030")));

        Suppression lists = read(bare, export);

        assertThat(lists.files()).extracting(SuppressionFile::numbers).containsExactly(3L, 2L);
        assertThat(lists.numbers().listOf(13_800_000_001L)).isZero();
        assertThat(lists.numbers().listOf(57_188_888_888L)).isZero();
        assertThat(lists.numbers().listOf(13_800_000_003L)).isEqualTo(1);
        assertThat(lists.numbers().listOf(13_800_000_004L)).isEqualTo(1);
        assertThat(lists.numbers().listOf(13_800_000_005L)).isEqualTo(SuppressedNumbers.NONE);
    }

    @Test
    void readsPackedListsAndEveryNumberOfACellAndLeavesNoCopy() throws IOException {
        Path packed = folder.resolve("dnc.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(packed))) {
            for (int part = 1; part <= 2; part++) {
                zip.putNextEntry(new ZipEntry("part-" + part + ".csv"));
                zip.write(
                        ("phone\n1380000000" + part + " / 1390000000" + part + "\n").getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        Suppression lists = read(packed);
        assertThat(lists.files()).singleElement().satisfies(file -> {
            assertThat(file.numbers()).isEqualTo(2);
            assertThat(file.fingerprint()).isEqualTo(Fingerprint.of(packed));
        });
        assertThat(lists.numbers().size()).isEqualTo(4);
        assertThat(lists.numbers().listOf(13_900_000_002L)).isZero();
        try (Stream<Path> copies = Files.list(unpacked)) {
            assertThat(copies).isEmpty();
        }
    }

    @Test
    void endsWhenItIsToldAmongTheLinesAndAtTheLastLook() throws IOException {
        Path list = file("long.csv", "13800000001\n".repeat(400_000));
        for (int step = 1; step <= 3; step++) {
            AtomicInteger looks = new AtomicInteger();
            int last = step;
            Reading reading = named -> () -> looks.incrementAndGet() == 2 * last;
            assertThatThrownBy(
                            () -> new SuppressionFiles(IntakeLimits.defaults(), unpacked, reading).read(List.of(list)))
                    .as("the whole file, its lines, and once more the whole file: two looks each, step %d", step)
                    .isInstanceOf(ReadingStopped.class);
        }
    }

    @Test
    void takesTheNumberOfARowThatIsOtherwiseNoGood() throws IOException {
        byte[] badName = "13800000002,\u00ff\n".getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("phone,name\n13800000001,王\n".getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(badName);
        bytes.writeBytes("138 0000 0003(家),李\n13800000004转801,\n\"13800000005\"x,张\n机主13800000006,\n"
                .getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes("0571-88888887(办),赵\n13800000007/13900000007(女),周\nnobody,13800000008\n"
                .getBytes(StandardCharsets.UTF_8));
        Suppression lists = read(Files.write(folder.resolve("worn.csv"), bytes.toByteArray()));

        for (long national = 13_800_000_001L; national <= 13_800_000_008L; national++) {
            assertThat(lists.numbers().listOf(national))
                    .as("the number that ends in %d", national % 10)
                    .isZero();
        }
        assertThat(lists.numbers().listOf(13_900_000_007L)).isZero();
        assertThat(lists.numbers().listOf(57_188_888_887L)).isZero();
        assertThat(lists.files()).singleElement().returns(0L, SuppressionFile::unreadable);
    }

    @Test
    void readsEveryCellOfEveryRowWhateverItsNameOrFilling() throws IOException {
        Path list = file(
                "several.csv",
                "编号,手机号,备注,联系电话,手机3,订单,其他\n"
                        + "1,13800000001,,13800000002转801,,2026112200001,\n"
                        + "2,13800000003,老客户,,,2026112200002,\n".repeat(40)
                        + "3,oops,0571-88888887,13800000004转801,13800000005,2026112200003,\n"
                        + "4,13800000006,13800000007,无,1.3800000008E+10,2026112200004,13800000009\n");
        Path late = file("late.csv", "手机号,备用号码\n" + "13800000010,\n".repeat(1000) + "13800000011,13800000012\n");
        Path beside = file("beside.txt", "勿扰\n2026-11-30 13800000013\n1. 13800000014.\n13800000015&13800000016\n");
        Path quotes = file("quotes.csv", "phone,name\n13800000017,\"a\n13800000018,b\n13800000019,c \"d\n");

        Suppression lists = read(list, late, beside, quotes);

        for (long last = 1; last <= 19; last++) {
            assertThat(lists.numbers().listOf(13_800_000_000L + last))
                    .as("the number that ends in %d", last)
                    .isNotEqualTo(SuppressedNumbers.NONE);
        }
        assertThat(lists.numbers().listOf(57_188_888_887L)).isZero();
        assertThat(lists.numbers().size()).isEqualTo(20);
        assertThat(lists.unreadable()).isZero();
        assertThat(lists.files())
                .extracting(SuppressionFile::rows, SuppressionFile::numbers)
                .containsExactly(tuple(44L, 43L), tuple(1002L, 1001L), tuple(4L, 3L), tuple(4L, 3L));
    }

    /** ~ ends a line; then how many numbers there are beside the first one, and how many rows cannot be read. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,\"139 0100~0001\",x~ | 1 0",
                "1,\"139~0100~0001\",x~ | 1 0",
                "1,\"1390100~~0001\",x~ | 1 0",
                "1,\"王五 139-0100-~0001\",x~ | 1 0",
                "\"x\",\"139 0100~0001\",\"139 0100~0002\"~ | 2 0",
                "1,\"139010~00001\",x~ | 1 0",
                "1,\"139****~0001\",x~ | 0 1",
                "1,\"1390100~000\",x~ | 0 1",
                "1,139 0100~0001,x~ | 0 0",
                "1,\"x\",139 0100~0001,x~ | 0 0",
                "1,\"房间15~2026-11-30 回访\",x~ | 0 0",
                "1,\"13900000001~13900000002\",x~ | 2 0",
                "1,5\" TV,x~2,y,2026-11-30~3,y,2026-11-30~4,z,0571~88888888,1~ | 1 0"
            })
    void aNumberGoesOnOverTheLineBreakOfAQuotedCell(String text, String expected) throws IOException {
        Suppression lists = read(file("dnc.csv", "13800000001\n" + text.replace('~', '\n')));
        assertThat(lists.numbers().size() - 1 + " " + lists.unreadable()).isEqualTo(expected);
    }

    @Test
    void findsTheNumbersOfBytesThatCannotBeDecodedAndOfTwoEncodingsInOneFile() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("姓名,手机\n张13800000001\n" + "李四\n".repeat(50)).getBytes(Charset.forName("GB18030")));
        bytes.writeBytes("李,13800000002\n张13800000003\n".getBytes(StandardCharsets.UTF_8));
        bytes.write(0xA0);
        bytes.writeBytes("13800000004\r\n13800000005\r13800000006".getBytes(StandardCharsets.UTF_8));
        bytes.write(0xE4);
        Suppression lists = read(Files.write(folder.resolve("mixed.csv"), bytes.toByteArray()));
        for (long last = 1; last <= 6; last++) {
            assertThat(lists.numbers().listOf(13_800_000_000L + last))
                    .as("the number that ends in %d", last)
                    .isZero();
        }
        assertThat(lists.files().get(0).rows()).isEqualTo(57);
        assertThat(lists.files().get(0).evidence())
                .extracting(Object::toString)
                .last()
                .asString()
                .startsWith("encoding GB18030: ");
    }

    @Test
    void readsLinesOfAnyEndAndLengthUpToTheLimit() throws IOException {
        String filler = "x".repeat(1023);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            text.append(filler, 0, i)
                    .append(" 138")
                    .append(String.format("%08d", i))
                    .append(i % 2 == 0 ? "\r\n" : "\r");
        }
        assertThat(read(file("ends.txt", text.toString())).files().get(0))
                .returns(1000L, SuppressionFile::rows)
                .returns(1000L, SuppressionFile::numbers);

        String limit = "x".repeat(IntakeLimits.defaults().maxRecordBytes() - 12);
        assertThat(read(file("limit.txt", limit + " 13800000001\n")).numbers().size())
                .isEqualTo(1);
        Path longer = file("longer.txt", "13800000001\n" + limit.repeat(2) + " 13800000001\n");
        assertThatThrownBy(() -> read(longer))
                .hasMessageContainingAll("longer.txt line 2: the row is longer than", "qianhu.intake.max-record-bytes");
    }

    @Test
    void keepsTheFirstRowsThatCannotBeReadAndCountsAll() throws IOException {
        Path list = file("dnc.csv", "手机\n13800000001\n\n138****0002\nabc\n1380000\n1.38E+10\n");
        Path masked = file("masked.csv", "13800000001\n" + "139****0000\n".repeat(SuppressionFiles.MOST_SHOWN));
        Suppression lists = read(list, masked);
        assertThat(lists.files().get(0))
                .returns(6L, SuppressionFile::rows)
                .returns(1L, SuppressionFile::numbers)
                .returns(2L, SuppressionFile::unreadable)
                .returns(
                        List.of(
                                new UnreadableRow(list.toString(), 4, "138********"),
                                new UnreadableRow(list.toString(), 7, "1.3*x+**")),
                        SuppressionFile::unreadableRows);
        assertThat(lists.files().get(1).unreadable()).isEqualTo(SuppressionFiles.MOST_SHOWN);
        assertThat(lists.files().get(1).unreadableRows()).hasSize(SuppressionFiles.MOST_SHOWN - 2);
        assertThat(lists.unreadable()).isEqualTo(SuppressionFiles.MOST_SHOWN + 2);
    }

    @Test
    void readsEverySheetOfAWorkbookHiddenOrNot() throws IOException {
        Path list = folder.resolve("dnc.xlsx");
        try (Workbook workbook = new Workbook(Files.newOutputStream(list), "test", "1.0")) {
            Worksheet notes = workbook.newWorksheet("说明");
            notes.value(0, 0, "勿扰名单，每周更新");
            notes.value(1, 1, "请勿外传");
            workbook.newWorksheet("空");
            Worksheet first = workbook.newWorksheet("一月");
            first.value(0, 0, "手机");
            first.value(1, 0, 13_800_000_001L);
            Worksheet hidden = workbook.newWorksheet("二月");
            hidden.setVisibilityState(VisibilityState.HIDDEN);
            hidden.value(0, 0, "姓名");
            hidden.value(0, 1, "电话");
            hidden.value(1, 1, "138 0000 0002");
        }

        Suppression lists = read(list);

        assertThat(lists.numbers().listOf(13_800_000_001L)).isZero();
        assertThat(lists.numbers().listOf(13_800_000_002L)).isZero();
        assertThat(lists.files()).singleElement().satisfies(file -> {
            assertThat(file.numbers()).isEqualTo(2);
            assertThat(file.unreadable()).isZero();
            assertThat(file.evidence())
                    .extracting(Object::toString)
                    .contains(
                            list + " > 说明",
                            "holds no number, so that nobody is left out by it",
                            list + " > 二月",
                            "sheet \"二月\" (hidden): one of 4; every sheet that holds rows is read, a hidden one too");
        });
        try (Stream<Path> copies = Files.list(unpacked)) {
            assertThat(copies).isEmpty();
        }
    }

    @Test
    void takesTheNumberOfANoteOnASheetWithoutAColumn() throws IOException {
        Path list = folder.resolve("dnc.xlsx");
        try (Workbook workbook = new Workbook(Files.newOutputStream(list), "test", "1.0")) {
            Worksheet notes = workbook.newWorksheet("说明");
            for (int row = 0; row < 30; row++) {
                notes.value(row, 0, "第" + row + "行");
                notes.value(row, 3, row == 20 ? "另加：13800000002（王）" : "无");
            }
            workbook.newWorksheet("一月").value(0, 0, 13_800_000_001L);
        }
        assertThat(read(list).numbers().listOf(13_800_000_002L)).isZero();
    }

    @Test
    void namesAnEntryWithoutNumbersAndReadsTheOthers() throws IOException {
        Path list = zip("dnc.zip", "readme.txt", "请勿外传\n每周更新", "一月.csv", "phone\n13800000001\n");
        Suppression lists = read(list);
        assertThat(lists.numbers().size()).isEqualTo(1);
        assertThat(lists.files().get(0).numbers()).isEqualTo(1);
        assertThat(lists.files().get(0).evidence())
                .extracting(Object::toString)
                .containsSubsequence(
                        list + " > readme.txt",
                        "unpacked from zip",
                        "holds no number, so that nobody is left out by it");
    }

    @Test
    void takesTheNumbersOfAnEntryWithoutAColumnInItsEncoding() throws IOException {
        StringBuilder notes = new StringBuilder();
        for (int row = 0; row < 30; row++) {
            notes.append(row == 20 ? "另加 13800000002 王\n" : "第" + row + "行\n");
        }
        byte[] utf16 = ("\uFEFF" + notes).getBytes(StandardCharsets.UTF_16LE);
        Suppression lists = read(zip("dnc.zip", "notes.txt", utf16, "a.csv", "phone\n13800000001\n"));
        assertThat(lists.numbers().listOf(13_800_000_002L)).isZero();
        assertThat(lists.numbers().size()).isEqualTo(2);
    }

    @Test
    void readsEveryEntryWhateverItsNameOrRefusesTheArchive() throws IOException {
        String card = "BEGIN:VCARD\nTEL;TYPE=CELL:13800000002\nEND:VCARD\n";
        Path list = zip(
                "dnc.zip", "a.csv", "13800000001\n", "b.vcf", card, "sub/e.dat", "13800000003\n", "f", "13800000004");
        assertThat(read(list).numbers().size()).isEqualTo(4);
        byte[] old = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1};
        Path withOld = zip("old.zip", "a.csv", "13800000001\n", "b.xls", old);
        assertThatThrownBy(() -> read(withOld))
                .hasMessageContainingAll("old.zip > b.xls: is a workbook of Excel 97", "save it");
    }

    @Test
    void countsRowsOfFormulasWithoutAStoredResultAsUnreadable() throws IOException {
        Path list = folder.resolve("dnc.xlsx");
        try (Workbook workbook = new Workbook(Files.newOutputStream(list), "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("一月");
            sheet.value(0, 0, 13_800_000_001L);
            sheet.formula(1, 1, "CONCATENATE(138,A1)");
            sheet.value(2, 0, 13_800_000_003L);
            sheet.formula(2, 2, "ROW()");
        }
        SuppressionFile read = read(list).files().get(0);
        assertThat(read.unreadableRows()).containsExactly(new UnreadableRow(list + " > 一月", 2, "***********"));
        assertThat(read.evidence())
                .extracting(Object::toString)
                .anyMatch(line -> line.startsWith("formulas whose results are not stored") && line.contains(": 2;"));
    }

    @Test
    void readsAHiddenListOfAnArchiveAndRefusesAnUnfinishedOne() throws IOException {
        Path hidden = zip("dnc.zip", ".a.csv", "13800000001\n", "~$b.xlsx", "x", "__MACOSX/._b.csv", "x");
        assertThat(read(hidden).numbers().size()).isEqualTo(1);
        Path half = zip("half.zip", "a.csv", "13800000001\n", "b/c.csv.part", "13800000002\n");
        assertThatThrownBy(() -> read(half)).hasMessageContaining("half.zip > b/c.csv.part: is still being written");
    }

    @ParameterizedTest
    @CsvSource({
        "'1,13800000001,13800000005;2,13800100000,13800109999',2",
        "'13800000001,13800000005;张三,13800000001;13800000001,13900000005',0",
        "'13800000001,13800000005;a,b;13800100000,13800109999;13800000001,13900000005',2",
        "'13800000001,13800000002',0",
        "'13800000001,13800000005,13800000009',0",
        "'13800000001~13800000005',1"
    })
    void aPartOfNeighboursIsAListOfRanges(String rows, int unreadable) throws IOException {
        Path list = file("dnc.csv", "起,止\n" + rows.replace(';', '\n') + "\n");
        assertThat(read(list).unreadable()).isEqualTo(unreadable);
        assertThat(read(list).files().get(0).unreadableRows()).hasSize(unreadable);
    }

    /** H is a hash, E is what Base64 fills up; then how many rows cannot be read. */
    @ParameterizedTest
    @CsvSource({
        "'联系人 13700000001;手机号MD5;H;H;H',3",
        "'phone;13900000001;H;H;H;H',4",
        "'1,H,13700000001;2,H,13700000001;3,H,13700000001',2",
        "'E,13700000001;E,13700000001;E,13700000001',2",
        "'H,13700000001;H,13700000002;H,13700000003',0",
        "'H,13700000001;H,13700000002;H,',0",
        "'13700000001;13700000002;校验 H',0",
        "'13700000001;ZH;ZH',0"
    })
    void aListOfHashesIsNotUnderstood(String rows, int unreadable) throws IOException {
        String text = rows.replace("H", "e05a10de38dcdaba9a8076bd7289ad6d")
                .replace("E,", "AES:qk3Zp901xYw==,")
                .replace(';', '\n');
        Path list = file("dnc.csv", text + "\n");
        assertThat(read(list).unreadable()).isEqualTo(unreadable);
        assertThat(read(list).files().get(0).unreadableRows()).hasSize(unreadable);
    }

    @ParameterizedTest
    @CsvSource({"UTF-16LE,UTF-8,1", "UTF-16LE,UTF-8,5000", "UTF-16BE,UTF-8,2", "UTF-8,UTF-16LE,3", "US-ASCII,UTF-16BE,3"
    })
    void refusesLinesThatWereAppendedInAnotherEncoding(String begin, String end, int rows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String mark = begin.startsWith("UTF-16") ? "\uFEFF" : "";
        bytes.writeBytes((mark + "13800000001\r\n".repeat(rows)).getBytes(Charset.forName(begin)));
        bytes.writeBytes("13800000002\n13800000003\n13800000004\n".getBytes(Charset.forName(end)));
        Path list = Files.write(folder.resolve("dnc.txt"), bytes.toByteArray());
        assertThatThrownBy(() -> read(list))
                .hasMessageContaining("dnc.txt: is UTF-16, and holds numbers of one byte a digit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*.csv", "*.CSV", "[A-B].csv", "{a,b}.csv", "?.Csv"})
    void patternsKnowNoUpperCase(String pattern) throws IOException {
        Path small = file("a.csv", "13800000001\n");
        Path great = file("B.CSV", "13800000002\n");
        assertThat(SuppressionFiles.resolve(List.of(folder + "/" + pattern))).containsExactlyInAnyOrder(small, great);
    }

    @Test
    void refusesAnArchiveOfWhichNoEntryHoldsANumber() throws IOException {
        Path none = zip("none.zip", "a.txt", "nothing here\n", "b.txt", "nor here\n");
        assertThatThrownBy(() -> read(none)).hasMessageContaining("none.zip: holds no number (2 rows)");
        Path blank = zip("blank.zip", "a.txt", "", "b.txt", "13800000001\n");
        assertThat(read(blank).files().get(0).evidence())
                .extracting(Object::toString)
                .containsSubsequence(blank + " > a.txt", "holds no number, so that nobody is left out by it");
    }

    private Path zip(String name, Object... namesAndContents) throws IOException {
        Path packed = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(packed))) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
                Object content = namesAndContents[i + 1];
                zip.write(content instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) content);
                zip.closeEntry();
            }
        }
        return packed;
    }

    @Test
    void twoEntriesOfOneContentAreReadAndDiscardedTogether() throws IOException {
        String rows = "phone\n13800000001\n";
        Path packed = zip("twice.zip", "a.csv", rows, "b.csv", rows);
        assertThat(read(packed).numbers().size()).isEqualTo(1);
    }

    @Test
    void refusesAListThatHoldsNobody() throws IOException {
        Path empty = file("empty.csv", "");
        Path header = file("header.csv", "phone\n");
        Path words = file("words.csv", "nothing here\n");
        Path binary = Files.write(folder.resolve("binary.csv"), new byte[] {1, 0, 2, 0, 0, 3, 0, 0, 0, 5});
        assertThatThrownBy(() -> read(binary))
                .hasMessageContainingAll("numbers.suppress: ", "binary.csv")
                .hasMessageNotContaining("input.");
        assertThatThrownBy(() -> read(empty)).hasMessageContaining("empty.csv: holds no number (0 rows)");
        assertThatThrownBy(() -> read(header)).hasMessageContaining("header.csv: holds no number");
        assertThatThrownBy(() -> read(words)).hasMessageContaining("words.csv: holds no number (1 rows)");
    }

    @ParameterizedTest
    @CsvSource({
        "*,a.csv.part",
        "*.csv,a.csv.TMP",
        "*.csv,b.csv.crdownload",
        "*.csv,b.csv.filepart",
        "**.csv,sub/a.csv.part",
        "*.CSV,a.csv.part",
        "b.part,b.part"
    })
    void refusesAListThatIsStillBeingWritten(String pattern, String unfinished) throws IOException {
        Path half = folder.resolve(unfinished);
        Files.createDirectories(half.getParent());
        file("a.csv", "13800000001\n");
        Files.writeString(half, "13800000002\n");
        assertThatThrownBy(() -> SuppressionFiles.resolve(List.of(folder + "/" + pattern)))
                .isInstanceOf(InputRefused.class)
                .hasMessageContainingAll("numbers.suppress: ", half.toString());
        Files.move(half, folder.resolve("c.txt"));
        assertThat(SuppressionFiles.resolve(List.of(folder + "/*.csv"))).containsExactly(folder.resolve("a.csv"));
    }

    @Test
    void refusesWhatIsMissing() {
        assertThatThrownBy(() -> SuppressionFiles.resolve(
                        List.of(folder.resolve("none.csv").toString())))
                .isInstanceOf(InputRefused.class)
                .hasMessageContainingAll("numbers.suppress: ", "none.csv: no such file");
        assertThatThrownBy(() -> SuppressionFiles.resolve(List.of(folder + "/dnc-*.csv")))
                .isInstanceOf(InputRefused.class)
                .hasMessageContainingAll("numbers.suppress: ", "matches no file");
        assertThatThrownBy(() -> SuppressionFiles.resolve(List.of("-")))
                .hasMessageContaining("numbers.suppress: standard input cannot be a do-not-call list");
        assertThat(SuppressionFiles.resolve(List.of())).isEmpty();
    }
}
