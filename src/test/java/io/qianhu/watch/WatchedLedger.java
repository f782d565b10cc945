package io.qianhu.watch;

import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.CampaignReader;
import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.RunCounts;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.Tally;
import io.qianhu.ledger.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A ledger with runs of the campaign {@code spring-renewal}, and what is watched of it. Time stands until it is moved. */
final class WatchedLedger implements AutoCloseable {
    static final String NAME = "spring-renewal";

    final LedgerOnDisk ledger;
    final Campaigns campaigns;
    final List<Campaign> served = new ArrayList<>();
    long nanos;
    private final Path folder;

    WatchedLedger(Path folder) {
        this.folder = folder;
        this.ledger = new LedgerOnDisk(folder);
        this.campaigns =
                new Campaigns(() -> served, ledger.runs, new RunCounts(ledger.jdbc), Target.SANDBOX, () -> nanos);
        serve(NAME, "09:00-12:00");
    }

    void serve(String name, String window) {
        try {
            Path file = Files.writeString(
                    folder.resolve(name + ".yml"),
                    "name: \"" + name + "\"\ninput: { files: [a.csv] }\ntask: { name: 秘密任务, dialog-id: 1 }\n"
                            + "dispatch: { rate: 30/s, window: \"" + window + "\" }\n");
            served.add(new CampaignReader().read(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A run that has read a hundred rows, of which so many were rejected, and has two lists. */
    void run(String id, RunState state, int rejected) {
        ledger.begin(id);
        ledger.store(id, 30, 20);
        ledger.intake.count(
                id, new Tally(50, 50 - rejected, 0, 0, Map.of("TOO_SHORT", (long) rejected - 1, "GONE", 1L)));
        ledger.sql("update run set intake_done = true where run_id = '" + id + "'");
        ledger.runs.mark(id, state, null, state == RunState.RUNNING ? null : LedgerOnDisk.NOW.plusSeconds(60));
        ledger.giveBack(id);
        later();
    }

    /** What was read before is not fresh any more. */
    void later() {
        nanos += 60_000_000_000L;
    }

    @Override
    public void close() {
        ledger.close();
    }
}
