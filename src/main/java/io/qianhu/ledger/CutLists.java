package io.qianhu.ledger;

import io.qianhu.number.Callees;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the call lists of a run as intake stored them. */
final class CutLists {
    /** List numbers have no gaps, so pages can be cut by number; H2 would hold a whole result in memory. */
    private static final int LISTS_PER_PAGE = 500;

    private final JdbcClient jdbc;

    CutLists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The list that is not full yet. */
    CutList open(String run) {
        return jdbc.sql("select callees, origins from open_list where run_id = ?")
                .param(run)
                .query((row, n) -> cutList(row))
                .optional()
                .orElse(CutList.EMPTY);
    }

    /** One full list. */
    CutList one(String run, int number) {
        return jdbc.sql("select callees, origins from call_list_callees where run_id = ? and list_no = ?")
                .params(run, number)
                .query((row, n) -> cutList(row))
                .single();
    }

    /** Gives every full list in order. */
    void each(String run, Consumer<CutList> consumer) {
        for (int from = 1; ; from += LISTS_PER_PAGE) {
            List<CutList> page = jdbc.sql("""
                            select callees, origins from call_list_callees where run_id = ? and list_no between ? and ?
                            order by list_no""")
                    .params(run, from, from + LISTS_PER_PAGE - 1)
                    .query((row, n) -> cutList(row))
                    .list();
            page.forEach(consumer);
            if (page.size() < LISTS_PER_PAGE) {
                return;
            }
        }
    }

    private static CutList cutList(ResultSet row) throws SQLException {
        Callees callees = Callees.unpack(row.getBytes("callees"));
        byte[] origins = row.getBytes("origins");
        return new CutList(
                callees, origins == null ? Origins.unknown(callees.size()) : Origins.unpack(origins, callees.size()));
    }
}
