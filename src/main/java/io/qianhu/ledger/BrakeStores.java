package io.qianhu.ledger;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** All that the brakes of a run ask and record. */
public record BrakeStores(BrakeStore brakes, CampaignPast past, FirstListStore firstLists) {
    /**
     * The stores of one database.
     *
     * @param disk what a write waits for after its commit
     */
    public static BrakeStores on(
            JdbcClient jdbc, PlatformTransactionManager transactions, Leases leases, DiskSync disk) {
        return new BrakeStores(
                new JdbcBrakeStore(jdbc, transactions, leases, disk),
                new JdbcCampaignPast(jdbc),
                new JdbcFirstListStore(jdbc, transactions, leases, disk));
    }
}
