package io.qianhu.intake;

import io.qianhu.campaign.InputSettings;
import io.qianhu.campaign.RegularFile;
import io.qianhu.intake.unpack.FileKind;
import io.qianhu.message.Message;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

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
    private static final byte[] ZEROS = new byte[BUFFER_BYTES];

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
        try (FileChannel channel = RegularFile.open(file, InputRefused::new)) {
            return of(file, channel, stop, false);
        } catch (IOException e) {
            throw InputRefused.unreadable(file, e);
        }
    }

    /** Reads what the file held when it was opened: one that grows and grows has an end, too. */
    private static Survey of(Path file, FileChannel channel, BooleanSupplier stop, boolean text) throws IOException {
        Running running = new Running();
        StopLook look = new StopLook(stop);
        byte[] buffer = new byte[BUFFER_BYTES];
        InputStream in = Channels.newInputStream(channel);
        long bytes = channel.size();
        while (running.bytes() <= bytes) {
            int read = in.readNBytes(buffer, 0, buffer.length);
            if (read == 0) {
                break;
            }
            look.read(read);
            if (text && Arrays.equals(buffer, ZEROS)) {
                throw new InputRefused(
                        Message.of("intake.holds-zero-bytes-row-before", file, BUFFER_BYTES, running.bytes() + read));
            }
            running.update(buffer, 0, read);
        }
        if (running.bytes() != bytes) {
            throw new InputRefused(file, Message.of("campaign.changed-while-read"));
        }
        return running.done();
    }

    /**
     * Reads a file that somebody has named or left, unless its size or its first bytes say that nobody can.
     *
     * @param input what the campaign sets; null for what is no input
     * @param stop asked every few MB
     * @param links {@link LinkOption#NOFOLLOW_LINKS} where it must be no link
     * @throws InputRefused when it is larger than {@link IntakeLimits#maxBytes}, something that is not read, or holds
     *     64 KiB of zero bytes in a row though it is text
     * @throws ReadingStopped when it says so
     */
    public static Survey ofNamed(
            Path file, IntakeLimits limits, @Nullable InputSettings input, BooleanSupplier stop, LinkOption... links) {
        try (FileChannel channel = RegularFile.open(file, InputRefused::new, links)) {
            if (channel.size() > limits.maxBytes()) {
                throw new InputRefused(Message.of("intake.bytes-more-check", file, channel.size(), limits.maxBytes()));
            }
            byte[] head = Channels.newInputStream(channel).readNBytes(limits.sampleBytes());
            boolean text = FileKind.of(head, file.toString()) == FileKind.TEXT;
            if (text) {
                Encoding.requireText(file.toString(), head, head.length == channel.size(), input);
            }
            return of(file, channel.position(0), stop, text);
        } catch (IOException e) {
            throw InputRefused.unreadable(file, e);
        }
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
