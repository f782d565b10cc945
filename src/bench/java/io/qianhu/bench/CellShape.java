package io.qianhu.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * How a cell is written: {@code #} stands for the next digit of the number, {@code ＃} for the next one in full width,
 * {@code ?} for any digit, {@code �} for a byte that is not UTF-8; everything else is itself.
 */
final class CellShape {
    private static final byte DIGIT = 1;
    private static final byte WIDE_DIGIT = 2;
    private static final byte ANY_DIGIT = 3;
    /** The first byte of a GBK character, as in a file that was put together from two encodings. */
    private static final int NOT_UTF_8 = 0xA1;

    private static final int DIGITS = 11;

    private final byte[] shape;

    CellShape(String shape) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        shape.codePoints().forEach(c -> {
            switch (c) {
                case '#' -> bytes.write(DIGIT);
                case '＃' -> bytes.write(WIDE_DIGIT);
                case '?' -> bytes.write(ANY_DIGIT);
                case '\uFFFD' -> bytes.write(NOT_UTF_8);
                default -> bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        });
        this.shape = bytes.toByteArray();
    }

    void write(long number, Dice dice, RowBytes row) {
        long power = 1;
        for (int i = 1; i < DIGITS; i++) {
            power *= 10;
        }
        for (byte octet : shape) {
            switch (octet) {
                case DIGIT -> {
                    row.put('0' + (int) (number / power % 10));
                    power /= 10;
                }
                case WIDE_DIGIT -> {
                    // U+FF10 to U+FF19.
                    row.put(0xEF);
                    row.put(0xBC);
                    row.put(0x90 + (int) (number / power % 10));
                    power /= 10;
                }
                case ANY_DIGIT -> row.put('0' + dice.below(10));
                default -> row.put(octet);
            }
        }
    }
}
