package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.message.Message;
import io.qianhu.report.RunReports;
import io.qianhu.report.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is done behind an order that was answered. */
@Timeout(60)
class LaterReportsTest {
    @TempDir
    private Path folder;

    private final CountDownLatch blocked = new CountDownLatch(1);
    private final List<String> told = new CopyOnWriteArrayList<>();
    private LedgerOnDisk ledger;
    private LaterReports later;

    @BeforeEach
    void open() {
        ledger = new LedgerOnDisk(folder);
        ledger.begin("k3f9x2mq");
        ledger.begin("b7w2n8pd");
        later = new LaterReports(
                new RunReports(
                        ledger.runs, folder.resolve("reports"), Words.of(Locale.ENGLISH), ZoneId.of("Asia/Shanghai")),
                this::hear);
    }

    @AfterEach
    void close() {
        blocked.countDown();
        later.close();
        ledger.close();
    }

    private void hear(Message trouble) {
        told.add(trouble.english());
        try {
            blocked.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void nobodyWaitsForReportsAndTheNextAreWrittenWhereOnesCannotBe() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("reports")).resolve("k3f9x2mq"), "in the way");

        later.write("k3f9x2mq");
        later.write("b7w2n8pd");

        await().until(() -> told.size() == 1);
        assertThat(told.get(0))
                .contains(
                        "the reports of run k3f9x2mq could not be written",
                        "`qianhu report k3f9x2mq` writes them again");
        assertThat(folder.resolve("reports").resolve("b7w2n8pd")).doesNotExist();
        CompletableFuture<Void> closed = CompletableFuture.runAsync(later::close);
        assertThat(closed).isNotDone();

        blocked.countDown();
        closed.join();
        assertThat(folder.resolve("reports").resolve("b7w2n8pd").resolve("summary.txt"))
                .exists();
    }
}
