package io.qianhu.intake;

import io.qianhu.campaign.InputSettings;
import io.qianhu.campaign.RegularFile;
import io.qianhu.campaign.TextEncoding;
import io.qianhu.message.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of a file.
 *
 * <p>How it is decided:
 *
 * <ol>
 *   <li>A byte order mark decides; an encoding that the campaign sets must agree with it.
 *   <li>An encoding that the campaign sets is taken; what does not decode is shown.
 *   <li>Zero bytes: text in UTF-16 has them nearly all on one side of its units, because delimiters and digits have
 *       them. Any other zero byte means that the file is no text.
 *   <li>Bytes that are valid UTF-8 are UTF-8; those that are not, but are valid GB18030 (which includes GBK), are
 *       GB18030, unless nearly all of their characters are UTF-8: then single rows are damaged.
 *   <li>Else the one with fewer errors; the damaged rows will be rejected one by one.
 * </ol>
 *
 * As long as all bytes are ASCII nothing can be told apart, so 8-bit encodings are told apart where the first other
 * byte stands, however far into the file that is.
 *
 * @param charset name for {@link Charset#forName}
 * @param markBytes length of the byte order mark
 * @param evidence one sentence for the operator
 */
record Encoding(String charset, int markBytes, Message evidence) {
    private static final String UTF_8 = "UTF-8";
    private static final String GB18030 = "GB18030";
    private static final String LITTLE_ENDIAN = "UTF-16LE";
    private static final String BIG_ENDIAN = "UTF-16BE";

    /** So many more zero bytes stand on one side of UTF-16 text than on the other. */
    private static final int LOPSIDED = 4;

    /** Of so many bytes of text at most one is a control character. */
    private static final int CONTROLS_IN_TEXT = 100;

    /** Ends the cells of a text file of Hive. */
    private static final int OF_HIVE = 1;

    /** Of so many characters in a row no text has two digits in the bytes of each. */
    private static final int DIGIT_PAIRS = 4;

    /** So many valid characters outweigh one damaged one. */
    private static final int OUTWEIGHS = 10;

    /**
     * Decides.
     *
     * @param file its name, for messages
     * @param begin the beginning of the file
     * @param wide the stretch from the first byte on that is not ASCII; the same as {@code begin} when it is in there
     * @param set by the campaign, or null
     */
    static Encoding of(String file, Stretch begin, Stretch wide, @Nullable TextEncoding set) {
        return of(file, begin, wide, set, true);
    }

    /** @throws InputRefused when the beginning of a file is none of a text */
    static void requireText(String file, byte[] begin, boolean toEnd, @Nullable InputSettings input) {
        Stretch stretch = new Stretch(0, begin, toEnd);
        var unused = found(file, stretch, stretch, input == null ? null : input.encoding(), input != null);
    }

    /** As above, of a file that is no input, so that nothing is set or rejected. */
    static Encoding detected(PlainFile file, IntakeLimits limits) {
        Stretch begin = Stretch.of(file, 0, limits);
        return of(file.name(), begin, Stretch.wide(file, begin, limits), null, false);
    }

    private static Encoding of(String file, Stretch begin, Stretch wide, @Nullable TextEncoding set, boolean input) {
        Encoding found = found(file, begin, wide, set, input);
        if (!hasUnitsOfOneByte(found.charset)) {
            char[] text = new String(begin.bytes(), Charset.forName(found.charset)).toCharArray();
            if (holdsDigitsOfOneByte(text, 0, text.length)) {
                throw mixed(file);
            }
        }
        return found;
    }

    /** Whether UTF-16 text holds what the bytes of a number in ASCII look like in it. */
    static boolean holdsDigitsOfOneByte(char[] text, int from, int to) {
        int pairs = 0;
        for (int at = from; at < to && pairs < DIGIT_PAIRS; at++) {
            pairs = isDigit(text[at] >> 8) && isDigit(text[at] & 0xff) ? pairs + 1 : 0;
        }
        return pairs == DIGIT_PAIRS;
    }

    private static boolean isDigit(int unit) {
        return unit >= '0' && unit <= '9';
    }

    static InputRefused mixed(String file) {
        return new InputRefused(Message.of("intake.utf-holds-numbers-byte-digit", file));
    }

    private static Encoding found(String file, Stretch begin, Stretch wide, @Nullable TextEncoding set, boolean input) {
        byte[] sample = begin.bytes();
        Encoding marked = marked(sample);
        if (marked != null) {
            requireSame(file, marked, set);
            return marked;
        }
        if (set != null) {
            return configured(set, begin, wide);
        }
        int evenZeros = zeros(sample, 0);
        int oddZeros = zeros(sample, 1);
        if (evenZeros + oddZeros > 0) {
            return unmarkedUtf16(file, sample, evenZeros, oddZeros, input);
        }
        refuseControlCharacters(
                file, begin.toEnd() ? Arrays.copyOf(sample, EndMark.contentBytes(sample)) : sample, input);
        Message where = wide.firstByte() == 0 ? Message.NONE : Message.of("intake.ascii-before-byte", wide.firstByte());
        return eightBit(Trial.of(UTF_8, wide), Trial.of(GB18030, wide), where, input);
    }

    /**
     * Some bytes of a file.
     *
     * @param firstByte their offset in the file
     * @param toEnd whether the file ends with them; else they may end within a character
     */
    @SuppressWarnings("ArrayRecordComponent") // Read at once and never compared.
    record Stretch(long firstByte, byte[] bytes, boolean toEnd) {
        /** As much as detection looks at. */
        static Stretch of(PlainFile file, long from, IntakeLimits limits) {
            try (FileChannel channel = RegularFile.open(file.path(), InputRefused::new)) {
                byte[] bytes = Channels.newInputStream(channel.position(from)).readNBytes(limits.sampleBytes());
                return new Stretch(from, bytes, from + bytes.length >= channel.size());
            } catch (IOException e) {
                throw InputRefused.unreadable(file.path(), e);
            }
        }

        /** The one from the first byte on that is not ASCII. */
        static Stretch wide(PlainFile file, Stretch begin, IntakeLimits limits) {
            long first = file.survey().firstNonAscii();
            return first < begin.bytes().length ? begin : of(file, first, limits);
        }
    }

    /** Whether a byte is a unit, and none is ever a part of another one that it is not. */
    static boolean hasUnitsOfOneByte(String charset) {
        return !charset.startsWith("UTF-16");
    }

    /** The bytes without the {@link EndMark} of their file. */
    byte[] content(Stretch stretch) {
        byte[] bytes = stretch.bytes();
        return stretch.toEnd() && hasUnitsOfOneByte(charset)
                ? Arrays.copyOf(bytes, EndMark.contentBytes(bytes))
                : bytes;
    }

    private static @Nullable Encoding marked(byte[] sample) {
        if (startsWith(sample, 0xEF, 0xBB, 0xBF)) {
            return marked(UTF_8, 3);
        }
        if (startsWith(sample, 0xFF, 0xFE)) {
            return marked(LITTLE_ENDIAN, 2);
        }
        if (startsWith(sample, 0xFE, 0xFF)) {
            return marked(BIG_ENDIAN, 2);
        }
        return startsWith(sample, 0x84, 0x31, 0x95, 0x33) ? marked(GB18030, 4) : null;
    }

    private static Encoding marked(String charset, int markBytes) {
        return new Encoding(charset, markBytes, Message.of("intake.encoding-file-begins-byte-order", charset));
    }

    private static void requireSame(String file, Encoding marked, @Nullable TextEncoding set) {
        if (set != null && !set.charset().equals(marked.charset())) {
            throw new InputRefused(Message.of("intake.begins-byte-order-mark", file, marked.charset(), set));
        }
    }

    private static Encoding configured(TextEncoding set, Stretch begin, Stretch wide) {
        byte[] sample = begin.bytes();
        boolean oneByteUnits = set == TextEncoding.UTF_8 || set == TextEncoding.GB18030;
        // The first byte that is not ASCII may be the second one of a unit.
        int errors = Trial.of(set.charset(), oneByteUnits ? wide : begin).errors();
        int zeros = oneByteUnits ? zeros(sample, 0) + zeros(sample, 1) : 0;
        Message evidence;
        if (zeros > 0) {
            evidence = errors == 0
                    ? Message.of("intake.encoding-set-with-zero-bytes", set.charset(), zeros)
                    : Message.of("intake.encoding-set-with-zero-bytes-and-errors", set.charset(), zeros, errors);
        } else {
            evidence = errors == 0
                    ? Message.of("intake.encoding-set-input-encoding", set.charset())
                    : Message.of("intake.encoding-set-with-errors", set.charset(), errors);
        }
        return new Encoding(set.charset(), 0, evidence);
    }

    private static void refuseControlCharacters(String file, byte[] sample, boolean input) {
        int controls = 0;
        int ofHive = 0;
        for (byte unit : sample) {
            controls += unit >= 0 && unit < ' ' && "\t\n\r\f".indexOf(unit) < 0 ? 1 : 0;
            ofHive += unit == OF_HIVE ? 1 : 0;
        }
        if (controls > 0 && controls == ofHive && (long) controls * CONTROLS_IN_TEXT > sample.length) {
            throw new InputRefused(Message.of("intake.cells-seem-end-control-character", file));
        }
        if ((long) controls * CONTROLS_IN_TEXT > sample.length) {
            String key = input ? "intake.holds-control-characters-first-bytes" : "intake.control-characters";
            throw new InputRefused(Message.of(key, file, controls, sample.length));
        }
    }

    private static Encoding unmarkedUtf16(String file, byte[] sample, int evenZeros, int oddZeros, boolean input) {
        boolean little = oddZeros > LOPSIDED * evenZeros;
        boolean big = evenZeros > LOPSIDED * oddZeros;
        boolean enough = (evenZeros + oddZeros) * LOPSIDED * 2 > sample.length;
        if (!enough || little == big) {
            String key = input ? "intake.holds-zero-bytes" : "intake.zero-bytes-first-at";
            throw new InputRefused(Message.of(key, file, firstZero(sample)));
        }
        String charset = little ? LITTLE_ENDIAN : BIG_ENDIAN;
        return new Encoding(charset, 0, Message.of("intake.encoding-no-byte-order-mark", charset));
    }

    private static int firstZero(byte[] sample) {
        int at = 0;
        while (sample[at] != 0) {
            at++;
        }
        return at;
    }

    private static Encoding eightBit(Trial utf8, Trial gb18030, Message where, boolean input) {
        if (utf8.errors() == 0) {
            return new Encoding(
                    UTF_8,
                    0,
                    utf8.wide() == 0
                            ? Message.of("intake.encoding-utf-ascii", where)
                            : Message.of("intake.encoding-utf-decodes-without-errors", where));
        }
        if (gb18030.errors() == 0 && utf8.wide() < OUTWEIGHS * utf8.errors()) {
            return new Encoding(GB18030, 0, Message.of("intake.encoding-gb-not-valid-utf", where));
        }
        boolean chinese = gb18030.errors() < utf8.errors() && utf8.wide() < OUTWEIGHS * utf8.errors();
        Trial best = chinese ? gb18030 : utf8;
        return new Encoding(
                best.charset(),
                0,
                input
                        ? Message.of("intake.encoding-fits-best", best.charset(), where, best.errors())
                        : Message.of("intake.encoding-fits-best-with-errors", best.charset(), where, best.errors()));
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
        static Trial of(String charset, Stretch stretch) {
            boolean whole = stretch.toEnd();
            CharsetDecoder decoder = Charset.forName(charset).newDecoder();
            ByteBuffer bytes = ByteBuffer.wrap(stretch.bytes());
            CharBuffer text = CharBuffer.allocate(stretch.bytes().length + 1);
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
