package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.qianhu.ledger.FirstLiveRun;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Qianhu refuses before anything is done: one line that says what, where and what to do, exit 2. */
class RefusalsIT extends InAShop {
    @AfterEach
    void nothingWasSubmitted() {
        assertThat(shop.api().createsReceived()).isZero();
    }

    @Test
    void aCampaignThatIsNotThere() {
        shop.say("run", shop.path("sprign.yml").toString()).refuses("sprign.yml", "does not exist");
    }

    @Test
    void aKeyThatNoCampaignHas() throws IOException {
        Path campaign = shop.path("campaign.yml");
        Files.writeString(campaign, Files.readString(campaign).replace("dialog-id", "dialogue-id"));
        Said said = shop.run().exits(2);
        assertThat(said.err()).contains("campaign.yml", "dialogue-id", "dialog-id");
    }

    @Test
    void anInputFileThatIsNotThere() {
        shop.say(
                        "run",
                        shop.path("campaign.yml").toString(),
                        shop.path("missing.csv").toString())
                .refuses("missing.csv", "no such file");
    }

    @Test
    void aGlobThatMatchesNothing() {
        shop.say(
                        "run",
                        shop.path("campaign.yml").toString(),
                        shop.path("none-*.csv").toString())
                .refuses("none-*.csv", "matches no file");
    }

    @Test
    void aCampaignWithoutInput() {
        shop.say("run", shop.path("campaign.yml").toString()).refuses("spring-renewal has no input", "input.files");
    }

    @Test
    void anInputFileThatMayNotBeRead() {
        File file = shop.path("numbers.csv").toFile();
        assertThat(file.setReadable(false)).isTrue();
        assumeFalse(file.canRead(), "root reads everything");
        shop.run().refuses("numbers.csv", "may not be read", "permission");
    }

    @Test
    void anEmptyFile() {
        shop.write("numbers.csv", "");
        shop.run().refuses("numbers.csv", "holds no row", "0 bytes", "limits.empty-run: ok");
    }

    @Test
    void aFileWithoutPhoneColumn() {
        shop.write("numbers.csv", "name,city\nLi,Hangzhou\nWang,Beijing\n");
        shop.run().refuses("numbers.csv", "column");
    }

    @Test
    void aFileWithTwoPhoneColumns() {
        shop.write("numbers.csv", "phone,mobile\n13800000001,13800000002\n13800000003,13800000004\n");
        shop.run().refuses("numbers.csv", "phone", "mobile", "input: { column: ");
    }

    @Test
    void aFileThatChangedSinceItsRunBegan() {
        shop.run("--prepare-only").exits(5);
        shop.write("numbers.csv", Shop.numbers(Shop.CALLEES - 1));
        shop.run().refuses("numbers.csv changed since run", "put the file back", "--again LABEL");
        shop.write("numbers.csv", Shop.numbers(Shop.CALLEES));
        shop.run("--prepare-only").exits(5);
    }

    @Test
    void otherIntakeSettingsForARunThatBegan() throws IOException {
        shop.run("--prepare-only").exits(5);
        Path campaign = shop.path("campaign.yml");
        Files.writeString(campaign, Files.readString(campaign) + "numbers: { accept: [mobile, landline] }\n");
        shop.run().refuses("numbers.accept [mobile]", "[landline, mobile]", "put these settings back");
    }

    @Test
    void clearTextToAnotherMachine() {
        shop.run("--qianhu.dyvms.endpoint=http://dyvmsapi.aliyuncs.com").refuses("qianhu.dyvms.endpoint", "use https");
        assertThat(shop.home()).doesNotExist();
    }

    @Test
    void aSettingThatNobodyKnows() {
        shop.run("--qianhu.dispatch.settle-afer=3s").refuses("unknown setting qianhu.dispatch.settle-afer");
        shop.run("--qianhu.dispatch.settle-after=soon").refuses("qianhu.dispatch.settle-after", "soon");
        shop.run("--qianhu.dispatch.settle-after=1h", "--qianhu.dispatch.settle-after=2h")
                .refuses("--qianhu.dispatch.settle-after is given 2 times");
        assertThat(shop.home()).doesNotExist();
    }

    @Test
    void aLedgerThatLosesCommits() {
        String url = "jdbc:h2:file:" + shop.path("unsafe");
        shop.run("--qianhu.ledger.url=" + url).refuses("WRITE_DELAY is", "set WRITE_DELAY=0 in qianhu.ledger.url");
        assertThat(shop.path("unsafe.mv.db")).doesNotExist();
        shop.run("--qianhu.ledger.url=jdbc:h2:mem:ledger;WRITE_DELAY=0").refuses("must be H2 in a file");
    }

    /** Which is raised and said, and refused by nobody. */
    @Test
    void aProofOfAbsenceThatWouldComeTooEarly() {
        List<String> words = List.of(
                "run",
                shop.path("campaign.yml").toString(),
                shop.path("numbers.csv").toString(),
                "--prepare-only",
                "--qianhu.home=" + shop.home(),
                "--qianhu.dyvms.endpoint=https://dyvms.example.invalid",
                "--qianhu.dispatch.settle-after=30m");
        assertThat(Said.by(FirstLiveRun.asked(shop.home(), words).toArray(String[]::new))
                        .exits(5)
                        .err())
                .contains("qianhu.dispatch.settle-after is 30m", "it is raised to that");
    }

    @Test
    void aHomeThatCannotBeUsed() {
        shop.run("--qianhu.home=" + shop.path("numbers.csv")).refuses("numbers.csv", "cannot be used", "qianhu.home");
        shop.run("--qianhu.home=").refuses("--qianhu.home= has no value");
    }

    @Test
    void aLabelWithBlanks() {
        shop.run("--again", "second time").refuses("second time", "letters, digits");
    }

    @Test
    void aRunThatNobodyKnows() {
        shop.say("status").refuses("no run yet");
        shop.say("status", "abcd2345").refuses("no run abcd2345", "qianhu runs");
        assertThat(shop.home()).doesNotExist();
        assertThat(shop.say("runs").exits(0).out()).contains("No run yet");
        shop.say("stop").refuses("no run is active");
        shop.say("report", "abcd2345").refuses("no run abcd2345");
    }

    @Test
    void aSandboxPortThatIsTaken() {
        Said said = shop.say("sandbox", "--port", "" + shop.api().endpoint().getPort());
        assertThat(said.exits(1).err()).hasLineCount(1).contains("choose another qianhu.sandbox.port");
    }

    @Test
    void whatNoCommandUnderstands() {
        assertThat(shop.say("runn").exits(2).err()).contains("runn");
        assertThat(shop.say("run").exits(2).err()).contains("CAMPAIGN.yml");
        assertThat(shop.say().exits(2).err()).contains("a command is missing");
        assertThat(shop.say("--help").exits(0).out()).contains("Exit codes", "run", "check");
        assertThat(shop.say("run", "--help").exits(0).out()).contains("--prepare-only", "Examples");
        assertThat(shop.home()).doesNotExist();
    }
}
