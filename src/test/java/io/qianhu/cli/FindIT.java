package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.report.NumberReport;
import org.junit.jupiter.api.Test;

/** A number is followed from its row to its task, and a do-not-call list is obeyed or the run refused. */
class FindIT extends InAShop {
    /** The numbers section comes behind the last line of the usual campaign. */
    private void suppressing(String more) {
        shop.campaign("window: always\nnumbers:\n  suppress: [" + shop.path("dnc.csv") + "]" + more);
    }

    @Test
    void followsANumberToItsTaskOrToTheListThatKeepsIt() {
        shop.write("dnc.csv", "phone\n13800000001\n13800000002\nnonsense\n");
        suppressing("");
        assertThat(shop.say(
                                "check",
                                shop.path("campaign.yml").toString(),
                                shop.path("numbers.csv").toString())
                        .exits(0)
                        .out())
                .containsPattern("suppressed +2")
                .contains("WARNING: 1 of 3 rows hold no number");
        assertThat(shop.run().exits(0).out())
                .containsPattern("suppressed +2")
                .contains("dnc.csv; WARNING: 1 of 3 rows", "The books balance.");

        assertThat(shop.say("find", "+86 138 0000 0000").exits(0).out())
                .contains("138****0000 is in 1 run", "list 1, ACCEPTED, task 4", "numbers.csv line 2");
        NumberReport report = NumberReport.fromJson(
                shop.say("find", "13800000001", "--json").exits(0).out());
        assertThat(report.runs()).singleElement().satisfies(run -> {
            assertThat(run.list()).isNull();
            assertThat(run.suppressed()).singleElement().satisfies(row -> {
                assertThat(row.line()).isEqualTo(3);
                assertThat(row.list()).endsWith("dnc.csv");
            });
        });
        assertThat(shop.say("find", "13911112222").exits(6).out()).contains("139****2222 is in no run");
        assertThat(shop.say("find", "hello").exits(2).err()).contains("is no number");
        assertThat(shop.api().taskCount()).isEqualTo(Shop.LISTS);
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
