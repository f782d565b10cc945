package io.qianhu.intake;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;

/** Tells for one stretch of bytes after the other whether it decodes, without an exception for each that does not. */
final class StrictDecoding {
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes;
    private final CharBuffer text;

    StrictDecoding(Charset charset, byte[] bytes) {
        this.decoder = charset.newDecoder();
        this.bytes = ByteBuffer.wrap(bytes);
        this.text = CharBuffer.allocate(bytes.length);
    }

    /** Whether every byte of the stretch belongs to a valid character. */
    boolean accepts(int from, int to) {
        bytes.limit(to).position(from);
        text.clear();
        decoder.reset();
        boolean valid = !decoder.decode(bytes, text, true).isError()
                && !decoder.flush(text).isError();
        text.flip();
        return valid;
    }

    /** The characters of the stretch that was asked about last, up to the first bad byte. */
    CharSequence text() {
        return text;
    }
}
