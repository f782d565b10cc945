package io.qianhu.ledger;

import io.qianhu.number.PhoneNumber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The packed form of the duplicate rows of one commit: sixteen bytes for each. */
final class DuplicateBlock {
    private static final int ROW_BYTES = 2 * Long.BYTES;

    private DuplicateBlock() {}

    static byte[] pack(List<DuplicateRow> rows) {
        ByteBuffer out = ByteBuffer.allocate(rows.size() * ROW_BYTES);
        for (DuplicateRow row : rows) {
            out.putLong(row.origin()).putLong(row.number().national());
        }
        return out.array();
    }

    static List<DuplicateRow> unpack(byte[] body) {
        ByteBuffer in = ByteBuffer.wrap(body);
        List<DuplicateRow> rows = new ArrayList<>(body.length / ROW_BYTES);
        while (in.hasRemaining()) {
            rows.add(new DuplicateRow(in.getLong(), new PhoneNumber(in.getLong())));
        }
        return rows;
    }
}
