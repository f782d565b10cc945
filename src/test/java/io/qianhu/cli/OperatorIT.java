package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.ledger.FirstLiveRun;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.RunState;
import io.qianhu.report.RunSummary;
import io.qianhu.sandbox.SandboxJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An operator's day: pause and cancel, rejects once more, doctor, purge, completion. */
class OperatorIT extends InAShop {
    private RunSummary summary() {
        return RunSummary.fromJson(shop.report("summary.json"));
    }

    @Test
    void aRunIsPausedResumedAndCancelledWhereNobodyWorksOnIt() {
        shop.run("--prepare-only").exits(5);
        String run = summary().run();
        assertThat(shop.say("pause", run, "--by", "wang.li").exits(0).out()).contains("is paused until `qianhu resume");
        assertThat(shop.run().exits(3).out()).contains("paused by wang.li", "PAUSED");
        assertThat(shop.say("resume", run).exits(0).out()).contains("released pause");
        shop.say("pause", "nosuchru").exits(2);
        shop.say("pause", run, "--by", " ").exits(2);

        assertThat(shop.say("cancel", run, "--reason", "call 13800000001 first")
                        .exits(0)
                        .out())
                .contains("is COMPLETED", "7 lists are given up", "138****0001");
        assertThat(shop.run().exits(4).out()).contains("was cancelled by", "--again LABEL");
        assertThat(summary().balanced()).isTrue();
        assertThat(summary().lists().get(ListState.ABANDONED)).isEqualTo(Shop.LISTS);
        assertThat(shop.say("runs").exits(0).out()).contains("COMPLETED (cancelled)");
        assertThat(shop.say("status", run).exits(0).out()).contains("Cancelled");
        assertThat(shop.say("cancel", run, "--by", "zhao").exits(0).out())
                .contains("is COMPLETED; it was cancelled by", "138****0001", "already, and that stands")
                .doesNotContain("zhao");
        assertThat(shop.api().createsReceived()).isZero();
    }

    /** The order is in the ledger; what is written behind it is another matter. */
    @Test
    void aRunIsCancelledThoughItsReportsCannotBeWritten() throws IOException {
        shop.run("--prepare-only").exits(5);
        String run = summary().run();
        Path reports = shop.home().resolve("reports").resolve(run);
        Files.move(reports, shop.home().resolve("reports-of-" + run));
        Files.writeString(reports, "in the way");

        Said said = shop.say("cancel", run).exits(0);
        assertThat(said.out()).contains("is COMPLETED", "7 lists are given up");
        assertThat(said.err()).contains("the reports of run " + run + " could not be written", "qianhu report " + run);

        Files.delete(reports);
        assertThat(shop.say("cancel", run).exits(0).out()).contains("already, and that stands");
        assertThat(summary().lists().get(ListState.ABANDONED)).isEqualTo(Shop.LISTS);
    }

    /** With the run of another thread; the commands go through its control server. */
    @Test
    void aRunThatIsWorkedOnIsPausedAndCancelled() throws Exception {
        shop.write("campaign.yml", Files.readString(shop.path("campaign.yml")).replace("100/s", "1/s"));
        String run;
        try (Worked worked = work()) {
            run = worked.run();
            assertThat(shop.say("pause", run).exits(0).out()).contains("stops at its next list");
            assertThat(worked.exit()).isEqualTo(3);
        }
        long sent = shop.api().createsReceived();
        assertThat(sent).isBetween(1L, Shop.LISTS - 1L);
        shop.say("resume", run).exits(0);
        try (Worked worked = work()) {
            worked.run();
            assertThat(shop.say("cancel", run, "--reason", "wrong script")
                            .exits(0)
                            .out())
                    .contains("ends at its next list");
            assertThat(worked.exit()).isEqualTo(0);
        }
        assertThat(summary().state()).isEqualTo(RunState.COMPLETED);
        assertThat(summary().balanced()).isTrue();
        assertThat(summary().calleesAbandoned()).isPositive();
        assertThat(SandboxJournal.tally(shop.journal()).duplicateNumbers()).isZero();
        assertThat(SandboxJournal.tally(shop.journal()).numbers())
                .isEqualTo(summary().calleesSubmitted());
    }

