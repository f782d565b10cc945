package io.qianhu.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qianhu.ledger.CutList;
import io.qianhu.ledger.Origins;
import io.qianhu.number.Callees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListCutterTest {
    private static final long FIRST = 13_800_000_000L;

    @Test
    void handsOutFullListsInOrderAndKeepsTheTail() {
        ListCutter cutter = new ListCutter(3, 3);
        add(cutter, 1, 2);
        assertThat(cutter.takeFull()).isEmpty();
        add(cutter, 3, 4, 5, 6, 7);
        assertThat(cutter.takeFull()).containsExactly(callees(1, 2, 3), callees(4, 5, 6));
        assertThat(cutter.takeFull()).isEmpty();
        assertThat(cutter.tail()).isEqualTo(callees(7));
    }

    @Test
    void hasNoTailWhenTheLastListIsFull() {
        ListCutter cutter = new ListCutter(1000, 1000);
        for (int i = 0; i < 1000; i++) {
            cutter.add(FIRST + i, i);
        }
        assertThat(cutter.takeFull()).singleElement().returns(1000, CutList::size);
        assertThat(cutter.tail()).isEqualTo(CutList.EMPTY);
    }

    @Test
    void goesOnWithARestoredTail() {
        ListCutter cutter = new ListCutter(3, 3, false, callees(1, 2));
        assertThat(cutter.tail()).isEqualTo(callees(1, 2));
        add(cutter, 3, 4);
        assertThat(cutter.takeFull()).containsExactly(callees(1, 2, 3));
        assertThat(cutter.tail()).isEqualTo(callees(4));
    }

    @Test
    void refusesATailThatIsAFullList() {
        assertThatThrownBy(() -> new ListCutter(2, 2, true, callees(1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a tail of 2 is not shorter than a list of 2");
        assertThatThrownBy(() -> new ListCutter(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cutsTheFirstListShorterAndOnlyThatOne() {
        ListCutter cutter = new ListCutter(2, 3);
        add(cutter, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(cutter.takeFull()).containsExactly(callees(1, 2), callees(3, 4, 5), callees(6, 7, 8));
        assertThat(cutter.tail()).isEqualTo(callees(9));
    }

    @Test
    void cutsTheSameListsWhereverAnotherCutterGoesOn() {
        List<CutList> whole = cutWithRestartAt(0);
        assertThat(whole).extracting(CutList::size).containsExactly(7, 20, 20, 13);
        for (int at = 1; at <= 60; at++) {
            assertThat(cutWithRestartAt(at)).as("restart after %d numbers", at).isEqualTo(whole);
        }
    }

    private static List<CutList> cutWithRestartAt(int at) {
        List<CutList> lists = new ArrayList<>();
        ListCutter cutter = new ListCutter(7, 20);
        for (int i = 0; i < 60; i++) {
            if (i == at) {
                lists.addAll(cutter.takeFull());
                cutter = new ListCutter(7, 20, !lists.isEmpty(), cutter.tail());
            }
            cutter.add(FIRST + i, i);
        }
        lists.addAll(cutter.takeFull());
        lists.add(cutter.tail());
        return lists;
    }

    @Test
    void refusesAFirstListThatIsLongerThanTheOthersAndATailThatFillsIt() {
        assertThatThrownBy(() -> new ListCutter(4, 3)).hasMessage("the first of lists of 3 cannot hold 4");
        assertThatThrownBy(() -> new ListCutter(2, 3, false, callees(1, 2)))
                .hasMessage("a tail of 2 is not shorter than a list of 2");
        assertThat(new ListCutter(2, 3, true, callees(1, 2)).tail()).isEqualTo(callees(1, 2));
    }

    private static void add(ListCutter cutter, long... offsets) {
        for (long offset : offsets) {
            cutter.add(FIRST + offset, offset);
        }
    }

    private static CutList callees(long... offsets) {
        return new CutList(
                Callees.of(Arrays.stream(offsets).map(offset -> FIRST + offset).toArray()), Origins.of(offsets));
    }
}
