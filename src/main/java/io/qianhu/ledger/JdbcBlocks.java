package io.qianhu.ledger;

import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the packed rows that intake stores commit by commit: rejects, duplicates, suppressed rows. */
final class JdbcBlocks {
    private final JdbcClient jdbc;

    JdbcBlocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Gives the bodies of a run's blocks one by one, in the order of intake. */
    void each(String table, String run, Consumer<byte[]> consumer) {
        long last = last(table, run);
        for (long block = 1; block <= last; block++) {
            consumer.accept(body(table, run, block));
        }
    }

    /** The number of a run's last block; 0 without any. */
    long last(String table, String run) {
        // Only this order is that of the primary key; H2 reads all blocks of the run for a maximum.
        return jdbc.sql("select block_no from " + table
                        + " where run_id = ? order by run_id desc, block_no desc fetch first 1 rows only")
                .param(run)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** The body of one block, whose number counts from 1. */
    byte[] body(String table, String run, long block) {
        return jdbc.sql("select body from " + table + " where run_id = ? and block_no = ?")
                .params(run, block)
                .query(byte[].class)
                .single();
    }
}
