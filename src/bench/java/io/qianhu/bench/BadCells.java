package io.qianhu.bench;

import io.qianhu.number.RejectReason;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Cells that are no number, and why. All reasons that files have in life, the frequent ones more often.
 *
 * @param share of all bad rows, in thousandths
 * @param shapes what such a cell looks like; none when the row ends before it
 */
record BadCells(RejectReason reason, int share, List<CellShape> shapes) {
    private static final List<BadCells> ALL = List.of(
            of(RejectReason.EMPTY, 200, "", "", " ", "-"),
            of(RejectReason.TOO_SHORT, 160, "##########", "#########", "+86 ##########"),
            of(RejectReason.LETTERS, 120, "无", "未留电话", "##########O", "###########(张)", "N/A"),
            of(RejectReason.LOST_DIGITS, 100, "#.##E+10", "#.####E+10"),
            of(RejectReason.TOO_LONG, 80, "###########?", "###########??"),
            of(
                    RejectReason.LANDLINE_NOT_ACCEPTED,
                    70,
                    "0571-8???????",
                    "010-6???????",
                    "(021)5???????",
                    "07552???????"),
            of(
                    RejectReason.SEVERAL_NUMBERS,
                    60,
                    "###########/139????????",
                    "###########、139????????",
                    "########### 139????????",
                    "\"###########,139????????\""),
            of(
                    RejectReason.OTHER_COUNTRY,
                    50,
                    "+852 9??? ????",
                    "+853 66?? ????",
                    "+886 9?? ??? ???",
                    "+1 312 555 0???"),
            of(RejectReason.NO_AREA_CODE, 45, "8???????", "6???????", "5??????"),
            of(RejectReason.SERVICE_NUMBER, 40, "10086", "95588", "400-8??-????", "12345"),
            of(RejectReason.UNASSIGNED_PREFIX, 40, "154????????", "160????????", "142????????"),
            of(RejectReason.IOT_NUMBER, 20, "148????????", "1440?????????", "1064?????????"),
            of(RejectReason.FRACTION, 7, "###########.5", "###########.25"),
            of(
                    RejectReason.CELL_TOO_LONG,
                    4,
                    "客户要求只在工作日下午联系，电话在前台登记过，请先查询之后再拨打；如无人接听则转接客服，" + "并在系统里备注原因和下次联系的时间，再由主管确认：###########"),
            of(RejectReason.MISSING_CELL, 2),
            of(RejectReason.MALFORMED, 1, "\"###########\"?"),
            of(RejectReason.UNDECODABLE, 1, "###\uFFFD\uFFFD####\uFFFD\uFFFD####"));

    /** Each kind as often as its share says, so that drawing is one look-up. */
    private static final BadCells[] DRAWN = drawn();

    static BadCells any(Dice dice) {
        return DRAWN[dice.below(DRAWN.length)];
    }

    private static BadCells of(RejectReason reason, int share, String... shapes) {
        return new BadCells(reason, share, Stream.of(shapes).map(CellShape::new).toList());
    }

    private static BadCells[] drawn() {
        List<BadCells> drawn = new ArrayList<>();
        for (BadCells cells : ALL) {
            for (int i = 0; i < cells.share; i++) {
                drawn.add(cells);
            }
        }
        return drawn.toArray(BadCells[]::new);
    }
}
