package io.qianhu.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class InvisibleTest {
    private static final NumberReader MOBILES = new NumberReader(Set.of(NumberKind.MOBILE));

    /** Of the code points with the property Default_Ignorable_Code_Point those that are no Cf, by Unicode's own list. */
    private static final Pattern IGNORABLE =
            Pattern.compile("[\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u2065"
                    + "\\u3164\\uFE00-\\uFE0F\\uFFA0\\uFFF0-\\uFFF8\\x{E0000}-\\x{E0FFF}]");

    private static final Pattern BY_PROPERTY = Pattern.compile("[\\p{IsWhite_Space}\\p{Cf}]");
    private static final Set<Integer> LOOK_BLANK = Set.of(0x2800, 0xE5E4, 0xE5E5);

    /** Every code point there is, and the same as a part of a regular expression. */
    @Test
    void areThoseThatUnicodeShowsNothingOf() {
        Pattern inRegex = Pattern.compile("[" + Invisible.IN_REGEX + "]");
        BitSet differ = new BitSet();
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            String text = Character.toString(c);
            boolean expected = BY_PROPERTY.matcher(text).matches()
                    || IGNORABLE.matcher(text).matches()
                    || LOOK_BLANK.contains(c);
            differ.set(c, Invisible.is(c) != expected || inRegex.matcher(text).matches() != expected);
        }
        assertThat(differ.stream().mapToObj(c -> String.format("U+%04X", c))).isEmpty();
    }

    @Test
    void noneHasAShapeOrIsAControlCharacter() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            boolean whiteSpace = (c >= '\t' && c <= '\r') || c == 0x85;
            boolean shown = Character.isLetterOrDigit(c) && c != 0x115F && c != 0x1160 && c != 0x3164 && c != 0xFFA0;
            if (shown || (Character.isISOControl(c) && !whiteSpace)) {
                assertThat(Invisible.is(c)).as("U+%04X", c).isFalse();
            }
        }
    }

    /** Before, within and behind a number, in what surrounds it, and where a number is masked in a message. */
    @Test
    void isNoPartOfANumberWhereverItStands() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (Invisible.is(c)) {
                String mark = Character.toString(c);
                String within = "139" + mark + "1400" + mark + "0001";
                assertThat(MOBILES.read(mark + within + mark)).as("U+%04X", c).isEqualTo(13_914_000_001L);
                assertThat(MOBILES.read(mark + "[" + mark + within + mark + "]" + mark))
                        .as("U+%04X", c)
                        .isEqualTo(13_914_000_001L);
                assertThat(Masking.mask(within)).as("U+%04X", c).isEqualTo("139****0001");
                assertThat(Masking.maskExample(mark)).as("U+%04X", c).matches("[ ?]");
            }
        }
    }

    @Test
    void aTextOfNothingElseIsBlank() {
        assertThat(Invisible.all("")).isTrue();
        assertThat(Invisible.all(" \u3000\u3164\uE5E5\uDB40\uDC20\n")).isTrue();
        assertThat(Invisible.all("\u3000-")).isFalse();
        assertThat(Invisible.all("\u0000")).isFalse();
    }
}
