package io.qianhu.intake;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.file.Path;

/**
 * The encoding of a file.
 *
 * <p>How it is decided:
 *
 * <ol>
 *   <li>A byte order mark decides.
 *   <li>Zero bytes: text in UTF-16 has them nearly all on one side of its units, because delimiters and digits have
 *       them. Any other zero byte means that the file is no text.
 *   <li>Bytes that are valid UTF-8 are UTF-8; those that are not, but are valid GB18030 (which includes GBK), are
 *       GB18030, unless nearly all of their characters are UTF-8: then single rows are damaged.
 *   <li>Else the one with fewer errors; the damaged rows will be rejected one by one.
 * </ol>
 *
 * @param charset name for {@link Charset#forName}
 * @param markBytes length of the byte order mark
 * @param evidence one sentence for the operator
 */
record Encoding(String charset, int markBytes, String evidence) {
    private static final String UTF_8 = "UTF-8";
    private static final String GB18030 = "GB18030";
    private static final String LITTLE_ENDIAN = "UTF-16LE";
    private static final String BIG_ENDIAN = "UTF-16BE";

    /** So many more zero bytes stand on one side of UTF-16 text than on the other. */
    private static final int LOPSIDED = 4;

    /** So many valid characters outweigh one damaged one. */
    private static final int OUTWEIGHS = 10;

    /** Decides on a sample, which may end within a character unless it is the whole file. */
    static Encoding of(Path file, byte[] sample, boolean whole) {
        if (startsWith(sample, 0xEF, 0xBB, 0xBF)) {
            return marked(UTF_8, 3);
        }
        if (startsWith(sample, 0xFF, 0xFE)) {
            return marked(LITTLE_ENDIAN, 2);
        }
        if (startsWith(sample, 0xFE, 0xFF)) {
            return marked(BIG_ENDIAN, 2);
        }
        int evenZeros = zeros(sample, 0);
        int oddZeros = zeros(sample, 1);
        if (evenZeros + oddZeros > 0) {
            return unmarkedUtf16(file, sample, evenZeros, oddZeros);
        }
        return eightBit(Trial.of(UTF_8, sample, whole), Trial.of(GB18030, sample, whole));
    }

    private static Encoding marked(String charset, int markBytes) {
        return new Encoding(charset, markBytes, "encoding " + charset + ": the file begins with its byte order mark");
    }

    private static Encoding unmarkedUtf16(Path file, byte[] sample, int evenZeros, int oddZeros) {
        boolean little = oddZeros > LOPSIDED * evenZeros;
        boolean big = evenZeros > LOPSIDED * oddZeros;
        boolean enough = (evenZeros + oddZeros) * LOPSIDED * 2 > sample.length;
        if (!enough || little == big) {
            throw new InputRefused(
                    file + ": holds zero bytes, so it is no text file; unpack it, or export it as CSV, and run again");
        }
        String charset = little ? LITTLE_ENDIAN : BIG_ENDIAN;
        return new Encoding(
                charset, 0, "encoding " + charset + ": no byte order mark, but every other byte of most text is zero");
    }

    private static Encoding eightBit(Trial utf8, Trial gb18030) {
        if (utf8.errors() == 0) {
            return new Encoding(
                    UTF_8, 0, "encoding UTF-8: " + (utf8.wide() == 0 ? "all ASCII" : "decodes without errors"));
        }
        if (gb18030.errors() == 0 && utf8.wide() < OUTWEIGHS * utf8.errors()) {
            return new Encoding(GB18030, 0, "encoding GB18030: not valid UTF-8, decodes as GB18030 without errors");
        }
        boolean chinese = gb18030.errors() < utf8.errors() && utf8.wide() < OUTWEIGHS * utf8.errors();
        Trial best = chinese ? gb18030 : utf8;
        return new Encoding(
                best.charset(),
                0,
                "encoding " + best.charset() + ": fits best, but errors were seen (" + best.errors()
                        + "); the rows that hold them will be rejected");
    }

    private static boolean startsWith(byte[] sample, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= sample.length || (sample[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static int zeros(byte[] sample, int first) {
        int zeros = 0;
        for (int i = first; i < sample.length; i += 2) {
            zeros += sample[i] == 0 ? 1 : 0;
        }
        return zeros;
    }

    /** How one charset fits: undecodable sequences, and characters that are not ASCII. */
    private record Trial(String charset, int errors, int wide) {
        static Trial of(String charset, byte[] sample, boolean whole) {
            CharsetDecoder decoder = Charset.forName(charset).newDecoder();
            ByteBuffer bytes = ByteBuffer.wrap(sample);
            CharBuffer text = CharBuffer.allocate(sample.length + 1);
            int errors = 0;
            CoderResult result = decoder.decode(bytes, text, whole);
            while (result.isError()) {
                errors++;
                bytes.position(bytes.position() + result.length());
                result = decoder.decode(bytes, text, whole);
            }
            long wide = text.flip().chars().filter(c -> c > 0x7f).count();
            return new Trial(charset, errors, (int) wide);
        }
    }
}
