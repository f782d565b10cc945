package io.qianhu.process;

import com.zaxxer.hikari.HikariDataSource;
import io.qianhu.dispatch.Campaigns;
import io.qianhu.dispatch.DispatcherSettings;
import io.qianhu.dispatch.FurtherList;
import io.qianhu.dispatch.Settler;
import io.qianhu.dispatch.StopSignal;
import io.qianhu.dispatch.Submitter;
import io.qianhu.dispatch.SystemTicker;
import io.qianhu.dyvms.AccessKeys;
import io.qianhu.dyvms.DyvmsGateway;
import io.qianhu.dyvms.DyvmsSettings;
import io.qianhu.dyvms.ParametersIn;
import io.qianhu.ledger.DiskSync;
import io.qianhu.ledger.JdbcLeaseStore;
import io.qianhu.ledger.JdbcListStore;
import io.qianhu.ledger.LeaseKeeper;
import io.qianhu.ledger.LeaseLost;
import io.qianhu.ledger.LeaseOwner;
import io.qianhu.ledger.LeaseRefused;
import io.qianhu.ledger.LeaseTimes;
import io.qianhu.ledger.Leases;
import io.qianhu.ledger.ListRef;
import io.qianhu.ledger.ListStore;
import io.qianhu.ledger.MonotonicTime;
import io.qianhu.ledger.RunLease;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * A process that takes the lease of a run, submits its lists and settles them, and says on standard output what happens.
 * Its database may be one that other processes have open too, which the packaged jar refuses.
 */
public final class DispatchingProcess {
    static final LeaseTimes TIMES =
            new LeaseTimes(Duration.ofMillis(500), Duration.ofSeconds(8), Duration.ofSeconds(10));

    private DispatchingProcess() {}

    /** @param arguments JDBC URL, endpoint, run */
    public static void main(String[] arguments) {
        String run = arguments[2];
        StopSignal stop = new StopSignal();
        try (HikariDataSource database = new HikariDataSource()) {
            database.setJdbcUrl(arguments[0]);
            JdbcClient jdbc = JdbcClient.create(database);
            Leases leases = new Leases(
                    new JdbcLeaseStore(jdbc, new JdbcTransactionManager(database)),
                    LeaseOwner.ofThisProcess(),
                    TIMES,
                    MonotonicTime.SYSTEM);
            ListStore lists = new JdbcListStore(jdbc, new JdbcTransactionManager(database), leases, DiskSync.NONE);
            say("asks for the run");
            try (RunLease lease = leases.take(run);
                    LeaseKeeper keeper = LeaseKeeper.start(
                            lease, TIMES, () -> stop.stop(StopSignal.Cause.FAILURE, LeaseLost.message(run)))) {
                say("owns the run");
                dispatchAndSettle(run, lists, gateway(arguments[1]), stop);
            }
        } catch (LeaseLost | LeaseRefused told) {
            say("ended by: " + told.getMessage());
        }
        stop.get().ifPresent(why -> say("stopped: " + why.message()));
        say("ended");
    }

    private static void dispatchAndSettle(String run, ListStore lists, DyvmsGateway gateway, StopSignal stop) {
        DispatcherSettings settings = new DispatcherSettings(
                Duration.ofSeconds(10),
                Duration.ofMinutes(5),
                5,
                5,
                Duration.ofSeconds(5),
                Duration.ofMinutes(2),
                Duration.ofMinutes(1));
        SystemTicker ticker = new SystemTicker();
        lists.markInFlightUnconfirmed(run, Instant.now());
        Submitter submitter =
                new Submitter(Campaigns.of("10/s", 16), settings, lists, gateway, stop, ticker, (list, state) -> {});
        Settler settler = new Settler(settings, lists, gateway, stop, ticker, (list, state) -> {}, FurtherList.NONE);
        try {
            while (!stop.isSet()) {
                List<ListRef> next = lists.pending(run, 1);
                if (!next.isEmpty()) {
                    submitter.submit(next.get(0));
                } else if (submitter.inFlight() > 0) {
                    submitter.awaitChange();
                } else if (settler.pass(run).isPresent()) {
                    ticker.awaitUntil(ticker.nanos() + Duration.ofMillis(500).toNanos());
                } else if (lists.pending(run, 1).isEmpty()) {
                    return;
                }
            }
        } finally {
            submitter.awaitIdle();
        }
    }

    private static DyvmsGateway gateway(String endpoint) {
        DyvmsSettings settings = new DyvmsSettings(
                URI.create(endpoint),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                ParametersIn.BODY,
                "sandbox",
                "sandbox-secret",
                null,
                null,
                1 << 20);
        return new DyvmsGateway(settings, AccessKeys.of(settings), InstantSource.system());
    }

    private static void say(String what) {
        System.out.println(what);
    }
}
