package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;

/** What {@code check} shows of lists, workbooks and doubts, and that a run of the same says no less. */
class CheckIT extends InAShop {
    @Test
    void showsHowTheListsOfWhomNotToCallWereReadAndWhatTheyLackAndTheRunShowsTheSame() throws IOException {
        Path book = doNotCallWorkbook();
        Path zip = doNotCallArchive();
        Path worn = shop.write("worn.csv", "手机,联系电话\n13800000001,13800000002\n13800000003,\n139****0001,\n");
        String lists = "window: always\nnumbers: { suppress: [%s, %s, %s]".formatted(book, zip, worn);
        String numbers = shop.path("numbers.csv").toString();
        shop.campaign(lists + " }");
        assertThat(shop.say("check", campaign(), numbers).exits(0).out())
                .contains(
                        "): A LIVE RUN WOULD BE REFUSED\n",
                        "  A LIVE RUN WOULD BE REFUSED: 1 rows of do-not-call lists cannot be read,"
                                + " numbers.suppress-unreadable is stop.\n");
        shop.run("--prepare-only").refuses("rows cannot be read (1)", "worn.csv line 4 \"139********\"", "check");
        shop.campaign(lists + ", suppress-unreadable: 1 }");

        Said checked = shop.say("check", campaign(), numbers).exits(0);
        Said run = shop.run("--prepare-only").exits(5);

        for (Said said : new Said[] {checked, run}) {
            assertThat(said.out())
                    .containsSubsequence(
                            "  " + numbers + " (",
                            "  not called: " + zip + " (",
                            "    " + zip + " > a.csv",
                            "    unpacked from zip",
                            "    " + zip + " > b.csv",
                            "    2 of 2 rows with numbers\n")
                    .containsSubsequence(
                            "  not called: " + book + " (",
                            "    " + book + " > 说明",
                            "    sheet \"说明\": one of 3; every sheet that holds rows is read, a hidden one too",
                            "    holds no number, so that nobody is left out by it",
                            "    " + book + " > 一月",
                            "    sheet \"二月\" (hidden): one of 3",
                            "    hidden rows, which are read as well: 1",
                            "    2 of 5 rows with numbers\n")
                    .containsSubsequence(
                            "  not called: " + worn + " (",
                            "    encoding UTF-8: ",
                            "    2 of 4 rows with numbers\n",
                            "    WARNING: what looks like a mobile in 1 rows cannot be read; nobody is suppressed for it\n",
                            "      " + worn + " line 4: 139********\n")
                    .doesNotContain("A LIVE RUN WOULD BE REFUSED");
        }
        assertThat(checked.out())
                .containsPattern("suppressed +7\n +2  .*dnc.xlsx\n +2  .*dnc.zip\n +3  .*worn.csv\n")
                .containsPattern("callees +6,493\n");
        assertThat(shop.report("summary.txt"))
                .containsPattern("suppressed +7\\b")
                .containsPattern("callees +6,493\\b");
    }

    @Test
    void countsEveryRowOfASheetInWhichSomebodyPutSomethingAndSaysWhatIsOdd() throws IOException {
        Path book = shop.path("export.csv");
        try (Workbook workbook = new Workbook(Files.newOutputStream(book), "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("客户");
            sheet.value(0, 0, "手机");
            sheet.value(1, 0, 13_800_000_001L);
            sheet.formula(2, 0, "B3+C3");
            sheet.style(3, 0).bold().set();
            sheet.value(4, 0, "#N/A");
            sheet.hideRow(4);
        }
        shop.campaign("window: always\nlimits: { max-rejected: 10% }");
        assertThat(shop.say("check", campaign(), book.toString()).exits(0).out())
                .contains(
                        "    sheet \"客户\": the only one",
                        "    hidden rows, which are read as well: 1",
                        "    its name does not say so, but it is a zip archive or workbook",
                        "A RUN WOULD PAUSE: ")
                .containsPattern("rows read +3\n")
                .containsPattern("rejected +2\n +1  empty: .*\n +1  spreadsheet-error: ")
                .containsPattern("callees +1\n");
    }

    @Test
    void saysWhenNobodyIsLeftAndDeletesWhatADeadCheckLeft() throws IOException {
        Path left = Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "qianhu-check-");
        Files.createFile(left.resolve("lock"));
        Files.writeString(left.resolve("copy.csv"), "13800000001\n");
        shop.write("numbers.csv", "phone\nnonsense\n");
        Said said = shop.say("check", campaign(), shop.path("numbers.csv").toString())
                .exits(0);
        assertThat(said.out())
                .contains(
                        "NOBODY WOULD BE CALLED",
                        "A RUN WOULD END WITH EXIT CODE 3: nobody is called: 1 of 1 rows are rejected",
                        "No number is left to be called.");
        assertThat(shop.run().exits(3).out()).contains("ATTENTION, nobody was called", "limits.empty-run: ok");
        assertThat(shop.run().exits(4).out()).contains("which has called nobody");
        assertThat(left).doesNotExist();
    }

    private String campaign() {
        return shop.path("campaign.yml").toString();
    }

    /** One sheet of words, and numbers on two others, of which one is hidden. */
    private Path doNotCallWorkbook() throws IOException {
        Path file = shop.path("dnc.xlsx");
        try (Workbook workbook = new Workbook(Files.newOutputStream(file), "test", "1.0")) {
            workbook.newWorksheet("说明").value(0, 0, "勿扰名单");
            Worksheet first = workbook.newWorksheet("一月");
            first.value(0, 0, "手机");
            first.value(1, 0, 13_800_000_010L);
            Worksheet hidden = workbook.newWorksheet("二月");
            hidden.setVisibilityState(VisibilityState.HIDDEN);
            hidden.value(0, 0, "手机");
            hidden.value(1, 0, 13_800_000_011L);
            hidden.hideRow(1);
        }
        return file;
    }

    private Path doNotCallArchive() throws IOException {
        Path file = shop.path("dnc.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String name : new String[] {"a.csv", "b.csv"}) {
                out.putNextEntry(new ZipEntry(name));
                out.write((name.startsWith("a") ? "13800000020\n" : "13800000021\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }
}
