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
        return jdbc.sql("select coalesce(max(block_no), 0) from " + table + " where run_id = ?")
                .param(run)
                .query(Long.class)
                .single();
    }

    /** The body of one block, whose number counts from 1. */
    byte[] body(String table, String run, long block) {
        return jdbc.sql("select body from " + table + " where run_id = ? and block_no = ?")
                .params(run, block)
                .query(byte[].class)
                .single();
    }
}
