package io.qianhu.intake.unpack;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream whose bytes all come through {@link #read(byte[], int, int)}, where they are counted or checked. */
abstract class BulkStream extends FilterInputStream {
    BulkStream(InputStream in) {
        super(in);
    }

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public abstract int read(byte[] buffer, int from, int length) throws IOException;
}
