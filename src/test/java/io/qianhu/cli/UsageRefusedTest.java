package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong command line, answered in Chinese; nothing but the parser is at work. */
class UsageRefusedTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --lang zh --bogus                            | 未知的选项：--bogus
        --lang zh status --bogus --other             | 未知的选项：--bogus, --other
        --lang zh status --jso                       | 是不是想写：--json
        --lang zh statu                              | 多余的参数，或不是命令：statu
        --lang zh statu                              | 是不是想写：status
        --lang zh status a b                         | 多余的参数，或不是命令：b
        --lang zh status a b c                       | 多余的参数，或不是命令：b, c
        --lang zh check                              | 缺少：CAMPAIGN.yml
        --lang zh pause                              | 缺少：RUN
        --lang zh resolve --abandon                  | 缺少：RUN
        --lang zh status --json --json               | --json 只能给出一次
        --lang zh purge                              | 缺少：--older-than PERIOD
        --lang zh purge --older-than                 | 缺少：--older-than PERIOD
        --lang zh purge --older-than 1d --older-than 2d | --older-than PERIOD 只能给出一次
        --lang zh sandbox --port many                | --port N 不能是 many
        --lang zh resolve r1 1                       | 缺少其中之一：--accepted TASK_ID, --resubmit, --abandon
        --lang zh resolve r1 1 --abandon --resubmit  | 给出的选项互相排斥，只能给出一个
        --lang zh resolve r1 one --abandon           | LIST 不能是 one
        --lang zh resume                             | 请在 RUN 和 --all 中给出一个
        --lang zh                                    | 缺少命令
        """)
    void saysWhatIsWrongInChinese(String line, String expected) {
        Said said = Said.by(line.split(" "));

        assertThat(said.err()).contains(expected);
        assertThat(said.code()).isEqualTo(ExitCode.REFUSED.number());
    }
}
