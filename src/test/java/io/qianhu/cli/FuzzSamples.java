package io.qianhu.cli;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files and answers as they should be, drawn by a random generator; the same bytes each time. */
final class FuzzSamples {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final List<Charset> CHARSETS = List.of(UTF_8, UTF_8, UTF_8, UTF_16LE, UTF_16BE, GB18030, GB18030);
    private static final LocalDateTime STAMP = LocalDateTime.of(2026, 1, 1, 0, 0);
    private static final String SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";

    private final Random random;

    FuzzSamples(Random random) {
        this.random = random;
    }

    /** A text, and how it is written. */
    record Sample(String text, Charset charset) {
        byte[] bytes() {
            return text.getBytes(charset);
        }
    }

    /** Rows of customers with a phone column, in any encoding and layout. */
    Sample csv() {
        Charset charset = CHARSETS.get(random.nextInt(CHARSETS.size()));
        char delimiter = ",;\t|".charAt(random.nextInt(4));
        boolean quoted = random.nextInt(3) == 0;
        String end = random.nextBoolean() ? "\n" : "\r\n";
        boolean marked =
                charset.equals(UTF_8) ? random.nextInt(3) == 0 : !charset.equals(GB18030) && random.nextInt(4) > 0;
        StringBuilder text = new StringBuilder(marked ? "\uFEFF" : "");
        if (random.nextInt(8) > 0) {
            text.append(row(List.of("编号", "姓名", "手机", "备注"), delimiter, quoted)).append(end);
        }
        for (int i = 1 + random.nextInt(40); i > 0; i--) {
            List<String> cells = List.of("C0" + i, "王小" + i, number(), i % 5 == 0 ? "说\"好\"" + delimiter + "下午" : "");
            text.append(row(cells, delimiter, quoted)).append(end);
        }
        return new Sample(text.toString(), charset);
    }

    private static String row(List<String> cells, char delimiter, boolean quoted) {
        List<String> written = new ArrayList<>();
        for (String cell : cells) {
            boolean needs = quoted || cell.indexOf(delimiter) >= 0 || cell.indexOf('"') >= 0;
            written.add(needs ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell);
        }
        return String.join(String.valueOf(delimiter), written);
    }

    private String number() {
        long number = 13_800_000_000L + random.nextInt(10_000);
        String digits = Long.toString(number);
        return switch (random.nextInt(8)) {
            case 0 -> "+86" + digits;
            case 1 -> digits.substring(0, 3) + " " + digits.substring(3, 7) + " " + digits.substring(7);
            case 2 -> digits + ".0";
            case 3 -> digits.substring(0, 10);
            default -> digits;
        };
    }

    /** The parts of a workbook with two sheets, shared text, styles, dates, formulas and errors. */
    Map<String, byte[]> workbook() {
        StringBuilder rows =
                new StringBuilder("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
                        + "<c r=\"C1\" t=\"inlineStr\"><is><t>到期</t></is></c></row>");
        for (int i = 2; i < 4 + random.nextInt(30); i++) {
            rows.append("<row r=\"%d\"%s><c r=\"A%d\" s=\"1\"><v>%d</v></c>"
                            .formatted(
                                    i, i % 7 == 0 ? " hidden=\"1\"" : "", i, 13_800_000_000L + random.nextInt(10_000)))
                    .append(
                            switch (random.nextInt(5)) {
                                case 0 -> "<c r=\"B%d\" t=\"str\"><f>A1&amp;\"x\"</f><v>王</v></c>".formatted(i);
                                case 1 -> "<c r=\"B%d\" t=\"e\"><v>#N/A</v></c>".formatted(i);
                                case 2 -> "<c r=\"B%d\" t=\"b\"><v>1</v></c>".formatted(i);
                                case 3 -> "<c r=\"B%d\" t=\"s\"><v>2</v></c>".formatted(i);
                                default -> "";
                            })
                    .append("<c r=\"C%d\" s=\"%d\"><v>4%d.5</v></c></row>"
                            .formatted(i, 2 + random.nextInt(2), 5000 + i));
        }
        Map<String, byte[]> parts = new LinkedHashMap<>();
        put(
                parts,
                "[Content_Types].xml",
                "<Types xmlns=\"" + PACKAGE + "content-types\"><Default Extension=\"rels\" ContentType=\""
                        + "application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\""
                        + " ContentType=\"application/xml\"/></Types>");
        put(parts, "_rels/.rels", relations("officeDocument", "xl/workbook.xml"));
        put(
                parts,
                "xl/_rels/workbook.xml.rels",
                relations(
                        "worksheet",
                        "worksheets/sheet1.xml",
                        "worksheet",
                        "worksheets/sheet2.xml",
                        "sharedStrings",
                        "sharedStrings.xml",
                        "styles",
                        "styles.xml"));
        put(
                parts,
                "xl/workbook.xml",
                "<workbook xmlns=\"%s\" xmlns:r=\"%s\"><sheets>".formatted(SHEETS, TYPES)
                        + "<sheet name=\"名单\" sheetId=\"1\" r:id=\"r1\"/><sheet name=\"说明\" sheetId=\"2\" state=\"hidden\" r:id=\"r2\"/>"
                        + "</sheets></workbook>");
        put(parts, "xl/worksheets/sheet1.xml", sheet(rows.toString()));
        put(parts, "xl/worksheets/sheet2.xml", sheet("<row><c t=\"s\"><v>2</v></c></row>"));
        put(
                parts,
                "xl/sharedStrings.xml",
                "<sst xmlns=\"%s\"><si><t>手机</t></si><si><t xml:space=\"preserve\"> 姓名</t></si>".formatted(SHEETS)
                        + "<si><r><t>王</t></r><r><t>小明</t></r><rPh sb=\"0\" eb=\"1\"><t>wang</t></rPh></si></sst>");
        put(
                parts,
                "xl/styles.xml",
                "<styleSheet xmlns=\"%s\"><numFmts count=\"1\"><numFmt numFmtId=\"164\"".formatted(SHEETS)
                        + " formatCode=\"yyyy/m/d;@\"/></numFmts><cellXfs count=\"4\"><xf numFmtId=\"0\"/><xf numFmtId=\"1\"/>"
                        + "<xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>");
        return parts;
    }

