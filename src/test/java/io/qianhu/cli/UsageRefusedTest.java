package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong command line, answered in Chinese; nothing but the parser is at work. */
class UsageRefusedTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --lang zh --bogus                            | 未知的选项：'--bogus'
        --lang zh status --bogus --other             | 未知的选项：'--bogus', '--other'
        --lang zh status --jso                       | 可用的选项：--json
        --lang zh statu                              | 个参数多余或不是命令：'statu'
        --lang zh statu                              | 是不是想写：
        --lang zh status a b                         | 个参数多余或不是命令：'b'
        --lang zh status a b c                       | 个起的参数多余：'b', 'c'
        --lang zh check                              | 缺少参数：'CAMPAIGN.yml'
        --lang zh pause                              | 缺少参数：'RUN'
        --lang zh resolve --abandon                  | 缺少参数：'RUN', 'LIST'
        --lang zh status --json --json               | 选项 '--json' 只能给出一次
        --lang zh purge                              | 缺少选项：'--older-than=
        --lang zh purge --older-than                 | 选项 '--older-than' 缺少值（
        --lang zh purge --older-than 1d --older-than 2d | 选项 '--older-than'（
        --lang zh sandbox --port many                | 选项 '--port' 的值无效：'many' 不是整数
        --lang zh resolve r1 1                       | 错误：缺少选项，请给出其中之一：
        --lang zh resolve r1 1 --abandon --resubmit  | 不能同时使用，只能给出一个
        --lang zh resolve r1 one --abandon           | 的值无效：'one' 不是整数
        --lang zh resume                             | 请在 RUN 和 --all 中给出一个
        --lang zh                                    | 缺少命令
        """)
    void saysWhatIsWrongInChinese(String line, String expected) {
        Said said = Said.by(line.split(" "));

        assertThat(said.err()).contains(expected);
        assertThat(said.code()).isEqualTo(ExitCode.REFUSED.number());
    }
}
