package io.qianhu.ledger;

import javax.sql.DataSource;

/** What an acknowledged commit survives. */
public enum LedgerSync {
    /** A power cut: it was forced to the disk. */
    DISK {
        @Override
        public DiskSync over(DataSource dataSource) {
            return new GroupedSync(new H2Checkpoint(dataSource));
        }
    },
    /** The death of the process, in whatever way, but not that of the machine. */
    PROCESS {
        @Override
        public DiskSync over(DataSource dataSource) {
            return DiskSync.NONE;
        }
    };

    /** How it is kept for the database behind this data source. */
    public abstract DiskSync over(DataSource dataSource);
}
