package io.qianhu.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power fails at any write to the database file; what was not forced is lost, in whole or in part. H2 opens what is
 * left, and every intent and outcome that was acknowledged is there.
 */
class PowerCutTest {
    private static final String RUN = "k3f9x2mq";
    private static final int LISTS = 20;
    private static final int SEEDS = Integer.getInteger("powercut.seeds", 1);
    private static final int WRITES = 150;

    @TempDir
    private Path folder;

    @BeforeAll
    static void register() {
        PowerCutPath.register();
    }

    /** How far a list had come when the power failed: two for each attempt, one less while it has no outcome. */
    private static final class Found {
        private final byte[] file;
        private final Map<Integer, Integer> acknowledged;
        private final long seed;

        private Found(byte[] file, Map<Integer, Integer> acknowledged, long seed) {
            this.file = file;
            this.acknowledged = acknowledged;
            this.seed = seed;
        }
    }

    @Test
    void withSyncDiskEveryAcknowledgedIntentAndOutcomeIsThere() throws Exception {
        Map<PowerCutFile.Cut, List<String>> wrong = judge(LedgerSync.DISK);
        wrong.forEach((cut, what) -> assertThat(what).as(cut.name()).isEmpty());
    }

    @Test
    void withSyncProcessAcknowledgedOnesAreLost() throws Exception {
        assertThat(judge(LedgerSync.PROCESS).get(PowerCutFile.Cut.ALL_LOST)).isNotEmpty();
    }

    private Map<PowerCutFile.Cut, List<String>> judge(LedgerSync sync) throws Exception {
        Map<PowerCutFile.Cut, List<String>> wrong = new EnumMap<>(PowerCutFile.Cut.class);
        for (PowerCutFile.Cut cut : PowerCutFile.Cut.values()) {
            List<String> ofThisCut = new ArrayList<>();
            int cuts = 0;
            for (long seed = 1; seed <= SEEDS; seed++) {
                for (Found found : cuts(sync, cut, seed)) {
                    cuts++;
                    ofThisCut.addAll(verify(found));
                }
            }
            assertThat(cuts).as("power cuts").isGreaterThan(SEEDS);
            wrong.put(cut, ofThisCut);
        }
        return wrong;
    }

    private List<Found> cuts(LedgerSync sync, PowerCutFile.Cut cut, long seed) {
        Random random = new Random(seed);
        String database = folder.resolve(sync + "-" + cut + "-" + seed).toString();
        List<Found> found = new ArrayList<>();
        Map<Integer, Integer> acknowledged = new HashMap<>();
        try (LedgerOnDisk ledger = new LedgerOnDisk(
                "jdbc:h2:powercut:" + database + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE", sync::over)) {
            // Space of old versions may be used again at once, as that of a run that lasts is after 45 seconds.
            ledger.sql("set retention_time 0");
            ledger.sql("create table noise (id int primary key, body varbinary(9000))");
            ledger.sql("insert into noise values (1, x'00')");
            ledger.begin(RUN);
            ledger.store(RUN, IntStream.generate(() -> 1).limit(LISTS).toArray());
            ledger.runs.mark(RUN, RunState.RUNNING, null, null);
            PowerCutFile file = PowerCutPath.file(database);
            file.beforeEachChange(() -> {
                if (random.nextInt(30) == 0) {
                    found.add(new Found(file.afterPowerCut(cut, random), Map.copyOf(acknowledged), seed));
                }
            });
            work(ledger, random, acknowledged);
            file.beforeEachChange(() -> {});
        }
        return found;
    }

    private static void work(LedgerOnDisk ledger, Random random, Map<Integer, Integer> acknowledged) {
        Map<Integer, ListRef> lists = new HashMap<>();
        ledger.lists.pending(RUN, LISTS).forEach(list -> lists.put(list.number(), list));
        for (int write = 0; write < WRITES; write++) {
            if (random.nextInt(3) == 0) {
                byte[] noise = new byte[random.nextInt(9_000)];
                random.nextBytes(noise);
                ledger.jdbc.sql("update noise set body = ?").param(noise).update();
            }
            int number = 1 + random.nextInt(LISTS);
            ListRef list = Objects.requireNonNull(lists.get(number));
            int version = acknowledged.getOrDefault(number, 0);
            if (version % 2 == 0) {
                lists.put(number, ledger.intend(list));
            } else {
                ledger.lists.record(list, LedgerOnDisk.outcome(Transition.RETURN));
            }
            acknowledged.put(number, version + 1);
        }
    }

    /** What is wrong; nothing, if all is well. */
    private List<String> verify(Found found) throws IOException {
        Path copy = Files.createTempDirectory(folder, "found").resolve("ledger");
        Files.write(copy.resolveSibling("ledger.mv.db"), found.file);
        List<String> wrong = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + copy + ";WRITE_DELAY=0");
                ResultSet row = connection.createStatement().executeQuery("""
                        select l.list_no, l.attempt, l.state, count(s.attempt) as intents from call_list l
                            left join submission s on s.run_id = l.run_id and s.list_no = l.list_no
                        group by l.list_no, l.attempt, l.state""")) {
            Map<Integer, Integer> stored = new HashMap<>();
            while (row.next()) {
                int attempt = row.getInt("attempt");
                boolean open = row.getString("state").equals(ListState.SUBMITTING.name());
                stored.put(row.getInt("list_no"), 2 * attempt - (open ? 1 : 0));
                if (row.getInt("intents") != attempt) {
                    wrong.add("seed " + found.seed + ": list " + row.getInt("list_no") + " misses intents");
                }
            }
            found.acknowledged.forEach((list, version) -> {
                int now = stored.getOrDefault(list, -1);
                if (now != version && now != version + 1) {
                    wrong.add("seed " + found.seed + ": list " + list + " is at " + now + ", was at " + version);
                }
            });
        } catch (SQLException e) {
            wrong.add("seed " + found.seed + ": " + e.getMessage());
        }
        return wrong;
    }
}
