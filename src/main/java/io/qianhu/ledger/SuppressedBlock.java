package io.qianhu.ledger;

import io.qianhu.number.PhoneNumber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The packed form of the suppressed rows of one commit: twenty bytes for each. */
final class SuppressedBlock {
    private static final int ROW_BYTES = 2 * Long.BYTES + Integer.BYTES;

    private SuppressedBlock() {}

    static byte[] pack(List<SuppressedRow> rows) {
        ByteBuffer out = ByteBuffer.allocate(rows.size() * ROW_BYTES);
        for (SuppressedRow row : rows) {
            out.putLong(row.origin()).putLong(row.number().national()).putInt(row.list());
        }
        return out.array();
    }

    static List<SuppressedRow> unpack(byte[] body) {
        ByteBuffer in = ByteBuffer.wrap(body);
        List<SuppressedRow> rows = new ArrayList<>(body.length / ROW_BYTES);
        while (in.hasRemaining()) {
            rows.add(new SuppressedRow(in.getLong(), new PhoneNumber(in.getLong()), in.getInt()));
        }
        return rows;
    }
}
