package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Names that would write their own lines, turn others around, or give somebody away: no command and no page lets them. */
class HostileNamesIT extends InAShop {
    private static final String NUMBER = "13912345678";
    private static final String HOSTILE = NUMBER + " \u001B[31m\u009B2J\u202E\u2028\r\nFORGED ERROR";
    private static final String SHOWN = "139****5678 \\u001B[31m\\u009B2J\\u202E\\u2028\\u000D\\u000AFORGED ERROR";

    @Test
    void areShownAndTheirFilesAreRead() throws IOException {
        Path numbers = shop.write(HOSTILE + " in.csv", Shop.numbers(50) + "\n1380000,short\n");
        Path zip = shop.path(HOSTILE + " in.zip");
        try (ZipOutputStream packed = new ZipOutputStream(Files.newOutputStream(zip))) {
            packed.putNextEntry(new ZipEntry(HOSTILE + " entry.csv"));
            packed.write("phone,name\n13800009999,a\n".getBytes(StandardCharsets.UTF_8));
        }
        Path suppress = shop.write(NUMBER + " \u202E no.csv", "phone\n13800000001\n");
        Files.writeString(
                shop.path("campaign.yml"),
                Files.readString(shop.path("campaign.yml")) + "numbers: { suppress: [\"" + suppress + "\"] }\n");
        Path campaign = Files.move(shop.path("campaign.yml"), shop.path(HOSTILE + ".yml"));
        String[] files = {campaign.toString(), numbers.toString(), zip.toString()};

        String checked = clean(shop.say("check", files[0], files[1], files[2]).exits(0));
        Said run = shop.say("run", files[0], files[1], files[2]).exits(0);
        String ran = clean(run);
        String again = clean(shop.say("run", files[0], files[1], files[2]).exits(4));
        String status = clean(shop.say("status").exits(0));
        String json = clean(shop.say("status", "--json").exits(0));
        String found = clean(shop.say("find", "13800000007").exits(0));
        String suppressed = clean(shop.say("find", "13800000001", "--json").exits(0));
        String doctor = clean(shop.say("doctor", "--campaigns", shop.path("").toString()));
        clean(shop.say("runs").exits(0));
        clean(shop.say("runs", "--json").exits(0));

        assertThat(checked)
                .contains(SHOWN + " in.csv", SHOWN + " in.zip > ", "139****5678 \\u202E no.csv", SHOWN + ".yml");
        assertThat(ran).contains(SHOWN + " in.csv", " callees");
        assertThat(again).contains("spring-renewal");
        assertThat(List.of(status, found)).allMatch(text -> text.contains(SHOWN + " in.csv"));
        assertThat(json).contains(SHOWN.replace("\\", "\\\\") + " in.csv");
        assertThat(suppressed).contains("139****5678 \\\\u202E no.csv");
        assertThat(doctor).contains(SHOWN.replace("\\u000D\\u000A", "; ") + ".yml");
        assertThat(List.of(shop.report("run.html"), shop.report("summary.txt"), shop.report("summary.json")))
                .allSatisfy(HostileNamesIT::isClean);
        assertThat(shop.report("run.html")).contains(SHOWN + " in.csv");
        assertThat(shop.api().taskCount()).isEqualTo(1);
    }

    @Test
    void areShownWhereTheyAreRefused() {
        List<Said> refusals = List.of(
                shop.say(
                        "run",
                        shop.path("campaign.yml").toString(),
                        shop.path(HOSTILE + ".csv").toString()),
                shop.say("run", shop.path("campaign.yml").toString(), HOSTILE + "*.csv"),
                shop.say("check", shop.path(HOSTILE + ".yml").toString()),
                shop.say(
                        "check",
                        key(HOSTILE).toString(),
                        shop.path("numbers.csv").toString()),
                shop.say("check", shop.path("campaign.yml").toString(), header().toString()),
                shop.say("status", HOSTILE),
                shop.say("pause", HOSTILE),
                shop.say("find", HOSTILE.replace(NUMBER, "x")),
                shop.say("run", HOSTILE, "--" + HOSTILE),
                shop.say("check", shop.path("campaign.yml").toString(), "--qianhu." + HOSTILE + "=1"),
                shop.say("doctor", "--qianhu.lang=" + HOSTILE));

        assertThat(refusals).allSatisfy(said -> {
            assertThat(said.code()).as(said.err()).isIn(2, 3);
            assertThat(clean(said)).isNotEmpty();
        });
    }

    private Path key(String key) {
        return shop.write(
                "key.yml", "name: a\n\"" + yaml(Path.of(key)) + "\": 1\ntask: { \"" + yaml(Path.of(key)) + "\": 2 }\n");
    }

    private Path header() {
        return shop.write("header.csv", "\"" + HOSTILE + "\",\"b " + HOSTILE + "\"\nx,y\nz,w\n");
    }

    private static String yaml(Path path) {
        return path.toString()
                .replace("\u001B", "\\e")
                .replace("\u009B", "\\x9b")
                .replace("\u202E", "\\u202e")
                .replace("\u2028", "\\L")
                .replace("\r", "\\r")
                .replace("\n", "\\n");
    }

    private static String clean(Said said) {
        String all = said.out() + said.err();
        isClean(all);
        return all;
    }

    private static void isClean(String text) {
        assertThat(text.lines()).noneMatch(line -> line.startsWith("FORGED"));
        assertThat(text).doesNotContain(NUMBER).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}&&[^\\n\\t]]");
    }
}
