package io.qianhu.bench;

import java.util.stream.Stream;

/** How people, programs and spreadsheets write a number that can be called, other than as eleven digits. */
final class Spellings {
    private static final CellShape PLAIN = new CellShape("###########");

    private static final CellShape[] OTHERS = Stream.of(
                    "+86 ###-####-####",
                    "+86 ###########",
                    "+86###########",
                    "0086###########",
                    "0086-###-####-####",
                    "86###########",
                    "(86)###########",
                    "0###########",
                    "### #### ####",
                    "###-####-####",
                    "###.####.####",
                    "'###########",
                    "tel:###########",
                    "###########.0",
                    "#.##########E+10",
                    " ########### ",
                    "＃＃＃＃＃＃＃＃＃＃＃",
                    // No-break spaces.
                    "###\u00A0####\u00A0####",
                    // Direction marks, pasted from a messenger or a contact.
                    "\u202D###########\u202C",
                    // A byte order mark that was glued in with the file that it belonged to.
                    "\uFEFF###########")
            .map(CellShape::new)
            .toArray(CellShape[]::new);

    private Spellings() {}

    static CellShape plain() {
        return PLAIN;
    }

    static CellShape anyOther(Dice dice) {
        return OTHERS[dice.below(OTHERS.length)];
    }
}
