package io.qianhu.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "13800130000 | 138****0000",
                "number 13800130000 is bad | number 138****0000 is bad",
                "号码13800130000无效 | 号码138****0000无效",
                "13800130000,13900130001;13700130002 | 138****0000,139****0001;137****0002",
                "13800130000 13900130001 | 138****0000 139****0001",
                "+8613800130000 | 138****0000",
                "+86 138-0013-0000. | 138****0000.",
                "(+86)13800130000 | (138****0000",
                "008613800130000 | 138****0000",
                "8613800130000 | 138****0000",
                "013800130000 | 138****0000",
                "0013800130000 | 138****0000",
                "138.0013.0000 | 138****0000",
                "１３８００１３００００ | 138****0000",
                "１３８-0013-00００ | 138****0000",
                "138\u200B0013\u00A00000 | 138****0000",
                "caller=13800130000&x=1 | caller=138****0000&x=1",
                "\"13800130000\" | \"138****0000\"",
                "14800130000 | 148****0000",
                "tel13800130000x | tel138****0000x",
                "0571-88888888 | 0571****8888",
                "(0571)88888888 | (0571****8888",
                "057188888888 | 0571****8888",
                "010 8888 0000 | 010****0000",
                "+86 571 88888888 | 0571****8888",
                "+8657188888888 | 0571****8888",
                "012345678901 | 123****8901",
                "138 - 0013 - 8001 138·0013·8002 | 138****8001 138****8002",
                "138---0013---8000 | 138****8000",
                "(138)-(0013)-(8000) | (138****8000)",
                "138−0013−8000 | 138****8000",
                "138．0013．8000 | 138****8000",
                "138\u200B\u200B\u200B\u200B00138000 | 138****8000",
                "138/0013/8000 | 138****8000",
                "138:0013:8000 | 138****8000",
                "86138/0013/8000 | 138****8000",
                "138//00138000 | 138****8000",
                "1380013+8000 | 138****8000",
                "1795113800138000 | 179*********8000",
                "1380013800013900139000 | 138***************9000",
                "8613800138000139001390008613700137000 | 861******************************7000",
            })
    void masksWhatLooksLikeANumber(String text, String masked) {
        assertThat(Masking.mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "task 4001112222 accepted",
                "D9CB3933-9FE3-4870-BA8E-2BEE91B69D23",
                "15912345-6789-4012-8345-138001300001",
                "A1380013-0000-4012-8345-A13800130000",
                "2026-11-22T07:09:11.123456Z",
                "2026-11-22 09:00:00",
                "01-11-2026 09:00",
                "20261122090000",
                "1795331351123",
                "138001300000",
                "1380013000",
                "numbers.csv line 48213",
                "400-820-8820",
                "98765432101234567890",
                "15   1650   164800",
                "1500/2000/2500",
                "150,1234,5678",
                "15.11.2026 - 30.11.2026",
                "1380,0013,8000",
                "137 of 1400/1500",
                "8613800138",
            })
    void leavesOtherDigitsAlone(String text) {
        assertThat(Masking.mask(text)).isEqualTo(text);
    }

    /** Whatever stands between the digits, nobody sees a number that this program would call. */
    @Test
    void masksEverySpellingThatIsReadAsANumber() {
        NumberReader cells = new NumberReader(Cells.kinds("ML"));
        int read = 0;
        for (int c = 1; c <= Character.MAX_VALUE; c++) {
            String sign = Character.toString(c);
            boolean digit = Character.isDigit(c);
            for (String between :
                    digit ? List.of("") : List.of(sign, sign + sign, sign + "-" + sign, "-" + sign.repeat(3))) {
                for (String cell : List.of(
                        String.join(between, "138", "0013", "8000"),
                        String.join(between, "+86", "138", "00138000"),
                        String.join(between, "0571", "8888", "8888"),
                        String.join(between, "13800138000".split("")))) {
                    if (!NumberReader.isReject(cells.read(cell))) {
                        read++;
                        assertThat(Masking.mask(cell))
                                .as("U+%04X in %s", c, cell)
                                .contains("****");
                    }
                }
            }
        }
        assertThat(read).isGreaterThan(1000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "13800130000 | 138****0000",
                "1380013000 | 138***3000",
                "+86 138-0013-0000 | +86 1**-****-0000",
                "1.3800138E+10 | 1.38***38E+10",
                "1.38E+10 | 1.38E+10",
                "１３８００１３００００ | １３８****００００",
                "8888888 | 8888888",
                "张三 | 张三",
            })
    void masksACellWhateverItHolds(String cell, String masked) {
        assertThat(Masking.maskCell(cell)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "13800138000|138******00",
                "1380013800|138*****00",
                "138001380|138******",
                "88886666|888*****",
                "8888666|888****",
                "661234|661***",
                "10086|10***",
                "138|1**",
                "8|*",
                "1.38E+10|1.3*x+**",
                "1.3800138E+10|1.38*****x+10",
                "+86 138-0013-8000|+86 1**-****-**00",
                "１３８００１３８０００|１３８******００",
                "13800138000/13900139000|138********/*********00",
                "13800138000、13900139000、13700137000|138********、***********、*****…",
                "张三 13800138000|xx 138******00",
                "zhang.san@example.com|xxxxx.xxx@xxxxxxx.xxx",
                "一三八零零一三八零零零|xxxxxxxxxxx",
                "①③⑧〇〇①③⑧½|xxxxxxxxx",
                "\uD835\uDFCF\uD835\uDFD1\uD83D\uDE00|\uD835\uDFCF*x",
                "\u202E000831\u001B[2J|?000***?[*x",
                "(0571)88888888\u30001|(057*)*******8 1",
                "无|x",
            })
    void masksAnExampleSoThatNobodyIsKnownByIt(String cell, String masked) {
        assertThat(Masking.maskExample(cell)).isEqualTo(masked);
    }

    /** Whatever a cell holds, of all its digits at most half are shown, five at most, and of its letters none. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anExampleNeverShowsAWholeNumberOrAName(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        int[] alphabet = "0123456789０１９٣\uD835\uDFCF 　-/,;+().eEаяZ张三李𠀀一\t\n\u200B\u001B\"'=@😀ß…"
                .codePoints()
                .toArray();
        for (int i = 0; i < 20_000; i++) {
            StringBuilder cell = new StringBuilder();
            for (int n = random.nextInt(60); n > 0; n--) {
                cell.appendCodePoint(
                        random.nextInt(3) == 0 ? '0' + random.nextInt(10) : alphabet[random.nextInt(alphabet.length)]);
            }
            String example = Masking.maskExample(cell.toString());

            long digits = cell.codePoints().filter(Character::isDigit).count();
            long shown = example.codePoints().filter(Character::isDigit).count();
            assertThat(shown).as(example).isLessThanOrEqualTo(Math.min(5, digits / 2));
            assertThat(example.codePoints().filter(Character::isLetter)).allMatch(c -> c == 'x');
            assertThat(example.codePointCount(0, example.length())).isLessThanOrEqualTo(30);
            assertThat(example.chars().filter(Character::isISOControl)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30, 31, 100_000})
    void cutsALongExample(int length) {
        assertThat(Masking.maskExample("1".repeat(length)))
                .isEqualTo(
                        switch (length) {
                            case 0 -> "";
                            case 1 -> "*";
                            case 30 -> "111" + "*".repeat(25) + "11";
                            default -> "111" + "*".repeat(26) + "…";
                        });
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 65, 100_000})
    void cutsACellOverTheLimit(int length) {
        String shown = Masking.maskCell("x".repeat(length));

        assertThat(shown).isEqualTo("x".repeat(64) + (length > 64 ? "…" : ""));
    }
}
