package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.report.NumberReport;
import io.qianhu.report.RunSummary;
import org.junit.jupiter.api.Test;

/** A number is followed from its row to its task, and a do-not-call list is obeyed or the run refused. */
class FindIT extends InAShop {
    /** The numbers section comes behind the last line of the usual campaign. */
    private void suppressing(String more) {
        shop.campaign("window: always\nnumbers:\n  suppress: [" + shop.path("dnc.csv") + "]" + more);
    }

    @Test
    void followsANumberToItsTaskOrToTheListThatKeepsIt() {
        shop.write("dnc.csv", "phone\n13800000001\n13800000002\n139****0001\n");
        suppressing("\n  suppress-unreadable: warn");
        assertThat(shop.say(
                                "check",
                                shop.path("campaign.yml").toString(),
                                shop.path("numbers.csv").toString())
                        .exits(0)
                        .out())
                .containsPattern("suppressed +2")
                .contains("WARNING: what looks like a mobile in 1 rows");
        assertThat(shop.run().exits(0).out())
                .containsPattern("suppressed +2")
                .contains("dnc.csv; WARNING: what looks like a mobile in 1 rows", "The books balance.");

        assertThat(shop.say("find", "+86 138 0000 0000").exits(0).out())
                .contains("138****0000 is in 1 run", "list 1, ACCEPTED, task 4", "numbers.csv line 2");
        NumberReport report = NumberReport.fromJson(
                shop.say("find", "13800000001", "--json").exits(0).out());
        assertThat(report.runs()).singleElement().satisfies(run -> {
            assertThat(run.list()).isNull();
            assertThat(run.suppressed()).singleElement().satisfies(row -> {
                assertThat(row.line()).isEqualTo(3);
                assertThat(row.list()).asString().endsWith("dnc.csv");
            });
        });
        assertThat(shop.say("find", "13911112222").exits(6).out()).contains("139****2222 is in no run");
        assertThat(shop.say("find", "hello").exits(2).err()).contains("is no number");
        assertThat(shop.api().taskCount()).isEqualTo(Shop.LISTS);
    }

    @Test
    void aRejectedCellIsShownMaskedAndFoundByEachOfItsNumbers() {
        shop.write(
                "numbers.csv",
                Shop.numbers(10) + "\n13800000098/13800000099,two\n王小明 13800000097,name first\n13800000096/1,x\n");
        assertThat(shop.run().exits(0).out())
                .containsPattern("several-numbers +1  .*\n +such as .*numbers\\.csv line 12: 138\\*{8}/\\*{9}99\n")
                .containsPattern("letters +2  .*\n +such as .*numbers\\.csv line 13: xxx 138\\*{6}97\n");
        assertThat(RunSummary.fromJson(shop.report("summary.json"))
                        .rejectExamples()
                        .get("letters"))
                .extracting(RunSummary.RejectedCell::line, RunSummary.RejectedCell::cell)
                .containsExactly(13L, "xxx 138******97");

        assertThat(shop.say("find", "138-0000-0098").exits(0).out()).contains("numbers.csv line 12");
        assertThat(shop.say("find", "13800000099").exits(0).out()).contains("numbers.csv line 12");
        assertThat(shop.say("find", "13800000096").exits(0).out()).contains("numbers.csv line 14");
    }

    @Test
    void whoWasCalledIsNotCalledAgainByOtherFiles() {
        shop.run().exits(0);
        shop.write("dnc.csv", "phone\n13800009999\n");
        suppressing("\n  not-called-within: 7d");
        shop.write("numbers.csv", Shop.numbers(Shop.CALLEES + 5));
        assertThat(shop.run().exits(0).out()).contains("called within 7d").containsPattern("submitted +5\n");
        assertThat(shop.api().taskCount()).isEqualTo(Shop.LISTS + 1);
    }

    @Test
    void aDoNotCallListThatIsNotThereStopsEverything() {
        suppressing("");
        shop.run().refuses("numbers.suppress", "dnc.csv", "no such file");
        shop.write("dnc.csv", "phone\n");
        shop.run().refuses("numbers.suppress", "dnc.csv", "holds no number");
        assertThat(shop.api().createsReceived()).isZero();
    }
}
