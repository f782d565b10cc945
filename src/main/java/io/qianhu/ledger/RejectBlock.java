package io.qianhu.ledger;

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
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** The packed form of the rejected rows of one commit: deflated, so that a bad file does not swell the ledger. */
final class RejectBlock {
    private RejectBlock() {}

    static byte[] pack(List<RejectedRow> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            out.writeInt(rows.size());
            for (RejectedRow row : rows) {
                out.writeInt(row.file());
                out.writeLong(row.line());
                out.writeInt(row.column());
                out.writeUTF(row.reason());
                out.writeInt(row.cells().size());
                for (String cell : row.cells()) {
                    writeText(out, cell);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static List<RejectedRow> unpack(InputStream body) throws IOException {
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(body))) {
            int count = in.readInt();
            List<RejectedRow> rows = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                int file = in.readInt();
                long line = in.readLong();
                int column = in.readInt();
                String reason = in.readUTF();
                List<String> cells = new ArrayList<>();
                for (int cell = in.readInt(); cell > 0; cell--) {
                    cells.add(readText(in));
                }
                rows.add(new RejectedRow(file, line, column, reason, cells));
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
