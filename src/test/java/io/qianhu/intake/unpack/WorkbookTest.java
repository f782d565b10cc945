package io.qianhu.intake.unpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qianhu.campaign.InputSettings;
import io.qianhu.intake.FormatDetector;
import io.qianhu.intake.InputRefused;
import io.qianhu.intake.IntakeLimits;
import io.qianhu.intake.PlainFile;
import io.qianhu.intake.SheetPreview;
import io.qianhu.intake.UnpackSettings;
import io.qianhu.number.Multiple;
import io.qianhu.number.NumberKind;
import io.qianhu.number.NumberReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class WorkbookTest {
    private static final String DATES =
            "<numFmts><numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/></numFmts>"
                    + "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
                    + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"176\"/><xf numFmtId=\"11\"/>"
                    + "<xf numFmtId=\"31\"/><xf numFmtId=\"55\"/></cellXfs>";

    @TempDir
    private Path folder;

    private Packed packed;

    @BeforeEach
    void folder() {
        packed = new Packed(folder);
    }

    static Stream<Arguments> cells() {
        return Stream.of(
                Arguments.of("<c><v>13800138000</v></c>", "13800138000"),
                Arguments.of("<c><v>1.3800138E10</v></c>", "13800138000"),
                Arguments.of("<c s=\"3\"><v>1.3800138000000000E+10</v></c>", "13800138000"),
                Arguments.of("<c t=\"n\"><v>13800138000.0</v></c>", "13800138000"),
                Arguments.of("<c><v>110101199003071234</v></c>", "110101199003071234"),
                Arguments.of("<c><v>0.1234567890123456789</v></c>", "0.1234567890123456789"),
                Arguments.of("<c><v>0</v></c>", "0"),
                Arguments.of("<c><v>-1.50</v></c>", "-1.5"),
                Arguments.of("<c><v>1E30</v></c>", "1" + "0".repeat(30)),
                Arguments.of("<c><v>1E31</v></c>", "1E31"),
                Arguments.of("<c t=\"s\"><v>1</v></c>", "+86 138"),
                Arguments.of("<c t=\"s\"><v>0</v></c>", "rich text"),
                Arguments.of("<c t=\"inlineStr\"><is><t>a</t><r><t>b</t></r><rPh><t>x</t></rPh></is></c>", "ab"),
                Arguments.of("<c t=\"str\"><f>CONCAT(A1)</f><v>138&amp;</v></c>", "138&"),
                Arguments.of("<c><f>A1+1</f><v>13800138001</v></c>", "13800138001"),
                Arguments.of("<c><f>A1+1</f></c>", ""),
                Arguments.of("<c t=\"b\"><v>1</v></c>", "TRUE"),
                Arguments.of("<c t=\"b\"><v>0</v></c>", "FALSE"),
                Arguments.of("<c t=\"b\"><v/></c>", ""),
                Arguments.of("<c t=\"s\"><v/></c>", ""),
                Arguments.of("<c t=\"s\"><v>2</v></c>", "138 "),
                Arguments.of("<c t=\"inlineStr\"><is><t>138_x000D_&#10;</t></is></c>", "138 "),
                Arguments.of("<c t=\"inlineStr\"><is><t>a_x0000_b</t></is></c>", "a b"),
                Arguments.of("<c t=\"str\"><v>138_x000d_</v></c>", "138 "),
                Arguments.of("<c t=\"str\"><f>IF(A1&lt;1,B1)<t>9</t></f><v>5</v></c>", "5"),
                Arguments.of("<c t=\"e\"><v>#N/A</v></c>", "#N/A"),
                Arguments.of("<c t=\"d\"><v>2026-11-22</v></c>", "2026-11-22"),
                Arguments.of("<c s=\"1\"><v>46348</v></c>", "2026-11-22"),
                Arguments.of("<c s=\"1\"><v>46348.5</v></c>", "2026-11-22 12:00:00"),
                Arguments.of("<c s=\"2\"><v>1</v></c>", "1900-01-01"),
                Arguments.of("<c s=\"2\"><v>61</v></c>", "1900-03-01"),
                Arguments.of("<c s=\"4\"><v>46348</v></c>", "2026-11-22"),
                Arguments.of("<c s=\"5\"><v>0.75</v></c>", "18:00:00"),
                Arguments.of("<c s=\"1\"><v>46348.99999</v></c>", "2026-11-22 23:59:59"),
                Arguments.of("<c s=\"1\"><v>46348.999999</v></c>", "2026-11-23"),
                Arguments.of("<c s=\"2\"><v>0.25</v></c>", "06:00:00"),
                Arguments.of("<c s=\"1\"><v>13800138000</v></c>", "13800138000"),
                Arguments.of("<c s=\"99\"><v>46348</v></c>", "46348"),
                Arguments.of("<c t=\"inlineStr\"><is><t>a,\"b\"</t></is></c>", "\"a,\"\"b\"\"\""),
                Arguments.of("<c t=\"inlineStr\"><is><t>a&#10;b\r\nc&#13;&#10;d</t></is></c>", "a b c d"),
                Arguments.of("<x:c xmlns:x=\"y\"><x:v>5</x:v></x:c>", "5"));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void writesTheTextOfACell(String cell, String text) {
        byte[] bytes = new Xlsx()
                .styles(DATES)
                .texts("<si><r><t>rich</t></r><rPh><t>x</t></rPh><r><t> text</t></r></si><si><t>+86 138</t></si>"
                        + "<si><t>138_x000D_\n</t></si>")
                .sheet("a", "", "<row>" + cell + "<c><v>7</v></c></row>")
                .bytes();
        assertThat(rows(bytes)).isEqualTo(text + ",7\n");
    }

    @Test
    void countsDaysFrom1904WhereTheWorkbookDoes() {
        byte[] bytes = new Xlsx()
                .from1904()
                .styles(DATES)
                .sheet("a", "", "<row><c s=\"1\"><v>1</v></c></row>")
                .bytes();
        assertThat(rows(bytes)).isEqualTo("1904-01-02\n");
    }

    @ParameterizedTest
    @CsvSource({
        "General, false",
        "0.00E+00, false",
        "'[Red]#,##0', false",
        "'\"days\"0', false",
        "'0\\d', false",
        "G/通用格式, false",
        "yyyy-mm-dd, true",
        "[h]:mm, true",
        "'[$-804]yyyy\"年\"m\"月\"', true",
        "H:MM, true",
        "'上午/下午h\"时\"mm\"分\"', true",
        "'h\"时\"mm\"分\"ss\"秒\"', true"
    })
    void knowsTheFormatsOfDates(String code, boolean date) {
        assertThat(CellFormats.isDate(code)).isEqualTo(date);
    }

    /** One of a megabyte of open brackets would take hours. */
    @Test
    void refusesAFormatThatNoProgramWrites() {
        String code = "[".repeat(256);
        byte[] bytes = new Xlsx()
                .styles("<numFmts><numFmt numFmtId=\"170\" formatCode=\"" + code + "\"/></numFmts>")
                .sheet("a", "", "<row><c><v>1</v></c></row>")
                .bytes();
        assertThatThrownBy(() -> rows(bytes)).hasMessageContaining("number format of more than 255 characters");
    }

    @Test
    void writesOneLineForEachRowOfTheSheet() {
        String rows = "<row r=\"2\"><c r=\"B2\"><v>1</v></c></row>"
                + "<row r=\"3\"><c r=\"A3\"/><c r=\"B3\" s=\"1\" t=\"n\"/></row>"
                + "<row><c><v>2</v></c><c r=\"D4\"/></row>"
                + "<row r=\"7\" hidden=\"1\"><c r=\"A7\"><v>3</v></c></row>";
        PlainFile file = packed.unpack("a.xlsx", Xlsx.of(rows)).get(0);
        assertThat(Packed.text(file)).isEqualTo("\n,1\n\n2,,,\n\n\n3\n");
        assertThat(file.evidence())
                .extracting(Object::toString)
                .containsExactly("sheet \"名单\": the only one", "hidden rows, which are read as well: 1");
        assertThat(file.origin()).isEqualTo(PlainFile.Origin.SHEET);
        assertThat(file.name()).endsWith("a.xlsx > 名单");
    }

    /** A row in which somebody put something, and the line that it becomes; a blank one would be in no book. */
    static Stream<Arguments> rowsWithoutText() {
        return Stream.of(
                Arguments.of("<c r=\"A1\"><f>B1&amp;C1</f></c>", "\"\""),
                Arguments.of("<c r=\"B1\"><f>A1</f><v/></c>", ","),
                Arguments.of("<c r=\"A1\"/><c r=\"C1\" t=\"str\"><f>A1</f><v></v></c>", ",,"),
                Arguments.of("<c r=\"A1\" t=\"s\"><v>0</v></c>", "\"\""),
                Arguments.of("<c r=\"A1\" t=\"inlineStr\"><is><t/></is></c>", "\"\""),
                Arguments.of("<c r=\"A1\" t=\"e\"/>", "\"\""),
                Arguments.of("<c r=\"A1\" t=\"e\"><v>#N/A</v></c>", "#N/A"),
                Arguments.of("<c r=\"A1\" t=\"inlineStr\"><is><t>&#10;</t></is></c>", " "),
                Arguments.of("<c r=\"A1\" s=\"3\"/><c r=\"B1\" s=\"3\" t=\"n\"/>", ""));
    }

    @ParameterizedTest
    @MethodSource("rowsWithoutText")
    void aRowInWhichSomebodyPutSomethingIsNoBlankLine(String cells, String line) {
        byte[] bytes = new Xlsx()
                .texts("<si><t/></si>")
                .sheet("a", "", "<row>" + cells + "</row><row><c><v>7</v></c></row>")
                .bytes();
        assertThat(rows(bytes)).isEqualTo(line + "\n7\n");
    }

    /** POI passes over elements of a namespace that it does not know, and says nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"", "strict", "without"})
    void readsWorkbooksInEveryNamespace(String namespace) {
        Xlsx xlsx = new Xlsx();
        if (!namespace.isEmpty()) {
            xlsx = namespace.equals("strict") ? xlsx.strict() : xlsx.withoutNamespace();
        }
        byte[] bytes = xlsx.styles(DATES)
                .texts("<si><t>客户</t></si>")
                .sheet("a", "hidden", "<row><c><v>9</v></c></row>")
                .sheet("b", "", "<row><c t=\"s\"><v>0</v></c><c s=\"1\"><v>46348</v></c><c><v>138</v></c></row>")
                .bytes();
        assertThat(rows(bytes)).isEqualTo("客户,2026-11-22,138\n");
    }

    /** POI reads the relations of every part that it sees into memory, and the properties of the document too. */
    @Test
    void neverMindsTheHyperlinksOfASheetAndThePropertiesOfTheDocument() {
        String link = "<Relationship Id=\"%d\" Type=\"x/hyperlink\" Target=\"mailto:a@b.c\" TargetMode=\"External\"/>";
        StringBuilder links = new StringBuilder("<Relationships>");
        for (int i = 0; i < 60_000; i++) {
            links.append(link.formatted(i));
        }
        byte[] bytes = new Xlsx()
                .sheet("a", "", "<row><c><v>1</v></c></row>")
                .part("xl/worksheets/_rels/sheet1.xml.rels", links + "</Relationships>")
                .part("docProps/core.xml", "<broken")
                .part("xl/printerSettings/printerSettings1.bin", "x")
                .bytes();
        assertThat(rows(bytes)).isEqualTo("1\n");
    }

    @Test
    void refusesAListOfPartsThatWouldFillTheMemory() {
        int most = (int) CheckedParts.mostBytesOfATree(UnpackSettings.defaults().maxEntries());
        Xlsx fits = new Xlsx().relation("more", "x".repeat(most - 2000), "x").sheet("a", "", "<row/>");
        assertThat(rows(fits.bytes())).isEqualTo("\n");
        Xlsx tooLong = new Xlsx().relation("more", "x".repeat(most), "x").sheet("a", "", "<row/>");
        assertThatThrownBy(() -> packed.unpack("b.xlsx", tooLong.bytes()))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("more than " + most + " bytes in xl/_rels/workbook.xml.rels")
                .hasMessageContaining("raise qianhu.intake.unpack.max-entries");
    }

    @Test
    void refusesMoreSheetsThanPartsAndNamesWithoutEnd() {
        packed.within(1 << 20, 1032, 10, 1024);
        String sheet = "<sheet name=\"%s\" id=\"r1\"/>";
        Xlsx xlsx = new Xlsx()
                .relation("r1", "worksheet", "worksheets/sheet1.xml")
                .part("xl/worksheets/sheet1.xml", "<a/>");
        for (String sheets : List.of(sheet.formatted("a").repeat(10), sheet.formatted("a".repeat(1000)))) {
            assertThat(packed.unpack(
                            "a.xlsx",
                            xlsx.part("xl/workbook.xml", "<workbook>" + sheets + "</workbook>")
                                    .bytes()))
                    .hasSize(1);
        }
        for (String sheets : List.of(sheet.formatted("a").repeat(11), sheet.formatted("a".repeat(1001)))) {
            byte[] bytes = xlsx.part("xl/workbook.xml", "<workbook>" + sheets + "</workbook>")
                    .bytes();
            assertThatThrownBy(() -> packed.unpack("b.xlsx", bytes))
                    .isInstanceOf(InputRefused.class)
                    .hasMessageContaining("has more sheets than it may have parts, or one with a name of more than");
        }
    }

    @Test
    void refusesAWorkbookWhosePartsAreNotSaid() {
        byte[] noTypes = Packed.zip("[Content_Types].xml", "<Types/>", "xl/workbook.xml", "<workbook/>");
        assertThatThrownBy(() -> packed.unpack("a.xlsx", noTypes))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("a.xlsx: the workbook does not say where its parts are (")
                .hasMessageContaining("save it again with a spreadsheet program");
        byte[] noPart = new Xlsx()
                .relation("r1", "worksheet", "worksheets/lost.xml")
                .part("xl/workbook.xml", "<workbook><sheets><sheet name=\"a\" id=\"r1\"/></sheets></workbook>")
                .bytes();
        assertThatThrownBy(() -> packed.unpack("b.xlsx", noPart))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("lacks its part xl/worksheets/lost.xml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE Types [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><Types>&a;</Types>",
                "<!DOCTYPE Types [<!ENTITY a \"x\"><!ENTITY b \"&a;&a;\">]><Types>&b;</Types>",
                "nested"
            })
    void whatListsThePartsIsNoMoreTrustedThanASheet(String types) {
        String xml = types.equals("nested") ? "<a>".repeat(40_000) + "</a>".repeat(40_000) : types;
        byte[] bytes = Packed.zip("[Content_Types].xml", xml, "xl/workbook.xml", "<workbook/>");
        assertThatThrownBy(() -> packed.unpack("a.xlsx", bytes))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("does not say where its parts are")
                .hasMessageNotContaining("root:");
    }

    /** Nothing but its checksum tells a changed digit from the right one. */
    @Test
    void noChangedByteChangesARow() {
        byte[] bytes = new Xlsx()
                .texts("<si><t>客户</t></si>")
                .sheet("a", "", "<row><c><v>13800138000</v></c><c t=\"s\"><v>0</v></c></row>".repeat(20))
                .bytes();
        String expected = rows(bytes);
        int refused = 0;
        for (int at = 30; at < bytes.length; at += 3) {
            byte[] changed = bytes.clone();
            changed[at] ^= 0x11;
            try {
                assertThat(Packed.text(packed.unpack("b.xlsx", changed).get(0))).isEqualTo(expected);
            } catch (InputRefused e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(bytes.length / 8);
    }

    /** It would log what a cell holds, which may be a phone number. */
    @Test
    void theLibraryLogsNothing() {
        assertThat(LoggerFactory.getLogger(XSSFSheetXMLHandler.class).isErrorEnabled())
                .isFalse();
    }

    private static byte[] sheets() {
        return new Xlsx()
                .chart("图表")
                .sheet("Hidden", "hidden", "<row><c><v>1</v></c></row>")
                .sheet("名单", "visible", "<row><c><v>2</v></c></row>")
                .sheet("2", "veryHidden", "<row><c><v>3</v></c></row>")
                .bytes();
    }

    @Test
    void takesTheFirstVisibleSheetAndNamesTheOthers() {
        PlainFile file = packed.unpack("a.xlsx", sheets()).get(0);
        assertThat(Packed.text(file)).isEqualTo("2\n");
        assertThat(file.evidence())
                .extracting(Object::toString)
                .containsExactly("sheet \"名单\": the first visible one; not read: \"Hidden\" (hidden), \"2\" (hidden)");
    }

    @Test
    void aSheetOfNotesIsRefusedWithTheNamesOfTheOthers() {
        String notes = "<row><c t=\"inlineStr\"><is><t>请勿外传</t></is></c></row>".repeat(2);
        String rows = "<row><c><v>13800138000</v></c></row>";
        FormatDetector detector = new FormatDetector(
                new NumberReader(Set.of(NumberKind.MOBILE), Multiple.TAKE_FIRST), IntakeLimits.defaults());
        InputSettings input = new InputSettings(List.of(), null);

        byte[] two = new Xlsx().sheet("说明", "", notes).sheet("名单", "", rows).bytes();
        PlainFile first = packed.unpack("a.xlsx", two).get(0);
        assertThatThrownBy(() -> detector.detect(first, input))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("no column of phone numbers was found among")
                .hasMessageEndingWith("; it is sheet \"说明\": the first visible one; not read: \"名单\";"
                        + " set input.sheet where another one is meant");

        PlainFile only = packed.unpack("b.xlsx", Xlsx.of(notes)).get(0);
        assertThatThrownBy(() -> detector.detect(only, input)).hasMessageNotContaining("input.sheet");
    }

    @Test
    void theOnlyListIsReadBehindASheetOfNotes() {
        String notes = "<row><c t=\"inlineStr\"><is><t>手机号</t></is></c></row><row><c><v>30</v></c></row>";
        String list = "<row><c t=\"inlineStr\"><is><t>手机号</t></is></c></row><row><c><v>13800138000</v></c></row>";
        byte[] one = new Xlsx().sheet("汇总", "", notes).sheet("明细", "", list).bytes();
        assertThat(packed.unpack("a.xlsx", one).get(0).evidence())
                .extracting(Object::toString)
                .containsExactly("sheet \"明细\": the only visible one with phone numbers; not read: \"汇总\"");
        byte[] two = new Xlsx()
                .sheet("汇总", "", notes)
                .sheet("一", "", list)
                .sheet("二", "", list)
                .bytes();
        assertThat(packed.unpack("b.xlsx", two).get(0).evidence().get(0))
                .asString()
                .startsWith("sheet \"汇总\": the first");
        byte[] before = new Xlsx()
                .sheet("一", "", "<row><c><v>13900138000</v></c></row>")
                .sheet("二", "", list)
                .bytes();
        assertThat(packed.unpack("c.xlsx", before).get(0).evidence().get(0))
                .asString()
                .startsWith("sheet \"一\": the first");
    }

    /** Rows of the other sheet, state of it and the sheet that is set; ~ ends a row, 1 to 9 are numbers. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "姓名,手机~N,1~N,2~ | | | refused",
                "1~2~3~ | | | refused",
                "姓名,手机~N,1~ | | | refused",
                "行标签,计数项:手机号~N,30~ | | |",
                "N,1,2~N,3,4~ | | | refused",
                "姓名,手机~N,1~N,2~ | | 1 |",
                "姓名,手机~N,1~N,2~ | | 名单 |",
                "姓名,手机~N,1~N,2~ | hidden | |",
                "姓名,手机~N,1~N,2~ | veryHidden | |",
                "请勿外传~联系人,1~ | | |",
                "说明~x~y~1~z~ | | |",
                "地区,人数,金额~N,300,10500~N,200,20800~ | | |",
                "x~x~x~x~x~x~x~x~x~x~x~x~x~x~x~x~x~x~x~1~2~x~ | | |",
                "x~x~x~x~x~x~x~x~x~1~2~x~ | | | refused",
                "~ | | |"
            })
    void aSecondListOfNumbersIsRefusedUnlessTheSheetIsSet(
            String text, @Nullable String state, @Nullable String set, @Nullable String expected) {
        StringBuilder rows = new StringBuilder();
        for (String row : text.split("~", 0)) {
            rows.append("<row>");
            for (String cell : row.split(",", 0)) {
                String value = cell.matches("[1-9]") ? "1380013800" + cell : cell;
                rows.append("<c t=\"inlineStr\"><is><t>" + value + "</t></is></c>");
            }
            rows.append("</row>");
        }
        byte[] two = new Xlsx()
                .sheet("名单", "", "<row><c><v>13900138000</v></c></row>")
                .sheet("客户", state == null ? "" : state, rows.toString())
                .bytes();
        PlainFile first = packed.unpack("a.xlsx", two, set).get(0);
        FormatDetector detector =
                new FormatDetector(new NumberReader(Set.of(NumberKind.MOBILE)), IntakeLimits.defaults());
        InputSettings input = new InputSettings(List.of(), null, null, true, null, null, null, set);
        if (expected == null) {
            assertThat(detector.detect(first, input).phoneColumn()).isZero();
        } else {
            assertThatThrownBy(() -> detector.detect(first, input))
                    .isInstanceOf(InputRefused.class)
                    .hasMessageContaining(": other sheets hold a column of phone numbers as well, \"客户\", and only one"
                            + " is read; it is sheet \"名单\"")
                    .hasMessageEndingWith("; set input.sheet where another one is meant");
        }
    }

    @Test
    void ofASheetThatIsNotReadTheFirstRowsAreLookedAt() {
        String row = "<row><c t=\"inlineStr\"><is><t>N</t></is></c><c><v>13800138000</v></c></row>";
        byte[] two = new Xlsx()
                .sheet("一", "", row)
                .sheet("二", "", row.repeat(20_000))
                .bytes();
        SheetPreview beside = packed.unpack("a.xlsx", two).get(0).besides().get(0);
        assertThat(beside.begin().length()).isBetween(60_000, 1 << 16);
    }

    @Test
    void theMoreSheetsAreNotReadTheFewerRowsOfEachAreKept() {
        Xlsx book = new Xlsx().sheet("一", "", "<row><c><v>13800138000</v></c></row>");
        for (int i = 0; i < 90; i++) {
            book.sheet("n" + i, "", "<row r=\"1048576\"><c><v>1</v></c></row>");
        }
        assertThat(packed.unpack("a.xlsx", book.bytes()).get(0).besides().stream()
                        .mapToInt(beside -> beside.begin().length())
                        .sum())
                .isBetween(1_000_000, 1 << 20);
    }

    /** Who is on the other sheets must not be left out without a word. */
    @ParameterizedTest
    @ValueSource(strings = {"", "<row><c t=\"inlineStr\"><is><t>手机号</t></is></c></row>"})
    void aFirstSheetWithoutRowsIsRefusedUnlessItIsTheOneThatIsMeant(String rows) {
        byte[] two = new Xlsx()
                .sheet("一月", "", rows)
                .sheet("二月", "", "<row><c><v>13800138000</v></c></row>")
                .bytes();
        FormatDetector detector =
                new FormatDetector(new NumberReader(Set.of(NumberKind.MOBILE)), IntakeLimits.defaults());

        PlainFile first = packed.unpack("a.xlsx", two).get(0);
        assertThatThrownBy(() -> detector.detect(first, new InputSettings(List.of(), null)))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("holds no row")
                .hasMessageEndingWith("not read: \"二月\"; set input.sheet where another one is meant");

        PlainFile meant = packed.unpack("a.xlsx", two, "一月").get(0);
        InputSettings input = new InputSettings(List.of(), null, null, true, null, null, null, "一月");
        assertThat(detector.detect(meant, input)
                        .isUnread(meant.survey().fingerprint().bytes()))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"名单, 2", "Hidden, 1", "2, 3"})
    void takesTheSheetThatIsSetByNameOrElseByPosition(String sheet, String row) {
        PlainFile file = packed.unpack("a.xlsx", sheets(), sheet).get(0);
        assertThat(Packed.text(file)).isEqualTo(row + "\n");
        assertThat(file.evidence().get(0)).asString().contains("set by input.sheet");
    }

    @Test
    void everySheetWithRowsIsAFileOfItsOwnWhereAllAreAskedFor() {
        byte[] bytes = new Xlsx()
                .texts("<si><t>x</t></si>")
                .sheet("Hidden", "hidden", "<row><c><v>1</v></c></row>")
                .sheet("空", "visible", "<row/><row r=\"9\"><c s=\"1\"/></row>")
                .sheet("名单", "visible", "<row><c t=\"s\"><v>0</v></c></row>")
                .bytes();
        for (List<PlainFile> files : List.of(
                packed.unpackEverySheet("a.xlsx", bytes),
                packed.unpackEverySheet("b.zip", Packed.zip("b.xlsx", bytes)))) {
            assertThat(files).extracting(Packed::text).containsExactly("1\n", "x\n");
            assertThat(files.get(0).name()).endsWith(".xlsx > Hidden");
            assertThat(files.get(0).evidence())
                    .extracting(Object::toString)
                    .containsExactly(
                            "sheet \"Hidden\" (hidden): one of 3; every sheet that holds rows is read, a hidden one too");
        }
        assertThat(packed.left()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"worksheet", "styles", "sharedStrings", "officeDocument"})
    void refusesPartsThatAreElsewhere(String type) {
        for (String place : List.of(
                "http://127.0.0.1:9/a.xml",
                "file:///etc/passwd",
                "urn:x",
                "mailto:a@b",
                "",
                "a b.xml",
                "%zz",
                "C:\\a.xml",
                "http://127.0.0.1:9/a.xml\" TargetMode=\"External",
                "sheet\" TargetMode=\"External")) {
            byte[] bytes = new Xlsx()
                    .moved(type, place)
                    .texts("<si><t>a</t></si>")
                    .styles(DATES)
                    .sheet("a", "", "<row><c><v>13800138000</v></c></row>")
                    .bytes();
            assertThatThrownBy(() -> rows(bytes)).as(place).isInstanceOf(InputRefused.class);
        }
    }

    @Test
    void refusesAWorkbookThatCallsItselfTheDescriptionOfOne() {
        byte[] bytes = new Xlsx()
                .typed("application/vnd.openxmlformats-package.core-properties+xml")
                .sheet("a", "", "<row/>")
                .bytes();
        assertThatThrownBy(() -> rows(bytes))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("cannot be read in xl/workbook.xml");
    }

    @Test
    void refusesASheetWhosePlaceIsNotSaid() {
        byte[] lost = new Xlsx().sheet("a", "", "<row/>").lostSheet("b").bytes();
        assertThatThrownBy(() -> rows(lost))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("does not say where one of its sheets is; save it again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<c><v>138%s00138000</v></c>", "<c t=\"inlineStr\"><is><t>138%s00138000</t></is></c>"})
    void aCommentIsNoPartOfACell(String cell) {
        assertThat(rows(Xlsx.of("<row>" + cell.formatted("<!-- 999 --><?x 999?>") + "</row>")))
                .isEqualTo("13800138000\n");
        packed.withRowsUpTo(20);
        assertThat(rows(Xlsx.of("<row>" + cell.formatted("<!--" + "x".repeat(30) + "-->") + "</row>")))
                .isEqualTo("13800138000\n");
    }

    @Test
    void readsALongTextInPieces() {
        packed.withRowsUpTo(4 << 20);
        String text = "x".repeat(3 * XmlPart.MOST_BYTES_AT_ONCE);
        assertThat(rows(Xlsx.of("<row><c t=\"str\"><v>" + text + "</v></c></row>")))
                .isEqualTo(text + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<c x=\"%s\"/>", "<!--%s-->", "<?x %s?>", "<%s/>"})
    void refusesMarkupOfAnyLength(String markup) {
        String most = "x".repeat(XmlPart.MOST_BYTES_AT_ONCE - 20_000);
        if (!markup.equals("<%s/>")) {
            packed.withRowsUpTo(2 * XmlPart.MOST_BYTES_AT_ONCE);
            packed.unpack("a.xlsx", Xlsx.of("<row>" + markup.formatted(most) + "</row>"));
        }
        assertThatThrownBy(() -> packed.unpack(
                        "b.xlsx", Xlsx.of("<row>" + markup.formatted(most + "x".repeat(40_000)) + "</row>")))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining(
                        markup.equals("<%s/>") ? "cannot be read in" : "a comment of more than 1048576 bytes");
    }

    @Test
    void readsAnyNumberOfCommentsAndCountsTheirBytes() {
        String comments = "<!--" + "x".repeat(90) + "-->";
        byte[] bytes =
                Xlsx.of("<row>" + comments.repeat(2 * XmlPart.MOST_BYTES_AT_ONCE / 97) + "<c><v>1</v></c></row>");
        assertThat(rows(bytes)).isEqualTo("1\n");
        packed.within(XmlPart.MOST_BYTES_AT_ONCE, 1032, 100, 1024);
        assertThatThrownBy(() -> rows(bytes))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("qianhu.intake.unpack.max-bytes");
    }

    @Test
    void refusesElementsWithoutEndOneInTheOther() {
        int around = 3;
        String most = "<x>".repeat(XmlPart.MOST_DEPTH - around) + "</x>".repeat(XmlPart.MOST_DEPTH - around);
        assertThat(rows(Xlsx.of("<row>" + most + "</row>"))).isEqualTo("\n");
        assertThatThrownBy(() -> rows(Xlsx.of("<row>" + "<x>".repeat(1 + XmlPart.MOST_DEPTH - around))))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("has more than 64 elements one in the other in xl/worksheets/sheet1.xml");
    }

    @Test
    void refusesNamespacesWithoutNumber() {
        int around = 1;
        assertThat(rows(Xlsx.of(declaring(XmlPart.MOST_NAMESPACES - around).repeat(2))))
                .isEqualTo("\n\n");
        assertThatThrownBy(() -> rows(Xlsx.of(declaring(1 + XmlPart.MOST_NAMESPACES - around))))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("the workbook cannot be read in xl/worksheets/sheet1.xml");
    }

    private static String declaring(int namespaces) {
        return IntStream.range(0, namespaces)
                .mapToObj(n -> " xmlns:n" + n + "=\"n\"")
                .collect(Collectors.joining("", "<row", "/>"));
    }

    @Test
    void takesAVisibleSheetByPosition() {
        byte[] book = new Xlsx()
                .sheet("a", "visible", "<row><c><v>1</v></c></row>")
                .sheet("b", "visible", "<row><c><v>2</v></c></row>")
                .sheet("c", "hidden", "<row><c><v>3</v></c></row>")
                .bytes();
        assertThat(Packed.text(packed.unpack("a.xlsx", book, "2").get(0))).isEqualTo("2\n");
    }

    @Test
    void refusesAPositionThatAHiddenSheetCountsFor() {
        for (String position : List.of("1", "2", "3")) {
            assertThatThrownBy(() -> packed.unpack("a.xlsx", hiddenFirst(), position))
                    .isInstanceOf(InputRefused.class)
                    .hasMessageContaining("input.sheet " + position
                            + " may be another sheet to who does not see the hidden" + " ones; set it to a name");
        }
        assertThat(Packed.text(packed.unpack("a.xlsx", hiddenFirst(), "名单").get(0)))
                .isEqualTo("2\n");
    }

    private static byte[] hiddenFirst() {
        return new Xlsx()
                .sheet("Hidden", "hidden", "<row><c><v>1</v></c></row>")
                .sheet("名单", "visible", "<row><c><v>2</v></c></row>")
                .sheet("b", "visible", "<row><c><v>3</v></c></row>")
                .bytes();
    }

    @Test
    void refusesASheetThatIsNotThere() {
        assertThatThrownBy(() -> packed.unpack("a.xlsx", sheets(), "4"))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining(
                        "input.sheet \"4\" is no sheet of the workbook; the sheets are \"Hidden\" (hidden)");
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("<row r=\"5\"/><row r=\"5\"/>", "has row 5 after row 5"),
                Arguments.of("<row r=\"1048577\"/>", "has row 1048577 after row 0"),
                Arguments.of("<row><c r=\"XFE1\"/></row>", "has column 16385 after column 0 in row 1"),
                Arguments.of("<row><c r=\"ZZZZZZZZZZZZZZ1\"/></row>", "after column 0 in row 1"),
                Arguments.of("<row><c r=\"B1\"/><c r=\"A1\"/></row>", "has column 1 after column 2 in row 1"),
                Arguments.of("<row><c t=\"s\"><v>0</v></c></row>", "refers to a text that is not there in row 1"),
                Arguments.of("<row><c t=\"s\"><v>-1</v></c></row>", "refers to a text that is not there in row 1"),
                Arguments.of("<row><c t=\"s\"><v>x</v></c></row>", "refers to a text that is not there in row 1"),
                Arguments.of("<row><c t=\"s\"><is><t>x</t></is></c></row>", "refers to a text that is not there"),
                Arguments.of("<row><c><v>1</v><v>2</v></c></row>", "has two values in one cell in row 1"),
                Arguments.of("<row><c r=\"12\"/></row>", "has column 0 after column 0 in row 1"),
                Arguments.of("<row r=\"0\"/>", "has row 0 after row 0"),
                Arguments.of("<row r=\"-2147483648\"/>", "after row 0"),
                Arguments.of("<row r=\"x\"/>", "has a number that is none in xl/worksheets/sheet1.xml"),
                Arguments.of("<row><c><v>1</v></c><row/></row>", "has a row within row 1"),
                Arguments.of("<row/><c><v>1</v></c>", "has a cell in no row after row 1"),
                Arguments.of("<row>", "cannot be read in xl/worksheets/sheet1.xml"),
                Arguments.of("<row>&boom;</row>", "cannot be read in xl/worksheets/sheet1.xml"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void refusesASheetThatIsBroken(String rows, String message) {
        assertThatThrownBy(() -> packed.unpack("a.xlsx", Xlsx.of(rows)))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining(message)
                .hasMessageContaining("save it again with a spreadsheet program");
        assertThat(packed.left()).isEmpty();
    }

    @Test
    void takesARowAtTheLastPlaceOfASheet() {
        assertThat(rows(Xlsx.of("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>")))
                .endsWith("\n" + ",".repeat(16_383) + "1\n")
                .hasLineCount(1_048_576);
    }

    @Test
    void resolvesNoEntityAndFetchesNothing() {
        byte[] bytes = new Xlsx()
                .sheet("a", "", "<row><c t=\"inlineStr\"><is><t>x</t></is></c></row>")
                .relation("texts", "sharedStrings", "sharedStrings.xml")
                .part(
                        "xl/sharedStrings.xml",
                        "<!DOCTYPE sst [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><sst><si><t>&a;</t></si></sst>")
                .bytes();
        assertThatThrownBy(() -> packed.unpack("a.xlsx", bytes))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("cannot be read in xl/sharedStrings.xml")
                .hasMessageNotContaining("root:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<c t=\"inlineStr\"><is><t>%s</t></is></c>", "<c t=\"str\"><v>%s</v></c>"})
    void refusesARowThatIsTooLong(String cell) {
        packed.withRowsUpTo(20);
        assertThat(rows(Xlsx.of("<row>" + cell.formatted("x".repeat(20)) + "</row>")))
                .hasSize(21);
        assertThatThrownBy(() -> rows(Xlsx.of("<row>" + cell.formatted("x".repeat(21)) + "</row>")))
                .isInstanceOf(InputRefused.class);
        assertThatThrownBy(() -> rows(Xlsx.of("<row><c><v>" + " ".repeat(20) + "1</v></c></row>")))
                .hasMessageContaining("名单 row 1: is longer than 20 characters");
        String two = cell.formatted("x".repeat(10)) + cell.formatted("x".repeat(10));
        assertThatThrownBy(() -> rows(Xlsx.of("<row>" + two + "</row>")))
                .hasMessageContaining("名单 row 1: is longer than 20 characters")
                .hasMessageContaining("qianhu.intake.max-record-bytes");
    }

    @Test
    void refusesMoreTextThanItMayHoldInMemory() {
        packed.within(1 << 20, 1032, 100, 1024);
        String text = "<si><t>" + "x".repeat(100) + "</t></si>";
        assertThat(rows(new Xlsx()
                        .texts(text.repeat(9))
                        .sheet("a", "", "<row/>")
                        .bytes()))
                .isEqualTo("\n");
        assertThatThrownBy(() -> rows(new Xlsx()
                        .texts(text.repeat(10))
                        .sheet("a", "", "<row/>")
                        .bytes()))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("holds more than 1024 bytes of text")
                .hasMessageContaining("qianhu.intake.unpack.max-text-bytes");
    }

    @Test
    void refusesAShortTextThatIsRepeatedWithoutEnd() {
        packed.within(1 << 20, 1032, 100, 1 << 20);
        byte[] bytes = new Xlsx()
                .texts("<si><t>" + "x".repeat(30_000) + "</t></si>")
                .sheet("a", "", "<row><c t=\"s\"><v>0</v></c></row>".repeat(200))
                .bytes();
        assertThatThrownBy(() -> packed.unpack("a.xlsx", bytes))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("qianhu.intake.unpack.max-bytes");
        assertThat(packed.left()).isEmpty();
    }

    @Test
    void readsAWorkbookInAnArchive() {
        byte[] zip = Packed.zip("名单.xlsx", Xlsx.of("<row><c><v>13800138000</v></c></row>"));
        PlainFile file = packed.unpack("a.zip", zip).get(0);
        assertThat(file.name()).endsWith("a.zip > 名单.xlsx > 名单");
        assertThat(Packed.text(file)).isEqualTo("13800138000\n");
    }

    /** The reader that we did not take must see the same cells in what its own writer writes. */
    @Test
    void agreesWithAnotherReader() throws IOException {
        Random random = new Random(5);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("名单");
            for (int row = 0; row < 300; row++) {
                for (int column = 0; column < 6; column++) {
                    switch (random.nextInt(6)) {
                        case 0 -> sheet.value(row, column, 13_000_000_000L + random.nextInt(1_000_000_000));
                        case 1 -> sheet.value(row, column, "客户 " + random.nextInt(50) + " <&>");
                        case 2 -> sheet.value(row, column, new BigDecimal(random.nextInt(100_000)).movePointLeft(2));
                        case 3 -> sheet.inlineString(row, column, "+86 " + random.nextInt());
                        case 4 -> sheet.value(row, column, random.nextBoolean() ? "a,b" : "c");
                        default -> {
                            // The cell stays empty.
                        }
                    }
                }
            }
        }
        Path file = packed.write("a.xlsx", bytes.toByteArray());
        List<String> expected;
        try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile())) {
            expected = workbook.getFirstSheet().read().stream()
                    .map(WorkbookTest::line)
                    .toList();
        }
        List<String> ours = rows(bytes.toByteArray())
                .lines()
                .map(line -> line.replace("\"", ""))
                .toList();
        assertThat(ours.stream().filter(line -> !line.isEmpty()))
                .isEqualTo(expected.stream().filter(line -> !line.isEmpty()).toList());
    }

    private static String line(Row row) {
        return row.stream().map(WorkbookTest::text).collect(Collectors.joining(","));
    }

    private static String text(@Nullable Cell cell) {
        if (cell == null) {
            return "";
        }
        return cell.getValue() instanceof BigDecimal number
                ? number.stripTrailingZeros().toPlainString()
                : cell.getText();
    }

    private String rows(byte[] bytes) {
        return Packed.text(packed.unpack("a.xlsx", bytes).get(0));
    }
}
