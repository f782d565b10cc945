package io.qianhu.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhrasesTest {
    private final Words chinese = Words.of(Locale.CHINESE);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        there is no run abc in this qianhu.home; `qianhu runs` lists them | 这个 qianhu.home 中没有运行 abc；`qianhu runs` 会列出所有运行
        c.yml line 7, dispatch.window: "9-12" is no calling window; write ranges such as 09:00-12:00,14:00-21:00 with hours 00:00 to 24:00, or always | c.yml 第 7 行，dispatch.window："9-12" 不是呼叫时段；请写 09:00-12:00,14:00-21:00 这样的时段，时间从 00:00 到 24:00，或 always
        a, b.yml line 7, task.dialogue-id: unknown key "dialogue-id"; did you mean "dialog-id"? | a, b.yml 第 7 行，task.dialogue-id：未知的键 "dialogue-id"；是不是想写 "dialog-id"？
        x.xlsx: the workbook has row 3 after row 4; save it again with a spreadsheet program, or save it as CSV | x.xlsx：工作簿第 4 行之后出现第 3 行；请用电子表格程序重新保存，或另存为 CSV
        x.xlsx: the workbook has more than 100 elements one in the other in xl/a.xml; save it again with a spreadsheet program, or save it as CSV | x.xlsx：工作簿xl/a.xml 中元素嵌套超过 100 层；请用电子表格程序重新保存，或另存为 CSV
        qianhu.home /d is in use by process 7 (qianhu serve), which works on run r1; wait for it, stop it with `qianhu stop`, or use another qianhu.home | qianhu.home /d 正由进程 7（qianhu serve，正在处理运行 r1）使用；请等待它结束，或用 `qianhu stop` 停止它，或使用另一个 qianhu.home
        bad.yml line 3, task.dialog-id: "abc" is no whole number; write digits only, such as 16 | bad.yml 第 3 行，task.dialog-id："abc" 不是整数；只写数字，例如 16
        the ledger /d/q.mv.db was deleted or moved while this process had it open; nothing more is submitted. All that the ledger held is saved in /d/r.mv.db: move it to /d/q.mv.db and run the same command again | 账本 /d/q.mv.db 在本进程打开期间被删除或移走；不再提交任何内容。账本的全部内容已保存在 /d/r.mv.db：请把它移到 /d/q.mv.db，再次执行同一命令
        isv.AMOUNT: no money. left. Check the account for arrears and top it up. Then run the same command again | isv.AMOUNT：no money. left。请检查账号是否欠费并充值。然后再次执行同一命令
        limits.canary: list 1 of 5 callees (task a b c d e f g h i j k, id 12) was refused by the API; put the cause right. Nothing else was submitted. When the others may follow: qianhu resume r1, then run the same command again | limits.canary：名单 1（5 个号码，外呼任务 a b c d e f g h i j k，编号 12）被接口拒绝；请排除原因。没有提交其他名单。可以继续时：qianhu resume r1，然后再次执行同一命令
        """)
    void saysASentenceAndTheSentencesInIt(String english, String expected) {
        assertThat(chinese.said(english)).isEqualTo(expected);
        assertThat(Words.of(Locale.ENGLISH).said(english)).isEqualTo(english);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "interrupted",
                "no such sentence: of anybody",
                "Unique index or primary key violation: ON PUBLIC.RUN by a and b in c",
                "there is no run abc",
                "任务 spring：运行 r1 的状态为 FAILED"
            })
    void leavesWhatItDoesNotKnow(String text) {
        assertThat(chinese.said(text)).isEqualTo(text);
    }

    @Test
    void keepsWhatFillsAPlaceWordForWord() {
        assertThat(chinese.said("failed: Disk quota $1 \\ {1} exceeded (IOException); nothing is lost, the log under"
                        + " qianhu.home/logs has the details"))
                .isEqualTo("失败：Disk quota $1 \\ {1} exceeded (IOException)；没有丢失任何数据，详情见 qianhu.home/logs 下的日志");
    }

    @Test
    void takesNoNameForASentence() {
        Phrases phrases =
                new Phrases(List.of(Phrase.of("released", "放行"), Phrase.of("no run {1} is here", "没有运行 {1}")));

        assertThat(phrases.said("no run released is here")).isEqualTo("没有运行 released");
    }

    @Test
    void saysSeveralLinesEachForItself() {
        assertThat(chinese.said(
                        "a.yml line 2, name: unknown key \"nam\"; did you mean \"name\"?\nnobody knows this line\n"
                                + "  a.yml line 9: is empty; write a campaign with at least name and task"))
                .isEqualTo("a.yml 第 2 行，name：未知的键 \"nam\"；是不是想写 \"name\"？\nnobody knows this line\n"
                        + "  a.yml 第 9 行：为空；请写一个至少有 name 和 task 的任务");
    }

    @Test
    @Timeout(300)
    void comesToAnEndWithTextThatWasMadeToBeSlow() {
        List<String> slow = List.of(
                "run ".repeat(900),
                "Ж: Щ; Ю, Ж (Щ) ".repeat(250),
                "campaign Ж: ".repeat(330),
                ": ".repeat(1_900) + "is paused",
                "(".repeat(3_000) + " in the list is ",
                "Ж.yml line 1, Щ: unknown key Ю; did you mean Ж? in ".repeat(70),
                ("Ж: Щ in Ю and Ж; ".repeat(200) + "\n").repeat(20));

        assertThat(slow).allSatisfy(text -> {
            String said = chinese.said(text);
            assertThat(said.chars()
                            .filter("ЖЩЮ".chars().boxed().toList()::contains)
                            .sorted()
                            .toArray())
                    .as("nothing is left out")
                    .isEqualTo(text.chars()
                            .filter("ЖЩЮ".chars().boxed().toList()::contains)
                            .sorted()
                            .toArray());
        });
        assertThat(chinese.said("x".repeat(5_000) + " is paused")).endsWith(" is paused");
    }

    @Test
    void refusesASentenceWhosePlacesDiffer() {
        assertThatThrownBy(() -> Phrase.of("run {1} of {2}", "运行 {1}")).hasMessageContaining("shows [1]");
        assertThatThrownBy(() -> Phrase.of("run {1}", "运行 {1} {1}")).hasMessageContaining("shows [1, 1]");
        assertThatThrownBy(() -> Phrase.of("run {2}", "运行 {2}")).hasMessageContaining("count from 1");
    }
}
