package io.qianhu.intake;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/** The characters of a stretch of bytes up to the first byte that cannot be decoded. */
final class StrictDecoding {
    private final CharBuffer text;
    private final int end;

    StrictDecoding(Charset charset, byte[] bytes, int from, int to) {
        CharsetDecoder decoder = charset.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
        text = CharBuffer.allocate((int) Math.ceil((to - from) * (double) decoder.maxCharsPerByte()));
        CoderResult result = decoder.decode(in, text, true);
        if (!result.isError()) {
            decoder.flush(text);
        }
        text.flip();
        end = in.position();
    }

    CharBuffer text() {
        return text;
    }

    /** Index of the byte at which decoding stopped: the first bad one, or the end of the stretch. */
    int end() {
        return end;
    }
}
