package io.qianhu.intake;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;

/**
 * What one reading of a whole file says about it, without understanding it.
 *
 * @param fingerprint what identifies its content
 * @param firstNonAscii offset of the first byte from 0x80 up; {@link #NONE} when every byte is ASCII. Up to there a
 *     file looks the same in UTF-8 and in GB18030
 */
public record Survey(Fingerprint fingerprint, long firstNonAscii) {
    public static final long NONE = -1;

    private static final int BUFFER_BYTES = 64 * 1024;

    /**
     * Reads the file once, in constant memory.
     *
     * @throws InputRefused when the file cannot be read
     */
    public static Survey of(Path file) {
        return of(file, () -> false);
    }

    /**
     * As above, unless somebody wants that to end.
     *
     * @param stop asked every few MB
     * @throws ReadingStopped when it says so
     */
    public static Survey of(Path file, BooleanSupplier stop) {
        Running running = new Running();
        StopLook look = new StopLook(stop);
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                look.read(read);
                running.update(buffer, 0, read);
            }
        } catch (IOException e) {
            throw InputRefused.unreadable(file, e);
        }
        return running.done();
    }

    /** A survey of bytes that come one after the other. Not thread-safe. */
    public static final class Running {
        private static final VarHandle LONGS =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
        private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

        private final MessageDigest digest = newDigest();
        private long bytes;
        private long firstNonAscii = NONE;

        /** Takes the next bytes into account. */
        public void update(byte[] buffer, int from, int length) {
            digest.update(buffer, from, length);
            if (firstNonAscii == NONE) {
                int at = nonAscii(buffer, from, from + length);
                firstNonAscii = at < 0 ? NONE : bytes + at - from;
            }
            bytes += length;
        }

        /** How many bytes were seen so far. */
        public long bytes() {
            return bytes;
        }

        /** The survey of all bytes; nothing may come after. */
        public Survey done() {
            return new Survey(new Fingerprint(HexFormat.of().formatHex(digest.digest()), bytes), firstNonAscii);
        }

        private static int nonAscii(byte[] buffer, int from, int to) {
            int at = from;
            while (at + Long.BYTES <= to && ((long) LONGS.get(buffer, at) & HIGH_BITS) == 0) {
                at += Long.BYTES;
            }
            while (at < to && buffer[at] >= 0) {
                at++;
            }
            return at < to ? at : -1;
        }

        private static MessageDigest newDigest() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }
}