    /** {@code run} in a thread of this process, from its first accepted list on. */
    private Worked work() {
        long before = shop.api().createsReceived();
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() -> Qianhu.execute(FirstLiveRun.asked(
                        shop.home(),
                        List.of(
                                "run",
                                shop.path("campaign.yml").toString(),
                                shop.path("numbers.csv").toString(),
                                "--qianhu.home=" + shop.home(),
                                "--qianhu.dyvms.endpoint=" + shop.api().endpoint(),
                                "--qianhu.dyvms.access-key-id=sandbox",
                                "--qianhu.dyvms.access-key-secret=sandbox-secret"))
                .toArray(String[]::new)));
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> shop.api().createsReceived() > before);
        return new Worked(ControlFile.ofLivingOwner(shop.home()).orElseThrow().run(), exit);
    }

    private record Worked(String run, CompletableFuture<Integer> ends) implements AutoCloseable {
        int exit() throws Exception {
            return ends.get(1, TimeUnit.MINUTES);
        }

        @Override
        public void close() throws Exception {
            exit();
        }
    }

    @Test
    void repairedRejectsAreARunOfTheirOwn() throws IOException {
        shop.write("numbers.csv", "phone,name\n13800000000,a\n1380000,b\n");
        shop.run().exits(0);
        String run = summary().run();
        shop.write("repaired.csv", shop.report("rejects.csv").replace("1380000", "13800000000"));
        Said said = shop.say(
                        "retry-rejects",
                        run,
                        shop.path("campaign.yml").toString(),
                        shop.path("repaired.csv").toString())
                .exits(0);
        assertThat(said.out()).contains("Retry of", "callees of run " + run, "1  rows  callees of run");
        assertThat(shop.api().taskCount()).isOne();
        assertThat(shop.say(
                                "retry-rejects",
                                "nosuchru",
                                shop.path("campaign.yml").toString(),
                                "x.csv")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void doctorSaysWhatIsWellAndWhatIsNot() throws IOException {
        Said healthy = shop.say("doctor", "--campaigns", folder.toString()).exits(0);
        assertThat(healthy.out())
                .contains("OK    home", "OK    API", "OK    clock", "OK    kill switch", "OK    campaign", "OK    disk")
                .doesNotContain("sandbox-secret");
        assertThat(Files.exists(shop.home().resolve("lock")))
                .as("makes no home")
                .isFalse();

        shop.run().exits(0);
        assertThat(shop.say("doctor").exits(0).out()).contains("opens with safe settings, 1 runs", "no process has");

        shop.say("stop", "--all").exits(0);
        assertThat(shop.say("doctor").exits(3).out()).contains("FAIL  kill switch", "resume --all");
        shop.say("resume", "--all").exits(0);

        assertThat(shop.say("doctor", "--qianhu.dyvms.security-token=token")
                        .exits(0)
                        .out())
                .containsPattern("OK +account +127.0.0.1:[0-9]+ key temporary of 1234567890123456\n");

        Said wrongKey = shop.say("doctor", "--qianhu.dyvms.access-key-secret=another-secret")
                .exits(3);
        assertThat(wrongKey.out())
                .contains("FAIL  API", "SignatureDoesNotMatch")
                .doesNotContain("another-secret");
        assertThat(shop.say("doctor", "--qianhu.doctor.min-free-disk=9000000GB")
                        .exits(3)
                        .out())
                .contains("FAIL  disk", "make room");
        assertThat(shop.say("doctor", "--qianhu.nonsense=1").exits(3).out()).contains("FAIL  settings", "nonsense");
        shop.write("broken.yml", "nam: x\n");
        assertThat(shop.say("doctor", "--campaigns", folder.toString()).exits(3).out())
                .contains("FAIL  campaign", "broken.yml");
        assertThat(shop.api().taskCount()).isEqualTo(Shop.LISTS);
    }

    @Test
    void purgeSaysWhatItWouldDoAndCompletionIsAScript() {
        shop.run().exits(0);
        assertThat(shop.say("purge", "--older-than", "90d").exits(0).out()).contains("Runs purged: 0", "MB");
        assertThat(shop.say("purge", "--older-than", "1d", "--dry-run").exits(0).out())
                .contains("Runs that would be purged: 0");
        shop.say("purge", "--older-than", "soon").exits(2);
        shop.say("purge", "--older-than", "1h").exits(2);
        shop.say("purge").exits(2);
        assertThat(shop.say("completion").exits(0).out()).contains("complete -F", "retry-rejects", "--older-than");
    }
}
