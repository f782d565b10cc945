package io.qianhu.intake.unpack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qianhu.intake.InputRefused;
import java.util.Arrays;

/** The texts of a workbook that its cells refer to by number, packed: 4 bytes for each and those of its characters. */
final class SharedText {
    private final String name;
    private final int maxBytes;
    private byte[] bytes = new byte[1024];
    private int[] ends = new int[128];
    private int count;

    /** @param name of the workbook, for messages */
    SharedText(String name, int maxBytes) {
        this.name = name;
        this.maxBytes = maxBytes;
    }

    void add(CharSequence text) {
        byte[] encoded = text.toString().getBytes(UTF_8);
        int from = end(count);
        if ((long) from + encoded.length + Integer.BYTES * (count + 1L) > maxBytes) {
            throw new InputRefused(name + ": the workbook holds more than " + maxBytes
                    + " bytes of text; save it as CSV, or raise qianhu.intake.unpack.max-text-bytes");
        }
        bytes = from + encoded.length > bytes.length ? Arrays.copyOf(bytes, longer(from + encoded.length)) : bytes;
        ends = count == ends.length ? Arrays.copyOf(ends, longer(count + 1)) : ends;
        System.arraycopy(encoded, 0, bytes, from, encoded.length);
        ends[count] = from + encoded.length;
        count++;
    }

    private int longer(int least) {
        return (int) Math.max(least, Math.min(maxBytes, 2L * least));
    }

    private int end(int texts) {
        return texts == 0 ? 0 : ends[texts - 1];
    }

    int size() {
        return count;
    }

    /** The text with this number, from 0 to below {@link #size}. */
    String get(int index) {
        int from = end(index);
        return new String(bytes, from, ends[index] - from, UTF_8);
    }
}
