package io.qianhu.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.ledger.ListRef;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskNamesTest {
    private static final String RUN = "k3f9x2mq";
    private static final String LONGEST = "春季回访一二三四五六七八九十一二三四五六七八九十一二三四五六";

    @ParameterizedTest
    @CsvSource({
        "春季回访, 12, 1, 0, 春季回访-k3f9x2mq-0012",
        "春季回访, 12, 7, 0, 春季回访-k3f9x2mq-0012",
        "春季回访, 12, 2, 1, 春季回访-k3f9x2mq-0012-2",
        "春季回访, 12, 9, 1, 春季回访-k3f9x2mq-0012-2",
        "' 春季回访 ', 1, 1, 0, 春季回访-k3f9x2mq-0001",
        "春季回访, 999999, 99, 98, 春季回访-k3f9x2mq-999999-99",
        "春季回访一二三四五六七八九十, 999999, 99, 98, 春季回访一二三四五六七-k3f9x2mq-999999-99"
    })
    void titleRunListAndHowManyAttemptsWereInDoubt(String title, int number, int attempt, int doubts, String name) {
        assertThat(TaskNames.of(title, new ListRef(RUN, number, attempt, doubts, 1)))
                .isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "春季回访",
                LONGEST,
                "x-0001",
                "x-0001-2",
                "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
                "a😀😀😀😀😀😀😀😀😀😀😀😀😀😀"
            })
    void namesFitAreWellFormedAndDifferForEveryRunListAndDoubt(String title) {
        Map<String, ListRef> seen = new HashMap<>();
        for (String run : new String[] {RUN, "k3f9x2mr"}) {
            for (int number : new int[] {1, 2, 9, 10, 11, 12, 99, 100, 999, 1_000, 9_999, 10_000, 99_999, 999_999}) {
                for (int doubts = 0; doubts < 99; doubts++) {
                    ListRef list = new ListRef(run, number, 99, doubts, 1);
                    String name = TaskNames.of(title, list);

                    assertThat(name.length()).as(name).isBetween(1, 30);
                    assertThat(name.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF))
                            .as("no half character in " + name)
                            .isTrue();
                    assertThat(seen.put(name, list)).as(name).isNull();
                }
            }
        }
    }
}
