package io.qianhu.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qianhu.number.Callees;
import org.junit.jupiter.api.Test;

class ListCutterTest {
    @Test
    void handsOutFullListsInOrderAndKeepsTheTail() {
        ListCutter cutter = new ListCutter(3);
        add(cutter, 1, 2);
        assertThat(cutter.takeFull()).isEmpty();
        add(cutter, 3, 4, 5, 6, 7);
        assertThat(cutter.takeFull()).containsExactly(Callees.of(1, 2, 3), Callees.of(4, 5, 6));
        assertThat(cutter.takeFull()).isEmpty();
        assertThat(cutter.tail()).isEqualTo(Callees.of(7));
    }

    @Test
    void hasNoTailWhenTheLastListIsFull() {
        ListCutter cutter = new ListCutter(1000);
        for (int i = 0; i < 1000; i++) {
            cutter.add(i);
        }
        assertThat(cutter.takeFull()).singleElement().returns(1000, Callees::size);
        assertThat(cutter.tail()).isEqualTo(Callees.of());
    }

    @Test
    void goesOnWithARestoredTail() {
        ListCutter cutter = new ListCutter(3, Callees.of(1, 2));
        assertThat(cutter.tail()).isEqualTo(Callees.of(1, 2));
        add(cutter, 3, 4);
        assertThat(cutter.takeFull()).containsExactly(Callees.of(1, 2, 3));
        assertThat(cutter.tail()).isEqualTo(Callees.of(4));
    }

    @Test
    void refusesATailThatIsAFullList() {
        assertThatThrownBy(() -> new ListCutter(2, Callees.of(1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a tail of 2 is not shorter than a list of 2");
        assertThatThrownBy(() -> new ListCutter(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void add(ListCutter cutter, long... nationals) {
        for (long national : nationals) {
            cutter.add(national);
        }
    }
}
