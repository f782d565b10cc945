package io.qianhu.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.ledger.RunState;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryTextTest {
    private static final SummaryText TEXT = new SummaryText(Words.of(Locale.ENGLISH), ZoneId.of("Asia/Shanghai"));

    @Test
    void aCompletedRunShowsItsBooksAsSums() {
        assertThat(TEXT.render(Summaries.completed())).isEqualTo("""
                Run       k3f9x2mq, label second
                Campaign  spring-renewal
                Target    sandbox
                State     COMPLETED, every list has come to its end
                Started   2026-03-02 09:00:00 Asia/Shanghai
                Finished  2026-03-02 09:04:12 Asia/Shanghai, after 4m 12s

                Files
                  1,234,567  bytes  sha256 a1a1a1a1a1a1  三月/numbers.csv

                Rows
                     rows read   2,010,003
                  =  callees     2,000,000
                  +  rejected            3
                  +  duplicates      9,000
                  +  suppressed      1,000

                Callees
                     callees      2,000,000
                  =  submitted    2,000,000
                  +  refused              0
                  +  unconfirmed          0
                  +  held                 0
                  +  pending              0
                  +  abandoned            0

                The books balance.

                Call lists
                  PENDING          0
                  SUBMITTING       0
                  UNCONFIRMED      0
                  HELD             0
                  ACCEPTED     2,000
                  REFUSED          0
                  ABANDONED        0

                Suppressed rows by list, whole in suppressed.csv
                  990  rows  黑名单.csv; WARNING: what looks like a mobile in 30 rows of it cannot be read
                   10  rows  called within 7d

                Rejected rows, whole in rejects.csv; put right, that file is input again
                  empty        1  The cell holds no digit.
                  lost-digits  2  The number was turned into scientific notation and has lost digits; take it from the original file.
                                  such as 三月/numbers.csv line 17: 1.3*x+**
                """);
    }

    @Test
    void duplicatesThatAnOlderVersionDidNotStoreAreMissedAloud() {
        assertThat(TEXT.render(Summaries.begunByAnOlderVersion())).contains("""
                  +  duplicates  30
                  +  suppressed   0
                  Duplicates that duplicates.csv lacks: 20; the version of Qianhu that read them only counted them.
                """).contains("\nThe books balance.\n");
        assertThat(TEXT.render(Summaries.completed())).doesNotContain("lacks");
    }

    @Test
    void isChineseWhereThatIsAskedForAndStandsInColumnsAllTheSame() {
        String text =
                new SummaryText(Words.of(Locale.CHINESE), ZoneId.of("Asia/Shanghai")).render(Summaries.completed());

        assertThat(text).contains("""
                运行  k3f9x2mq，标签 second
                任务  spring-renewal
                """).contains("""
                     读入行数  2,010,003
                  =  被叫号码  2,000,000
                  +  拒绝              3
                  +  重复          9,000
                  +  禁呼          1,000
                """).contains("lost-digits  2  号码被转成科学计数法，已丢失数字；请从原始文件取号。");
    }

    @Test
    void aStoppedRunSaysWhatToDoNext() {
        assertThat(TEXT.render(Summaries.stopped())).contains("""
                State     STOPPED, the same command continues it
                Started   2026-03-02 09:00:00 Asia/Shanghai
                Note      stopped on request

                Files
                """).contains("""
                Callees
                     callees      6,005
                  =  submitted    3,700
                  +  refused        600
                  +  unconfirmed    500
                  +  held           400
                  +  pending        105
                  +  abandoned      700

                The books balance.
                """).endsWith("""
                What to do next
                  6 lists refused: the API answered no and nobody was called
                    -> tasks.csv has code and message; put the cause right, then qianhu resolve k3f9x2mq LIST --resubmit, or --abandon
                  4 lists held: it cannot be proved whether they were submitted, so they are not submitted again
                    -> look the task name in tasks.csv up in the console, then qianhu resolve k3f9x2mq LIST --accepted TASK_ID, --resubmit or --abandon
                  3 lists unconfirmed: a request may have left and its answer is not known
                    -> run the same command again; it looks them up by task name and submits nothing twice
                  2 lists in flight: the answer is awaited
                    -> run the same command again; it looks them up by task name
                  1 list pending: not submitted yet
                    -> look at the note, then run the same command again, or leave it to serve
                """);
    }

    @Test
    void numbersFromCellsThatHoldSeveralAreShownWhereThereAreAny() {
        assertThat(TEXT.render(Summaries.severalNumbers())).contains("""
                Rows
                     rows read      9
                  +  more numbers   2
                  =  callees       10
                  +  rejected       1
                  +  duplicates     0
                  +  suppressed     0
                  Numbers passed over in cells that hold several: 2 (numbers.multiple); neither called nor rejected.

                Callees
                """).contains("\nThe books balance.\n");
    }

    @Test
    void booksThatDoNotBalanceAreLoud() {
        assertThat(TEXT.render(Summaries.oneList(10, 10, 10)))
                .contains("\nThe books balance.\n")
                .doesNotContain("!!!");
        assertThat(TEXT.render(Summaries.oneList(1_100, 10, 10)))
                .contains("\n!!! THE BOOKS DO NOT BALANCE: 1,100 rows read, 10 accounted for.\n")
                .doesNotContain("The books balance");
        assertThat(TEXT.render(Summaries.oneList(11, 11, 10)))
                .contains("!!! THE BOOKS DO NOT BALANCE: 11 callees, 10 accounted for.");
        assertThat(TEXT.render(Summaries.oneList(10, 10, 9)))
                .contains(
                        "!!! THE BOOKS DO NOT BALANCE: the call lists do not hold as many numbers as their sizes say.");
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING, a process works on it",
        "INTERRUPTED, the same command continues it",
        "STOPPED, the same command continues it",
        "FAILED, the same command continues it",
        "PAUSED, a person must release it with qianhu resume",
        "ATTENTION, what is left needs a person",
        "COMPLETED, every list has come to its end"
    })
    void theStateIsExplained(RunState state, String meaning) {
        assertThat(TEXT.render(Summaries.in(state))).contains("\nState     " + state + ", " + meaning + "\n");
    }

    @Test
    void aRunThatCalledNobodySaysSo() {
        assertThat(TEXT.render(Summaries.nobody()))
                .contains("\nState     ATTENTION, nobody was called, and a person must look\n");
    }
}
