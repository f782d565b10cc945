package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.RunState;
import io.qianhu.report.RunSummary;
import io.qianhu.sandbox.Fault;
import io.qianhu.sandbox.SandboxJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a person decides: refused and held lists, and the kill switch. */
class DecisionsIT extends InAShop {
    @Test
    void refusedListsAreSubmittedAgainOrGivenUp() {
        shop.api(Map.of("faults.refuse-with", "isv.MOBILE_NUMBER_ILLEGAL", "faults.refuse-every", "3"));
        shop.run().exits(3);
        String run = summary().run();
        List<String> refused = lists("REFUSED");
        assertThat(refused).hasSize(2);

        Said again = shop.say("resolve", run, refused.get(0), "--resubmit", "--by", "wang.li", "--reason", "put right")
                .exits(0);
        assertThat(again.out())
                .contains("REFUSED -> PENDING, decided by wang.li", "is STOPPED", "run its command again");
        shop.say("resolve", run, refused.get(1), "--abandon").exits(0);
        assertThat(shop.say("resolve", run, refused.get(1), "--abandon")
                        .exits(2)
                        .err())
                .contains("is ABANDONED, which leaves a person nothing to decide");

        shop.api(Map.of());
        shop.run().exits(0);
        assertThat(summary().lists().get(ListState.ABANDONED)).isOne();
        assertThat(summary().calleesSubmitted() + summary().calleesAbandoned()).isEqualTo(Shop.CALLEES);
        assertThat(summary().balanced()).isTrue();
        assertThat(SandboxJournal.tally(shop.journal()).duplicateNumbers()).isZero();
        assertThat(shop.report("tasks.csv")).contains("ABANDON_REFUSED by " + System.getProperty("user.name"));
        shop.run().exits(4);
    }

    @Test
    void aHeldListIsAcceptedUnderTheTaskThatAPersonFound() {
        shop.campaign("in-flight: 1\n  window: always");
        shop.api(Map.of("faults.refuse-with", "isv.NOBODY_KNOWS", "faults.refuse-every", "7"));
        shop.run().exits(1);
        shop.run().exits(3);
        String run = summary().run();
        List<String> held = lists("HELD");
        assertThat(held).hasSize(1);

        assertThat(shop.say("resolve", run, held.get(0), "--accepted", firstTask())
                        .exits(2)
                        .err())
                .contains("cannot have it too");
        assertThat(shop.say("resolve", run, held.get(0), "--accepted", "4009999999")
                        .exits(0)
                        .out())
                .contains("HELD -> ACCEPTED", "run " + run + " is COMPLETED");
        assertThat(summary().state()).isEqualTo(RunState.COMPLETED);
        shop.run().exits(4);
        shop.say("resolve", "nosuchru", "1", "--abandon").exits(2);
        shop.say("resolve", run, "1", "2", "--accepted", "4009999999").exits(2);
        shop.say("resolve", run, "1").exits(2);
        assertThat(shop.say("resume", run, "--by", " ").exits(2).err()).contains("who decides must be named");
    }

    @Test
    void unconfirmedListsAreSettledWithoutTheCampaign() {
        shop.api(Map.of("timestamp-validity", "2s"));
        shop.api().nextCreates(Fault.NONE, Fault.DROP_AFTER_ACCEPT, Fault.DROP_BEFORE_ACCEPT, Fault.ERROR_AFTER_ACCEPT);
        shop.run("--no-wait").exits(5);
        String run = summary().run();
        assertThat(summary().lists().get(ListState.UNCONFIRMED)).isOne();

        String soon = "--qianhu.dispatch.settle-after=4s";
        long opened =
                ledgersOpened(() -> assertThat(shop.say("settle", run, soon, "--qianhu.dispatch.ask-again-after=1s")
                                .exits(5)
                                .out())
                        .contains("1 list is left; run its command again"));
        assertThat(opened).isOne();
        assertThat(summary().lists().get(ListState.PENDING)).isOne();
        assertThat(shop.api().createsReceived()).isEqualTo(Shop.LISTS);

        shop.run().exits(0);
        assertThat(SandboxJournal.tally(shop.journal()).duplicateNumbers()).isZero();
        assertThat(SandboxJournal.tally(shop.journal()).numbers()).isEqualTo(Shop.CALLEES);
        shop.say("settle", run).exits(0);
        shop.say("settle", "nosuchru").exits(2);
    }

    @Test
    void theKillSwitchLetsNothingBegin() throws IOException {
        assertThat(shop.say("stop", "--all").exits(0).out()).contains("the kill switch is on; no run is active");
        assertThat(shop.run().exits(2).err()).contains("STOP", "resume --all");
        assertThat(shop.say("stop", "--all").exits(0).out()).contains("as before");
        assertThat(shop.api().createsReceived()).isZero();

        shop.say("resume", "--all").exits(0);
        shop.say("resume", "--all").exits(2);
        assertThat(Files.exists(shop.home().resolve("STOP"))).isFalse();
        shop.run().exits(0);
        assertThat(SandboxJournal.tally(shop.journal()).numbers()).isEqualTo(Shop.CALLEES);
    }

    /** How often the application behind the ledger says that it has started. */
    private static long ledgersOpened(Runnable what) {
        Logger logger = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try {
            what.run();
        } finally {
            logger.detachAppender(lines);
        }
        return lines.list.stream()
                .filter(line -> line.getFormattedMessage().matches("Started [A-Za-z]+ in .* seconds.*"))
                .count();
    }

    private RunSummary summary() {
        return RunSummary.fromJson(shop.report("summary.json"));
    }

    /** The numbers of the lists in this state, as tasks.csv has them. */
    private List<String> lists(String state) {
        return shop.report("tasks.csv")
                .lines()
                .filter(line -> line.contains("," + state + ","))
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
    }

    private String firstTask() {
        try (var tasks = SandboxJournal.read(shop.journal())) {
            return Long.toString(tasks.findFirst().orElseThrow().id());
        }
    }
}
