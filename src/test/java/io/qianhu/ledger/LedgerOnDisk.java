package io.qianhu.ledger;

import com.zaxxer.hikari.HikariDataSource;
import io.qianhu.message.Message;
import io.qianhu.number.Callees;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.store.fs.FileUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A migrated ledger in a real H2 file, with its ports and a few ways to fill it. All numbers are invented. */
public final class LedgerOnDisk implements AutoCloseable {
    /** When everything in the ledger happens. */
    public static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");

    private static final long FIRST_CALLEE = 13_800_000_000L;
    private static final AtomicLong NEXT_TASK = new AtomicLong(5_000_000);

    private long nextTask = 4_711;

    public final HikariDataSource dataSource = new HikariDataSource();
    public final JdbcClient jdbc;
    public final TransactionTemplate transaction;
    public final Leases leases;
    private final Map<String, RunLease> taken = new HashMap<>();
    public final RunStore runs;
    public final ListStore lists;
    public final IntakeStore intake;
    public final BrakeStores brakes;

    /** The ledger in this directory, or a new one. */
    public LedgerOnDisk(Path directory) {
        this(migrated(directory) + ";WRITE_DELAY=0", 8, dataSource -> DiskSync.NONE);
    }

    /** As above, at any URL and with another way to force commits. */
    LedgerOnDisk(String url, Function<DataSource, DiskSync> sync) {
        this(url, 8, sync);
        Flyway.configure().dataSource(dataSource).load().migrate();
    }

    private LedgerOnDisk(String url, int connections, Function<DataSource, DiskSync> sync) {
        DiskSync disk = sync.apply(dataSource);
        dataSource.setJdbcUrl(url);
        dataSource.setMaximumPoolSize(connections);
        JdbcTransactionManager transactions = new JdbcTransactionManager(dataSource);
        jdbc = JdbcClient.create(dataSource);
        transaction = new TransactionTemplate(transactions);
        leases = leases(LeaseTimes.DEFAULT, MonotonicTime.SYSTEM);
        runs = new JdbcRunStore(jdbc, transactions, leases, disk);
        lists = new JdbcListStore(jdbc, transactions, leases, disk);
        intake = new JdbcIntakeStore(new JdbcTemplate(dataSource), () -> NOW, leases);
        brakes = BrakeStores.on(jdbc, transactions, leases, disk);
    }

    /** Migrating takes longer than most tests, so each of them gets a copy of one file that was. */
    private static String migrated(Path directory) {
        try {
            Files.write(
                    Files.createDirectories(directory).resolve("ledger.mv.db"),
                    Migrated.FILE,
                    StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException itsOwn) {
            Flyway.configure().dataSource(url(directory), null, null).load().migrate();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return url(directory);
    }

    /** Made in memory, and closed before it is read. */
    private static final class Migrated {
        private static final String NAME = "memFS:migrated";

        static final byte[] FILE = file();

        private static byte[] file() {
            String url = "jdbc:h2:" + NAME + ";WRITE_DELAY=0";
            try {
                try (Connection untilTheEnd = DriverManager.getConnection(url)) {
                    Flyway.configure().dataSource(url, null, null).load().migrate();
                }
                try (InputStream file = FileUtils.newInputStream(NAME + ".mv.db")) {
                    return file.readAllBytes();
                }
            } catch (SQLException | IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** An empty database of any kind. */
    static LedgerOnDisk emptyAt(String url) {
        return new LedgerOnDisk(url, 1, dataSource -> DiskSync.NONE);
    }

    static String url(Path directory) {
        return "jdbc:h2:file:" + directory.resolve("ledger") + ";DB_CLOSE_ON_EXIT=FALSE";
    }

    /** The leases of one more process. */
    public Leases leases(LeaseTimes times, MonotonicTime time) {
        return new Leases(
                new JdbcLeaseStore(jdbc, new JdbcTransactionManager(dataSource)),
                LeaseOwner.newOfThisProcess(),
                times,
                time);
    }

    /** The lists as the process with these leases sees them. */
    ListStore lists(Leases of) {
        return new JdbcListStore(jdbc, new JdbcTransactionManager(dataSource), of, DiskSync.NONE);
    }

    /** Stores a running sandbox run, of which this process takes the lease, over one file with the header {@code 姓名,手机号}. */
    public Run begin(String id) {
        return begin(id, file(0, "numbers.csv", "{\"header\":[\"姓名\",\"手机号\"],\"phoneColumn\":1}"));
    }

    public Run begin(String id, RunFile... files) {
        return begin(id, List.of(files), List.of());
    }

    /** As above, with suppression lists. */
    public Run begin(String id, List<RunFile> files, List<SuppressionList> suppression) {
        Run run = new Run(
                id,
                "spring-renewal",
                Target.SANDBOX,
                id,
                "0".repeat(64),
                RunState.RUNNING,
                "accept=mobile",
                false,
                null,
                NOW,
                null);
        runs.create(run, files, suppression);
        taken.put(id, leases.take(id));
        return run;
    }

    /** This process works on the run again. */
    public void takeAgain(String run) {
        taken.put(run, leases.take(run));
    }

    /** Nobody works on the run any more. */
    public void giveBack(String run) {
        RunLease lease = taken.remove(run);
        if (lease != null) {
            lease.close();
        }
    }

    public static RunFile file(int number, String path, String format) {
        return new RunFile(number, path, 1_234_567, "a1".repeat(32), format);
    }

    /** Consecutive invented numbers as a list whose rows are those of file 0, one below the other. */
    public static CutList cut(int from, int count) {
        return new CutList(
                callees(from, count),
                Origins.of(LongStream.range(0, count)
                        .map(i -> Origins.row(0, from + i + 1))
                        .toArray()));
    }

    /** Consecutive invented numbers. */
    public static Callees callees(int from, int count) {
        return Callees.of(LongStream.range(from, (long) from + count)
                .map(n -> FIRST_CALLEE + n)
                .toArray());
    }

    /** Stores lists of these sizes and counts their callees, so that the books balance. */
    public void store(String run, int... sizes) {
        int from = 0;
        for (int size : sizes) {
            intake.append(run, List.of(cut(from, size)));
            from += size;
        }
        intake.count(run, new Tally(from, 0, 0, from, Map.of()));
    }

    public JdbcTransactionManager transactions() {
        return new JdbcTransactionManager(dataSource);
    }

    /** Takes a list to the submission's answer. */
    public ListRef submit(ListRef list, Transition answer) {
        ListRef attempt = intend(list);
        lists.record(attempt, outcome(answer, nextTask++));
        return attempt;
    }

    public ListRef intend(ListRef list) {
        String taskName = list.run() + "-" + list.number() + "-" + (list.attempt() + 1);
        return lists.intend(list, new Intent(taskName, "nonce", NOW, "account"));
    }

    /** An accepted list has a task of its own. */
    public static Outcome outcome(Transition transition) {
        return outcome(transition, NEXT_TASK.getAndIncrement());
    }

    private static Outcome outcome(Transition transition, long task) {
        String taskId = transition.to() == ListState.ACCEPTED ? Long.toString(task) : null;
        return new Outcome(
                transition, NOW.plusSeconds(2), 200, "isv.Example", Message.text("as an example"), "request-1", taskId);
    }

    public ListState state(ListRef list) {
        return ListState.valueOf(jdbc.sql("select state from call_list where run_id = ? and list_no = ?")
                .params(list.run(), list.number())
                .query(String.class)
                .single());
    }

    public int sql(String sql) {
        return jdbc.sql(sql).update();
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
