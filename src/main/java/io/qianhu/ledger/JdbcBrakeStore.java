package io.qianhu.ledger;

import io.qianhu.message.Message;
import io.qianhu.message.StoredMessage;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** {@link BrakeStore} on JDBC. */
public final class JdbcBrakeStore implements BrakeStore {
    private static final int MESSAGE_LENGTH = 2_000;
    private static final int NAME_LENGTH = 200;

    private final JdbcClient jdbc;

    /** A transaction of its own even inside a chunk's: a brake must hold when the process dies right after it. */
    private final TransactionTemplate ownTransaction;

    private final Leases leases;
    private final DiskSync disk;

    /** @param disk what a write waits for after its commit */
    public JdbcBrakeStore(JdbcClient jdbc, PlatformTransactionManager transactions, Leases leases, DiskSync disk) {
        this.jdbc = jdbc;
        this.leases = leases;
        this.disk = disk;
        this.ownTransaction = OwnTransaction.of(transactions);
    }

    @Override
    public List<PulledBrake> pulled(String run) {
        return jdbc
                .sql("select brake, message, pulled_at from brake_pull where run_id = ?")
                .param(run)
                .query((row, n) -> new PulledBrake(
                        Brake.valueOf(row.getString("brake")),
                        StoredMessage.read(row.getString("message")),
                        JdbcListStore.requireInstant(row, "pulled_at")))
                .list()
                .stream()
                .sorted(Comparator.comparing(PulledBrake::brake))
                .toList();
    }

    @Override
    public void pull(String run, Brake brake, Message message, Instant at) {
        ownTransaction.executeWithoutResult(status -> {
            leases.fence(run);
            pullNow(run, brake, message, at);
        });
        disk.force();
    }

    @Override
    public void pause(String run, Message message, Instant at) {
        ownTransaction.executeWithoutResult(status -> pullNow(run, Brake.PAUSE, message, at));
        disk.force();
    }

    private void pullNow(String run, Brake brake, Message message, Instant at) {
        delete(run, brake);
        jdbc.sql("insert into brake_pull (run_id, brake, message, pulled_at) values (?, ?, ?, ?)")
                .params(run, brake.name(), StoredMessage.of(message, MESSAGE_LENGTH), JdbcListStore.time(at))
                .update();
    }

    @Override
    public void loosen(String run, Brake brake) {
        ownTransaction.executeWithoutResult(status -> {
            leases.fence(run);
            delete(run, brake);
        });
        disk.force();
    }

    @Override
    public List<PulledBrake> release(String run, String by, Instant at) {
        List<PulledBrake> released = Objects.requireNonNull(ownTransaction.execute(status -> {
            List<PulledBrake> held = pulled(run).stream()
                    .filter(pulled -> pulled.brake() != Brake.FOUND_ELSEWHERE)
                    .toList();
            for (PulledBrake brake : held) {
                jdbc.sql("""
                                merge into brake_release (run_id, brake, released_by, released_at, detail)
                                key (run_id, brake) values (?, ?, ?, ?, ?)""")
                        .params(
                                run,
                                brake.brake().name(),
                                cut(by, NAME_LENGTH),
                                JdbcListStore.time(at),
                                StoredMessage.of(brake.message(), MESSAGE_LENGTH))
                        .update();
                delete(run, brake.brake());
            }
            return held;
        }));
        disk.force();
        return released;
    }

    @Override
    public Set<Brake> released(String run) {
        Set<Brake> released = EnumSet.noneOf(Brake.class);
        jdbc.sql("select brake from brake_release where run_id = ?").param(run).query(row -> {
            released.add(Brake.valueOf(row.getString("brake")));
        });
        return released;
    }

    private void delete(String run, Brake brake) {
        jdbc.sql("delete from brake_pull where run_id = ? and brake = ?")
                .params(run, brake.name())
                .update();
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
