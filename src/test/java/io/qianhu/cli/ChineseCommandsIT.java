package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.ledger.ListState;
import io.qianhu.report.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What each command prints with {@code --lang zh}. */
class ChineseCommandsIT extends InAShop {
    @Test
    void theTestItselfSeesEnglish() {
        assertThat(Chinese.english("运行 k3f9x2mq is paused until")).hasSize(1);
        assertThat(Chinese.english("OK    disk         78,265 MB free where the ledger is"))
                .hasSize(1);
        assertThat(Chinese.english("请执行 `qianhu resume k3f9x2mq`；见 tasks.csv")).isEmpty();
    }

    @Test
    void checkTellsEverythingThatItFinds() throws IOException {
        shop.write("numbers.csv", "客户导出\nphone,name\n13800000000,a\n138000,b\n13800000000,c\n");
        shop.write("dnc.csv", "手机,联系电话\n13800000001,13800000002\n139****0001,\n");
        shop.campaign("window: always\nnumbers: { suppress: [%s], multiple: take-all, not-called-within: 7d }"
                        .formatted(shop.path("dnc.csv"))
                + "\nlimits: { max-rejected: 10% }");
        String out = Chinese.only(say("check", campaign(), numbers()).exits(0).out());
        assertThat(out)
                .startsWith("任务 spring-renewal（" + campaign() + "）：正式运行会被拒绝\n")
                .contains(
                        "    编码 UTF-8",
                        "    表头（在 1 行标题之下）：2 个列名",
                        "    号码列 1 \"phone\"",
                        "  禁呼名单：" + shop.path("dnc.csv"),
                        "警告：有 1 行像手机号却读不出来",
                        "  读入行数                3\n",
                        "  拒绝                    1\n",
                        "号码位数太少。",
                        "正式运行会暂停：limits.max-rejected",
                        "7d 之内",
                        "第一个请求（xxxxxxxx 代表运行编号）：",
                        "按 100/s 的速率，提交需要",
                        "未存储任何数据，也未提交任何名单。");
        assertThat(say(
                                "check",
                                campaign(),
                                shop.write("none.csv", "phone\nnonsense\n").toString())
                        .exits(0)
                        .out())
                .contains("不会呼叫任何人", "没有剩下可呼叫的号码。");
    }

    @Test
    void aRunAndAllThatIsAskedAboutIt() {
        Said run = shop.run("--lang", "zh").exits(0);
        String id = summary().run();
        assertThat(Chinese.only(run.out()))
                .startsWith("运行 " + id + "，任务 spring-renewal\n")
                .contains("账目平衡。", "报告：");
        assertThat(Chinese.only(run.err())).contains("结束  名单已完结 7 / 7 个");
        assertThat(Chinese.only(shop.run("--lang", "zh").exits(4).out())).contains("本次未提交任何名单。报告：");

        assertThat(Chinese.only(say("runs").exits(0).out()))
                .startsWith("运行      任务            目标  状态")
                .contains("  线上  COMPLETED  ");
        assertThat(Chinese.only(say("status").exits(0).out())).contains("账目平衡。");
        assertThat(Chinese.only(say("report", id).exits(0).out())).startsWith("报告：");
        assertThat(Chinese.only(say("find", "13800000000").exits(0).out()))
                .startsWith("138****0000 见于 1 个运行")
                .contains("  被叫号码，读自 ", "  名单 1，ACCEPTED，外呼任务 ");
        assertThat(say("find", "13911112222").exits(6).out()).contains("不在此 qianhu.home 的任何运行中。");
        assertThat(Chinese.only(say("settle", id).exits(0).out())).contains("账目平衡。");
        assertThat(Chinese.only(
                        say("purge", "--older-than", "1d", "--dry-run").exits(0).out()))
                .contains("将清除的运行数：0");
        assertThat(Chinese.only(say("purge", "--older-than", "1d").exits(0).out()))
                .contains("已清除的运行数：0", "账本文件现为 ");
    }

    @Test
    void jsonIsTheSameInBothLanguages() {
        shop.run("--lang", "zh").exits(0);
        for (String[] words :
                new String[][] {{"runs", "--json"}, {"status", "--json"}, {"find", "13800000000", "--json"}}) {
            String english = shop.say(with(words, "--lang", "en")).exits(0).out();
            assertThat(say(words).exits(0).out()).isEqualTo(english).doesNotContainPattern("\\p{IsHan}(?<![春季回访])");
        }
    }