    private static String sheet(String rows) {
        return "<worksheet xmlns=\"%s\"><dimension ref=\"A1:C9\"/><sheetData>%s</sheetData></worksheet>"
                .formatted(SHEETS, rows);
    }

    private static String relations(String... typesAndTargets) {
        StringBuilder xml = new StringBuilder("<Relationships xmlns=\"" + PACKAGE + "relationships\">");
        for (int i = 0; i < typesAndTargets.length; i += 2) {
            xml.append("<Relationship Id=\"r%d\" Type=\"%s/%s\" Target=\"%s\"/>"
                    .formatted(i / 2 + 1, TYPES, typesAndTargets[i], typesAndTargets[i + 1]));
        }
        return xml.append("</Relationships>").toString();
    }

    private static void put(Map<String, byte[]> parts, String name, String text) {
        parts.put(name, text.getBytes(UTF_8));
    }

    /** Two exports in an archive, and at times one that is packed itself. */
    Map<String, byte[]> archive() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("一月.csv", csv().bytes());
        entries.put("exports/feb.csv", csv().bytes());
        if (random.nextInt(4) == 0) {
            entries.put(
                    random.nextBoolean() ? "book.xlsx" : "x.csv.gz",
                    random.nextBoolean() ? zip(workbook(), UTF_8) : gzip(csv().bytes()));
        }
        return entries;
    }

    /** A campaign that uses nearly every key. */
    static String campaign() {
        return """
                name: spring-renewal
                input: { encoding: auto, delimiter: auto, quote: '"', escape: auto, header: auto, empty-files: ok }
                numbers:
                  accept: [mobile, landline]
                  multiple: take-first
                  suppress: [list]
                  suppress-unreadable: 20
                  not-called-within: 7d
                  not-called-scope: any
                task:
                  name: 春季回访
                  dialog-id: 1234567
                  corp-name: 某某公司
                  number-status-ident: true
                  recall: { times: 1, interval: 5m, on: [200010, 200011] }
                dispatch:
                  rate: 100/s
                  in-flight: 16
                  window: "09:00-12:00,14:00-21:00"
                  days: mon-fri
                  holidays: holidays.yml
                  zone: Asia/Shanghai
                limits: { max-callees: 200000, max-rejected: 5%, max-growth: 3x, canary: 50, canary-wait: 30m }
                schedule: { cron: "0 2 * * *", missed: ask, missed-within: 12h }
                inbox: { folder: exports, files: ["*.csv"], quiet-for: 1m, marker: .ok, wait-for: 4h }
                """;
    }

    static String holidays() {
        return """
                years: [2026]
                holidays: [2026-01-01..2026-01-03, 2026-04-05]
                working-days: [2026-01-04]
                """;
    }

    /** What the API may answer, as a body and its type. */
    String answer() {
        List<String> bodies = List.of(
                "{\"Data\":\"4001112222\",\"Message\":\"OK\",\"RequestId\":\"D9CB3933-9FE3-4870-BA8E-2BEE91B69D23\",\"Code\":\"OK\"}",
                "{\"Code\":\"isv.BUSINESS_LIMIT_CONTROL\",\"Message\":\"number 13800138000 is limited\",\"RequestId\":\"D9CB3933\"}",
                "{\"Code\":\"OK\",\"TotalCount\":2,\"PageNo\":1,\"PageSize\":100,\"Data\":\"[{\\\"id\\\":4001112222,\\\"taskName\\\":"
                        + "\\\"x\\\",\\\"status\\\":\\\"EXECUTING\\\",\\\"createTime\\\":\\\"2026.01.02 14:55:23\\\",\\\"totalCount\\\":2}]\"}",
                "{\"AccountId\":\"1234567890123456\",\"RequestId\":\"D9CB3933\"}",
                "<?xml version=\"1.0\"?><CreateRobotTaskResponse><Code>OK</Code><Data>4001112222</Data></CreateRobotTaskResponse>",
                "<Error><Code>Throttling.User</Code><Message>13800138000</Message></Error>");
        return bodies.get(random.nextInt(bodies.size()));
    }

    /** An archive of these entries; the time in it is always the same. */
    static byte[] zip(Map<String, byte[]> entries, Charset names) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes, names)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry header = new ZipEntry(entry.getKey());
                header.setTimeLocal(STAMP);
                out.putNextEntry(header);
                out.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
