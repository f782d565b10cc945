package io.qianhu.ledger;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** All that the brakes of a run ask and record. */
public record BrakeStores(BrakeStore brakes, CampaignPast past, FirstListStore firstLists) {
    /** The stores of one database. */
    public static BrakeStores on(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new BrakeStores(
                new JdbcBrakeStore(jdbc, transactions),
                new JdbcCampaignPast(jdbc),
                new JdbcFirstListStore(jdbc, transactions));
    }
}