    @Test
    void ordersAndTheKillSwitch() {
        assertThat(say("runs").exits(0).out()).contains("（qianhu.home）中还没有运行。");
        shop.run("--prepare-only", "--lang", "zh").exits(5);
        String run = summary().run();
        assertThat(say("pause", run).exits(0).out()).isEqualTo("运行 " + run + " 已暂停，直到 `qianhu resume " + run + "`\n");
        assertThat(Chinese.only(say("resume", run).exits(0).out())).startsWith(run + "：已放行 pause；");
        assertThat(Chinese.only(say("stop", "--all").exits(0).out())).startsWith("总停开关已打开；当前没有运行。");
        assertThat(say("stop", "--all").exits(0).out()).contains("（此前已打开）");
        assertThat(say("doctor").exits(3).out()).contains("FAIL  总停开关     ");
        assertThat(Chinese.only(say("resume", "--all").exits(0).out())).startsWith("总停开关已关闭；");
        assertThat(Chinese.only(say("cancel", run).exits(0).out())).startsWith("运行 " + run + " ");
        assertThat(Chinese.only(shop.run("--lang", "zh").exits(4).out())).contains("取消；本次未提交任何名单");
        assertThat(say("runs").exits(0).out()).contains("COMPLETED（已取消）");
    }

    @Test
    void whatAPersonDecidesAboutARefusedList() {
        shop.api(Map.of("faults.refuse-with", "isv.INVALID_PARAMETERS", "faults.refuse-every", "7"));
        shop.run("--lang", "zh").exits(3);
        String list = shop.report("tasks.csv")
                .lines()
                .filter(line -> line.contains("," + ListState.REFUSED + ","))
                .map(line -> line.substring(0, line.indexOf(',')))
                .findFirst()
                .orElseThrow();
        String run = summary().run();
        assertThat(Chinese.only(say("resolve", run, list, "--abandon", "--by", "wang.li")
                        .exits(0)
                        .out()))
                .startsWith("名单 " + list + "：REFUSED -> ABANDONED，由 wang.li 决定\n运行 " + run + " 的状态为 COMPLETED");
    }

    @Test
    void repairedRejects() throws IOException {
        shop.write("numbers.csv", "phone,name\n13800000000,a\n1380000,b\n");
        shop.run("--lang", "zh").exits(0);
        shop.write("repaired.csv", shop.report("rejects.csv").replace("1380000", "13800000009"));
        Said retry = say(
                "retry-rejects",
                summary().run(),
                campaign(),
                shop.path("repaired.csv").toString());
        assertThat(Chinese.only(retry.exits(0).out().replaceAll("callees of run \\S+", "")))
                .contains("重试", "账目平衡。");
    }

    @Test
    void doctorNamesItsSubjectsAndSaysWhatToDo() throws IOException {
        String well = Chinese.only(
                say("doctor", "--campaigns", folder.toString()).exits(0).out());
        assertThat(well)
                .contains(
                        "OK    数据目录     ",
                        "OK    账本         尚不存在；首次运行时会创建\n",
                        "OK    接口         ",
                        "OK    时钟         ",
                        "OK    总停开关     已关闭\n",
                        "OK    任务         spring-renewal（",
                        "OK    呼叫时段     ",
                        "OK    磁盘         可用 ");
        shop.run("--lang", "zh").exits(0);
        assertThat(say("doctor").exits(0).out()).contains("可以打开，设置安全，共有运行 1 个", "没有进程占用此数据目录");
        assertThat(Chinese.only(say("doctor", "--qianhu.doctor.min-free-disk=9000000GB")
                        .exits(3)
                        .out()))
                .contains("FAIL  磁盘         可用 ", "请腾出空间");
        assertThat(say("doctor", "--qianhu.nonsense=1").exits(3).out())
                .contains("FAIL  设置", "SKIP  其余检查     设置正确后才能检查");
        Files.writeString(shop.path("broken.yml"), "nam: x\n");
        assertThat(say("doctor", "--campaigns", folder.toString()).exits(3).out())
                .contains("FAIL  任务         " + shop.path("broken.yml") + " 不能使用：");
    }

    @Test
    void theDemo() throws IOException {
        shop.campaign("window: always\ninput: { files: [%s] }".formatted(numbers()));
        assertThat(Chinese.only(say("demo", "--campaign", campaign()).exits(0).out()))
                .contains("，提交到沙箱（不拨打任何人）\n", "目标  沙箱（不拨打任何人）");
    }

    private Said say(String... words) {
        return shop.say(with(words, "--lang", "zh"));
    }

    private static String[] with(String[] words, String... more) {
        return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
    }

    private String campaign() {
        return shop.path("campaign.yml").toString();
    }

    private String numbers() {
        return shop.path("numbers.csv").toString();
    }

    private RunSummary summary() {
        return RunSummary.fromJson(shop.report("summary.json"));
    }
}
