package io.qianhu.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns that whole cells or names from archives are compared with look at each character a few times, and no more. */
class LinearPatternsTest {
    private static final int LENGTH = 10_000;
    private static final int MOST_LOOKS = 60;

    /** A text that counts how often somebody looks at it. */
    private static final class Counted implements CharSequence {
        private final String text;
        private long looks;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            looks++;
            if (looks > (long) MOST_LOOKS * LENGTH) {
                throw new IllegalStateException("looks too often at its characters");
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return text.subSequence(from, to);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "StrayRows, NOTE, false, ' ', x",
        "StrayRows, NOTE, false, '( ', x",
        "StrayRows, BRACKETED_EXAMPLE, false, '[例', x",
        "StrayRows, SECTION, false, ' ', x",
        "StrayRows, SECTION, false, '老师 ', x",
        "StrayRows, EXAMPLE, false, ' ', x",
        "StrayRows, SIGNED, false, ' ', x",
        "SampleColumn, DASHES, false, '- ', x",
        "SampleColumn, LOST, false, 1, x",
        "unpack.Unpacking, NO_LIST, true, readme, /",
        "unpack.Unpacking, NO_LIST, true, .pdf, x",
        "LenientLines, HASH, true, abcdefgh01, +",
        "FewRows, NUMBER, true, '1x ', x",
    })
    void doNotGoBack(String type, String name, boolean anywhere, String pump, String end) throws Exception {
        looksLittleAtEach("intake." + type, name, anywhere, pump.repeat(LENGTH / pump.length()) + end);
    }

    @ParameterizedTest
    @CsvSource({
        "number.MaskedNumbers, LINED, '138', '-', 99999",
        "number.MaskedNumbers, LINED, '138-', '-_', 99999",
        "number.MaskedNumbers, LINED, '', '138--_', 99999",
        "number.MaskedNumbers, PERHAPS, '138', '* ', 9",
        "number.DoubtfulNumbers, BEGINNING, '1380000', '*', x",
        "number.DoubtfulNumbers, BEGINNING, '138', '*', x",
        "number.DoubtfulNumbers, ENDINGS, '13800138000(1', '/1', x",
        "number.DoubtfulNumbers, DESTROYED, '', '#', x",
        "number.DoubtfulNumbers, DESTROYED, '', ', ', x",
        "number.Masking, NUMBER, '', '1', x",
        "number.Masking, NUMBER, '', '1 ', x",
        "number.Masking, NUMBER, '', '1- 3 -', x",
        "number.Masking, NUMBER, '138', '-', x",
        "number.Masking, NUMBER, '', '86 0', x",
        "number.Masking, NUMBER, '', '13800138000', x",
    })
    void doNotGoBackBehindABeginning(String type, String name, String begin, String pump, String end) throws Exception {
        looksLittleAtEach(type, name, true, begin + pump.repeat(LENGTH / pump.length()) + end);
    }

    private static void looksLittleAtEach(String type, String name, boolean anywhere, String line) throws Exception {
        Field field = Class.forName("io.qianhu." + type).getDeclaredField(name);
        field.setAccessible(true);
        Counted text = new Counted(line);
        Matcher matcher = ((Pattern) field.get(null)).matcher(text);
        boolean more = anywhere ? matcher.find() : matcher.matches();
        while (anywhere && more) {
            more = matcher.find();
        }
        assertThat(text.looks).isLessThanOrEqualTo((long) MOST_LOOKS * LENGTH);
    }
}
