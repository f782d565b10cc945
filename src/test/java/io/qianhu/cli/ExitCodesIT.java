package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.ledger.ListState;
import io.qianhu.report.RunSummary;
import io.qianhu.sandbox.SandboxJournal;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every exit code, how it comes about, and what the same command does next. */
class ExitCodesIT extends InAShop {
    @Test
    void sendsTheSameFilesAgainOnPurposeOnly() {
        assertThat(shop.run().exits(0).out()).contains("The books balance.");
        assertThat(shop.run().exits(4).out()).contains("already completed", "--again LABEL");
        assertThat(shop.api().taskCount()).isEqualTo(Shop.LISTS);

        assertThat(shop.run("--again", "second").exits(0).out()).contains("label second");
        assertThat(shop.api().taskCount()).isEqualTo(2 * Shop.LISTS);
        assertThat(SandboxJournal.tally(shop.journal()).repeatedTaskNames()).isZero();
        shop.run("--again", "second").exits(4);
    }

    @Test
    void storesFirstAndSubmitsWhenItIsToldTo() {
        assertThat(shop.run("--prepare-only").exits(5).out()).contains("--prepare-only", "PENDING      7");
        shop.run("--prepare-only").exits(5);
        assertThat(shop.api().createsReceived()).isZero();
        shop.run().exits(0);
        submittedOnce();
        shop.run("--prepare-only").exits(4);
    }

    @Test
    void completesWithRefusedListsThatNeedAPerson() {
        shop.api(Map.of("faults.refuse-with", "isv.MOBILE_NUMBER_ILLEGAL", "faults.refuse-every", "3"));
        assertThat(shop.run().exits(3).out()).contains("REFUSED      2", "What to do next");
        assertThat(shop.report("tasks.csv").lines().filter(line -> line.contains("isv.MOBILE_NUMBER_ILLEGAL")))
                .hasSize(2)
                .allMatch(line -> line.contains("REFUSED"));
        assertThat(shop.run().exits(4).out()).contains("callees need a person");
        assertThat(shop.api().createsReceived()).isEqualTo(Shop.LISTS);
    }

    @Test
    void failsInArrearsAndGoesOnAfterThem() {
        shop.api(Map.of("faults.refuse-with", "isv.AMOUNT_NOT_ENOUGH"));
        Said failed = shop.run().exits(1);
        assertThat(failed.err()).contains("isv.AMOUNT_NOT_ENOUGH", "top it up");
        assertThat(summary().lists().get(ListState.PENDING)).isEqualTo(Shop.LISTS);

        shop.api(Map.of());
        shop.run().exits(0);
        submittedOnce();
    }

    @Test
    void failsWhenTheSameRefusalComesForEveryList() {
        shop.api(Map.of("faults.refuse-with", "isv.INVALID_PARAMETERS"));
        shop.campaign("in-flight: 1\n  window: always");
        assertThat(shop.run().exits(1).err()).contains("5 lists in a row");
        assertThat(summary().lists().get(ListState.PENDING)).isEqualTo(Shop.LISTS - 5);
    }

    @Test
    void waitsForTheCallingWindowByStopping() {
        shop.campaign("window: \"" + closedNow() + "\"");
        Said stopped = shop.run().exits(5);
        assertThat(stopped.out()).contains("is closed until", closedNow().substring(0, 5));
        assertThat(shop.api().createsReceived()).isZero();

        shop.campaign("window: always");
        shop.run().exits(0);
        submittedOnce();
    }

    @Test
    void failsWhenNobodyListensAndLosesNothing() {
        String deadEnd = shop.api().endpoint().toString();
        shop.api().close();
        Said failed = shop.run("--qianhu.dyvms.endpoint=" + deadEnd, "--qianhu.dispatch.breaker-wait=1s")
                .exits(1);
        assertThat(failed.err()).contains("check qianhu.dyvms.endpoint", "run the same command again");
        assertThat(summary().lists().get(ListState.PENDING)).isEqualTo(Shop.LISTS);

        shop.api(Map.of());
        shop.run().exits(0);
        submittedOnce();
    }

    @Test
    void aRunThatCallsNobodyNeedsAPersonOnce() {
        shop.write("numbers.csv", "phone\nno number\n12\n");
        assertThat(shop.run().exits(3).out()).contains("The books balance.", "nobody is called: 2 of 2 rows");
        shop.run().exits(4);
        assertThat(shop.api().createsReceived()).isZero();
    }

    private void submittedOnce() {
        assertThat(SandboxJournal.tally(shop.journal()).duplicateNumbers()).isZero();
        assertThat(SandboxJournal.tally(shop.journal()).numbers()).isEqualTo(Shop.CALLEES);
        assertThat(summary().calleesSubmitted()).isEqualTo(Shop.CALLEES);
        assertThat(summary().balanced()).isTrue();
    }

    private RunSummary summary() {
        return RunSummary.fromJson(shop.report("summary.json"));
    }

    /** A window that opens in some hours, in the campaign's zone. */
    private static String closedNow() {
        return LocalTime.now(ZoneId.of("Asia/Shanghai")).getHour() < 12 ? "20:00-21:00" : "03:00-04:00";
    }
}
