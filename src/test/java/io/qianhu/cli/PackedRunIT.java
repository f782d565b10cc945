package io.qianhu.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;

/** Packed files, workbooks and standard input from the command's side: checked, run, continued, and nothing left. */
class PackedRunIT extends InAShop {
    @Test
    void checksAnArchiveWithALateGbkFileAndAWorkbookAndLeavesNothing() throws IOException {
        String late = "phone,note\n" + "13800000001,x\n".repeat(100_000) + "13800000002,备注\n";
        Path zip = zip(late.getBytes(Charset.forName("GB18030")), workbook());
        List<Path> before = temporary();
        Said said = shop.say("check", campaign(), zip.toString()).exits(0);
        assertThat(said.out())
                .contains(
                        "名单.zip > 名单.xlsx > 客户",
                        "sheet \"客户\": the first visible one; not read: \"说明\"",
                        "header below title lines (1): 2 names",
                        "名单.zip > 说明/late.csv",
                        "encoding GB18030: ASCII before byte 1,400,023, then not valid UTF-8",
                        "Nothing was stored")
                .containsPattern("rows read +100,004\n")
                .containsPattern("rejected +1\n")
                .containsPattern("callees +3\n");
        assertThat(temporary()).isEqualTo(before);
        assertThat(shop.home()).doesNotExist();
    }

    @Test
    void runsAnArchiveInTwoGoesAndNamesTheRowOfASheetInTheRejects() throws IOException {
        String zip = zip("phone\n13800000003\n".getBytes(UTF_8), workbook()).toString();
        shop.say("run", "--prepare-only", campaign(), zip).exits(5);
        assertThat(copies()).isEmpty();
        shop.say("run", campaign(), zip).exits(0);
        shop.say("run", campaign(), zip).exits(4);
        assertThat(shop.api().taskCount()).isOne();
        assertThat(shop.report("rejects.csv")).contains("名单.zip > 名单.xlsx > 客户,5,47,2,letters,");
    }

    @Test
    void runsStandardInputAndKnowsItAgain() {
        String rows = Shop.numbers(1_500);
        assertThat(piped(rows, "run", "--prepare-only", campaign(), "-")
                        .exits(5)
                        .out())
                .contains("  - (");
        piped(rows, "run", campaign(), "-").exits(0);
        piped(rows, "run", campaign(), "-").exits(4);
        assertThat(piped(rows, "check", campaign(), "-").exits(0).out()).containsPattern("callees +1,500\n");
        assertThat(shop.api().taskCount()).isEqualTo(2);
        assertThat(copies()).isEmpty();
    }

    private Said piped(String text, String... words) {
        InputStream real = System.in;
        try {
            System.setIn(new ByteArrayInputStream(text.getBytes(UTF_8)));
            return shop.say(words);
        } finally {
            System.setIn(real);
        }
    }

    private String campaign() {
        return shop.path("campaign.yml").toString();
    }

    private Path zip(byte[] csv, byte[] workbook) throws IOException {
        Path file = folder.resolve("名单.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            out.putNextEntry(new ZipEntry("说明/late.csv"));
            out.write(csv);
            out.putNextEntry(new ZipEntry("名单.xlsx"));
            out.write(workbook);
        }
        return file;
    }

    /** A title, an empty row, a header, two rows and one that is rejected: row 5. */
    private static byte[] workbook() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = bytes;
                Workbook workbook = new Workbook(out, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("客户");
            sheet.value(0, 0, "春季回访");
            sheet.value(2, 0, "姓名");
            sheet.value(2, 1, "手机");
            sheet.value(3, 0, "王五");
            sheet.value(3, 1, 13_800_000_001L);
            sheet.value(4, 1, "call me");
            sheet.value(5, 1, "+86 138-0000-0004");
            workbook.newWorksheet("说明").value(0, 0, "x");
        }
        return bytes.toByteArray();
    }

    private List<Path> copies() {
        return list(shop.home().resolve("unpacked"));
    }

    private static List<Path> temporary() {
        return list(Path.of(System.getProperty("java.io.tmpdir"))).stream()
                .filter(path -> path.getFileName().toString().startsWith("qianhu-check-"))
                .toList();
    }

    private static List<Path> list(Path directory) {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.sorted().toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
