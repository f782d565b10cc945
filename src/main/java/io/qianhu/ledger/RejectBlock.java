package io.qianhu.ledger;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** The packed form of the rejected rows of one commit: deflated, so that a bad file does not swell the ledger. */
final class RejectBlock {
    /** Stands where older blocks have their number of rows, which is never negative. */
    private static final int WITH_BYTE_OFFSETS = -1;

    private RejectBlock() {}

    static byte[] pack(List<RejectedRow> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new DeflaterOutputStream(bytes, fast)))) {
            out.writeInt(WITH_BYTE_OFFSETS);
            out.writeInt(rows.size());
            for (RejectedRow row : rows) {
                out.writeInt(row.file());
                out.writeLong(row.line());
                out.writeLong(row.byteOffset());
                out.writeInt(row.column());
                out.writeUTF(row.reason());
                out.writeInt(row.cells().size());
                for (String cell : row.cells()) {
                    writeText(out, cell);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            fast.end();
        }
        return bytes.toByteArray();
    }

    static List<RejectedRow> unpack(InputStream body) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(new InflaterInputStream(body)))) {
            int first = in.readInt();
            boolean withByteOffsets = first == WITH_BYTE_OFFSETS;
            int count = withByteOffsets ? in.readInt() : first;
            List<RejectedRow> rows = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                int file = in.readInt();
                long line = in.readLong();
                long byteOffset = withByteOffsets ? in.readLong() : RejectedRow.UNKNOWN_OFFSET;
                int column = in.readInt();
                String reason = in.readUTF();
                List<String> cells = new ArrayList<>();
                for (int cell = in.readInt(); cell > 0; cell--) {
                    cells.add(readText(in));
                }
                rows.add(new RejectedRow(file, line, byteOffset, column, reason, cells));
            }
            return rows;
        }
    }

    static List<RejectedRow> unpack(byte[] body) throws IOException {
        return unpack(new ByteArrayInputStream(body));
    }

    /** Not writeUTF: a cell may have more than 65,535 bytes. */
    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
