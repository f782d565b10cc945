package io.qianhu.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.dispatch.Answers;
import io.qianhu.dyvms.Answer;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.Target;
import io.qianhu.message.Message;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Days and nights of one campaign, on a real ledger with the whole job; it is Monday 09:00 when a test begins. */
class SimulatedSchedulesTest {
    private static final String NIGHTLY = """
            schedule: { cron: "0 2 * * *" }
            inbox: { INBOX }
            dispatch: { window: always }
            """;

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private ScheduleRig rig;

    private ScheduleRig rig(String campaign) throws Exception {
        rig = new ScheduleRig(folder, campaign);
        return rig.starts();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private static long[] numbers(int from, int to) {
        return LongStream.range(from, to).toArray();
    }

    @Test
    void readsAtNightAndSubmitsWhenTheWindowOpens() throws Exception {
        rig(NIGHTLY.replace("always", "\"09:00-12:00\"")).comes("monday.csv", 0, 2_500);
        rig.until("03T01:59");
        assertThat(rig.runs()).isEmpty();

        rig.until("03T08:59");
        assertThat(rig.runs()).singleElement().satisfies(run -> {
            assertThat(run.state()).isEqualTo(RunState.STOPPED);
            assertThat(run.intakeDone()).isTrue();
        });
        assertThat(rig.events.heard()).containsExactly("ended STOPPED");

        rig.until("04T01:00");
        assertThat(rig.events.heard()).containsExactly("ended COMPLETED");
        assertThat(rig.hours()).containsExactly("03T09");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 2_500));
    }

    @Test
    void takesEachNightWhatIsNewAndNothingTwice() throws Exception {
        rig(NIGHTLY).comes("a.csv", 0, 1_500);
        rig.until("03T12:00").comes("b.csv", 1_500, 1_500);
        // The same content under another name, and another file that looks as before.
        Files.copy(rig.inbox.resolve("a.csv"), rig.inbox.resolve("copy-of-a.csv"));
        rig.until("05T01:00");

        assertThat(rig.events.heard()).containsExactly("ended COMPLETED", "ended COMPLETED");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 3_000));

        rig.until("05T12:00");
        assertThat(rig.events.heard()).containsExactly("no run for the schedule of 2026-03-05 02:00: no new file came");
        assertThat(rig.runs()).hasSize(2);
    }

    /** As an exporter does that keeps times, or copies with them. */
    @Test
    void takesAFileThatWasWrittenAnewWithTheSameNameSizeAndTime() throws Exception {
        Path file = rig(NIGHTLY).comes("a.csv", 0, 1_500);
        FileTime at = Files.getLastModifiedTime(file);
        rig.until("03T12:00");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 1_500));

        rig.comes("a.csv", 1_500, 1_500);
        Files.setLastModifiedTime(file, at);
        rig.until("04T12:00");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 3_000));
    }

    @Test
    void makesOneRunOfAllThatIsNew() throws Exception {
        rig(NIGHTLY).comes("a.csv", 0, 1_000);
        rig.comes("b.csv", 500, 1_000);
        rig.until("03T12:00");

        assertThat(rig.runs()).hasSize(1);
        assertThat(rig.submitted()).isEqualTo(numbers(0, 1_500));
    }

    @Test
    void takesAFileThatComesLate() throws Exception {
        rig(NIGHTLY).until("03T05:30").comes("late.csv", 0, 1_000);
        rig.until("03T12:00");

        assertThat(rig.events.heard()).containsExactly("ended COMPLETED");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 1_000));
    }

    @Test
    void leavesAFileThatComesTooLateToTheNextNight() throws Exception {
        rig(NIGHTLY).until("03T06:05").comes("too-late.csv", 0, 1_000);
        rig.until("04T01:59");
        assertThat(rig.events.heard()).containsExactly("no run for the schedule of 2026-03-03 02:00: no new file came");

        rig.until("04T12:00");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 1_000));
    }

    @Test
    void waitsForAFileThatIsStillBeingWritten() throws Exception {
        rig(NIGHTLY).comes("whole.csv", 0, 500);
        for (int written = 1; written <= 9; written++) {
            rig.until("03T02:00:" + (10 + written * 5)).comes("growing.csv", 500, written * 100);
        }
        rig.until("03T02:01:40");
        assertThat(rig.runs()).as("perhaps not yet whole").isEmpty();

        rig.until("03T02:02");
        rig.until("03T12:00");
        assertThat(rig.runs()).hasSize(1);
        assertThat(rig.submitted()).isEqualTo(numbers(0, 1_400));
    }

    @Test
    void goesWithoutAFileThatIsNeverWhole() throws Exception {
        rig(NIGHTLY.replace("INBOX", "INBOX, marker: .ok, wait-for: 30m")).comes("whole.csv", 0, 500);
        rig.comes("whole.csv.ok", 0, 0);
        rig.comes("half.csv", 500, 500);
        rig.until("03T12:00");

        assertThat(rig.events.heard())
                .containsExactly(
                        "not complete in time for the schedule of 2026-03-03 02:00, and left to the next one: half.csv",
                        "ended COMPLETED");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 500));

        rig.comes("half.csv.ok", 0, 0);
        rig.until("04T12:00");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 1_000));
    }

    @Test
    void anEmptyFileThatCameSinceTheScheduleMayOnlyBeBegun() throws Exception {
        rig(NIGHTLY);
        Files.createFile(rig.inbox.resolve("empty.csv"));
        rig.until("03T12:00");

        assertThat(rig.runs()).isEmpty();
        assertThat(rig.events.heard()).singleElement().asString().contains("not complete in time: ", "empty.csv");
    }

    @Test
    void continuesInTheMorningWhatACrashAtNightInterrupted() throws Exception {
        rig(NIGHTLY).comes("a.csv", 0, 2_500);
        rig.diesWhenARunBegins = true;
        rig.until("03T02:30");
        assertThat(rig.runs()).hasSize(1);
        assertThat(rig.submitted()).isEmpty();

        rig.until("03T08:00").starts().comes("b.csv", 2_500, 2_500);
        rig.until("03T20:00");
        assertThat(rig.events.heard()).as("b.csv is for the next night").containsExactly("ended COMPLETED");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 2_500));

        rig.until("04T12:00");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 5_000));
        assertThat(rig.runs()).hasSize(2);
    }

    @Test
    void doesNothingTwiceWhenItDiesBeforeItCouldNoteWhatItDid() throws Exception {
        rig(NIGHTLY).comes("a.csv", 0, 1_500);
        rig.until("03T01:59");
        ScheduleData before = rig.data();
        rig.until("03T02:30");
        assertThat(rig.events.heard()).containsExactly("ended COMPLETED");
        rig.dies();
        rig.store.change(ScheduleRig.NAME, now -> before);

        rig.until("03T03:00").starts().until("04T01:00");
        assertThat(rig.events.heard())
                .as("the run of the night answers the schedule")
                .isEmpty();
        assertThat(rig.runs()).hasSize(1);
        assertThat(rig.submitted()).isEqualTo(numbers(0, 1_500));
    }

    @ParameterizedTest
    @CsvSource({
        "run-once, 12h, 'the schedule of 2026-03-03 02:00 was missed; made up for now', 1500",
        "skip, 12h, 'the schedule of 2026-03-03 02:00 was missed; left out (schedule.missed: skip)', 0",
        "ask, 12h, 'the schedule of 2026-03-03 02:00 was missed; to make up for it: qianhu resume spring-renewal', 0",
        "run-once, 5h, 'the schedule of 2026-03-03 02:00 was missed; left out, since it is longer ago than schedule.missed-within', 0",
    })
    void treatsAMissedNightAsTheCampaignSays(String missed, String within, String told, int submitted)
            throws Exception {
        rig(NIGHTLY.replace("\" }", "\", missed: " + missed + ", missed-within: " + within + " }"))
                .comes("a.csv", 0, 1_500);
        rig.until("02T22:00").dies();
        rig.until("03T08:00").starts().until("04T01:00");

        assertThat(rig.events.heard()).startsWith(told);
        assertThat(rig.submitted()).isEqualTo(numbers(0, submitted));

        rig.until("04T12:00");
        assertThat(rig.submitted()).as("the next night").isEqualTo(numbers(0, 1_500));
    }

    @Test
    void aRestartOfAFewMinutesMissesNothing() throws Exception {
        rig(NIGHTLY.replace("\" }", "\", missed: skip }")).comes("a.csv", 0, 1_000);
        rig.until("03T01:58").dies();
        rig.until("03T02:04").starts().until("03T12:00");

        assertThat(rig.events.heard()).containsExactly("ended COMPLETED");
    }

    @Test
    void anAnswerMakesUpForTheMissedNight() throws Exception {
        rig(NIGHTLY.replace("\" }", "\", missed: ask }")).comes("a.csv", 0, 1_500);
        rig.until("02T22:00").dies();
        rig.until("03T08:00").starts().until("03T15:00");
        assertThat(rig.submitted()).isEmpty();

        assertThat(rig.resumes("summer")).isEmpty();
        assertThat(rig.resumes(ScheduleRig.NAME)).isEqualTo("the schedule of 2026-03-02T18:00:00Z is made up for");
        rig.wake();
        rig.until("03T16:00");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 1_500));
    }

    @Test
    void aQuestionThatNobodyAnswersEndsWithTheNextNight() throws Exception {
        rig(NIGHTLY.replace("\" }", "\", missed: ask }")).until("02T22:00").dies();
        rig.until("03T08:00").starts().comes("a.csv", 0, 1_500);
        rig.until("04T12:00");

        assertThat(rig.events.heard())
                .containsExactly(
                        "the schedule of 2026-03-03 02:00 was missed; to make up for it: qianhu resume "
                                + ScheduleRig.NAME,
                        "the schedule of 2026-03-03 02:00 was missed; nobody answered, and it is left out",
                        "ended COMPLETED");
    }

    /** A backup of days ago knows of no schedule since; only the latest counts, and only when it is not too old. */
    @ParameterizedTest
    @ValueSource(strings = {"09:00", "20:00"})
    void neverFiresSchedulesOfDaysAgo(String hour) throws Exception {
        rig(NIGHTLY).until("03T22:00").dies();
        rig.events.heard();
        rig.until("08T" + hour).starts().until("08T23:00");

        assertThat(rig.events.heard())
                .startsWith(
                        "4 schedules were missed, 2026-03-04 02:00 to 2026-03-07 02:00; left out, since it came round"
                                + " again later",
                        "the schedule of 2026-03-08 02:00 was missed; "
                                + (hour.equals("09:00")
                                        ? "made up for now"
                                        : "left out, since it is longer ago than schedule.missed-within"));
    }

    @Test
    void aScheduleThatWasChangedDoesNotApplyBackwards() throws Exception {
        rig(NIGHTLY).comes("a.csv", 0, 1_000);
        rig.until("02T12:00");
        rig.campaign(NIGHTLY.replace("0 2", "0 10"));
        rig.wake();
        rig.until("02T20:00");
        assertThat(rig.events.heard()).isEmpty();

        rig.until("03T12:00");
        assertThat(rig.hours()).containsExactly("03T10");
    }

    @Test
    void whatFailedIsTriedAgainSeldomerAndSeldomerAndHoldsUpTheNextNight() throws Exception {
        rig(NIGHTLY).comes("a.csv", 0, 1_000);
        rig.answers = n -> Answer.stop(Answers.reply(400, "isv.AMOUNT_NOT_ENOUGH"), Message.text("Top it up."));
        rig.until("03T04:00");
        assertThat(rig.events.heard()).hasSize(5).containsOnly("ended FAILED");
        assertThat(rig.data().retry())
                .isNotNull()
                .satisfies(retry -> assertThat(retry.failures()).isEqualTo(5));

        rig.comes("b.csv", 1_000, 1_000);
        rig.until("04T02:30");
        assertThat(rig.events.heard())
                .contains("the schedule of 2026-03-04 02:00 waits, since the run has not come to its end");

        rig.answers = n -> Answers.accepted("task " + n);
        rig.until("04T12:00");
        assertThat(rig.runs()).hasSize(2).allMatch(run -> run.state() == RunState.COMPLETED);
        assertThat(rig.submitted()).isEqualTo(numbers(0, 2_000));
    }

    @Test
    void aRunThatAPersonStoppedWaitsForThatPerson() throws Exception {
        stopsAtTheFirstList();
        assertThat(rig.events.heard()).containsExactly("ended STOPPED");

        rig.until("04T03:00");
        assertThat(rig.events.heard())
                .containsExactly("the schedule of 2026-03-04 02:00 waits, since the run was stopped by request");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 1_000));
        assertThat(rig.resumes(rig.runs().get(0).id())).isEqualTo("the stop is lifted");
        rig.until("04T03:05");
        assertThat(rig.events.heard()).containsExactly("ended COMPLETED");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 2_000));
    }

    /** A run of two lists, which a person stops when the first has left. */
    private void stopsAtTheFirstList() throws Exception {
        rig(NIGHTLY.replace("always", "always, in-flight: 1")).comes("a.csv", 0, 2_000);
        rig.answers = n -> {
            if (n == 1) {
                rig.stops();
            }
            return Answers.accepted("task " + n);
        };
        rig.until("03T02:30");
    }

    @Test
    void aStopIsKeptWhenTheProcessDiesAtOnceOrTheRunFails() throws Exception {
        rig(NIGHTLY).comes("a.csv", 0, 1_000);
        rig.answers = n -> {
            rig.stops();
            return Answer.stop(Answers.reply(400, "isv.AMOUNT_NOT_ENOUGH"), Message.text("Top it up."));
        };
        rig.until("03T02:30");
        assertThat(rig.events.heard()).containsExactly("ended FAILED");

        rig.dies();
        rig.store.change(ScheduleRig.NAME, data -> ScheduleData.seenAt(rig.ticker.now()));
        rig.answers = n -> Answers.accepted("task " + n);
        rig.starts().until("03T06:00");
        assertThat(rig.submitted()).isEmpty();
    }

    @Test
    void aRunThatCannotSayHowItEndedHasEndedAllTheSame() throws Exception {
        Files.createFile(folder.resolve("reports"));
        rig(NIGHTLY).comes("a.csv", 0, 1_000);
        rig.active = run -> {
            if (run.isEmpty()) {
                throw new IllegalStateException("disk full");
            }
        };
        rig.until("03T12:00");

        assertThat(rig.events.heard())
                .hasSize(2)
                .first()
                .asString()
                .contains("the reports of run " + rig.runs().get(0).id() + " could not be written");
        assertThat(rig.runs().get(0).state()).isEqualTo(RunState.COMPLETED);
    }

    @Test
    void whatAPersonBeganGoesOnByThatPersonsWordOnly() throws Exception {
        rig(NIGHTLY).comes("a.csv", 0, 1_000);
        rig.until("02T12:00").dies();
        rig.preparesByHand("a.csv");
        rig.starts().until("03T12:00");

        assertThat(rig.events.heard())
                .containsExactly(
                        "the run was not begun by serve and does not go on by itself; to let it go on: qianhu resume it",
                        "the schedule of 2026-03-03 02:00 waits, since the run was not begun by serve");
        assertThat(rig.submitted()).isEmpty();

        assertThat(rig.resumes(rig.runs().get(0).id())).isEqualTo("it is taken over");
        rig.until("03T12:05");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 1_000));
    }

    /** Such as a run in a backup of long ago, all of whose lists have been submitted since. */
    @Test
    void whatWasLeftAloneForLongGoesOnByAPersonsWordOnly() throws Exception {
        rig(NIGHTLY.replace("always", "\"09:00-12:00\"")).comes("a.csv", 0, 1_000);
        rig.until("03T03:00").dies();
        rig.until("03T08:00").starts().until("03T08:30").dies();
        rig.events.heard();
        rig.until("04T10:00").starts().until("04T11:00");

        assertThat(rig.events.heard())
                .startsWith(
                        "the run was left alone for longer than schedule.missed-within and does not go on by itself;"
                                + " to let it go on: qianhu resume it");
        assertThat(rig.submitted()).isEmpty();

        assertThat(rig.resumes(rig.runs().get(0).id())).isEqualTo("it is taken over");
        rig.until("04T11:30");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 1_000));
    }

    @Test
    void aRunThatWaitsLongWhileItIsLookedAfterIsNotLeftAlone() throws Exception {
        rig(NIGHTLY.replace("always", "always, days: mon")).comes("a.csv", 0, 1_000);
        rig.until("08T20:00").dies();
        rig.until("08T23:00").starts().until("09T01:00");

        assertThat(rig.submitted()).isEqualTo(numbers(0, 1_000));
    }

    /** The one thread was busy, or the process was gone: what came meanwhile was not seen to be whole, and is not lost. */
    @Test
    void findsWhatCameWhileNobodyCouldLook() throws Exception {
        rig(NIGHTLY).until("03T03:00").dies();
        rig.until("03T04:00").comes("a.csv", 0, 1_000);
        rig.until("03T08:00").starts().until("03T08:05");

        assertThat(rig.events.heard()).containsExactly("ended COMPLETED");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 1_000));
    }

    /** A machine that slept over its schedule has missed it, though the process lived on. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSleepingMachineMissesItsSchedule(boolean notedFirst) throws Exception {
        rig(NIGHTLY.replace("\" }", "\", missed: skip }")).comes("a.csv", 0, 1_000);
        rig.until("03T01:00").sleeps(Duration.ofHours(6), notedFirst).until("03T12:00");

        assertThat(rig.events.heard())
                .containsExactly("the schedule of 2026-03-03 02:00 was missed; left out (schedule.missed: skip)");
    }

    /** One thread works: who comes second has not missed its schedule. */
    @Test
    void aScheduleThatWaitsForAnotherCampaignIsNotMissed() throws Exception {
        rig(NIGHTLY.replace("\" }", "\", missed: skip }")).comes("a.csv", 0, 1_000);
        rig.until("03T01:00").isBusy(Duration.ofHours(6)).until("03T12:00");

        assertThat(rig.events.heard()).containsExactly("ended COMPLETED");
    }

    /** What a person runs is known by its content, and says nothing about what else came for the night. */
    @Test
    void aRunThatAPersonBeganSinceLeavesWhatIsNewToTheMissedNight() throws Exception {
        rig(NIGHTLY).comes("a.csv", 0, 1_000);
        rig.until("03T01:59").dies();
        rig.until("03T06:00").runsByHand("a.csv");
        rig.comes("b.csv", 1_000, 1_000);
        rig.until("03T08:00").starts().until("03T20:00");

        assertThat(rig.events.heard())
                .containsExactly("the schedule of 2026-03-03 02:00 was missed; made up for now", "ended COMPLETED");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 2_000));
    }

    @Test
    void aRunThatAPersonBeganAndLetServeGoOnWithLeavesWhatIsNewToTheMissedNight() throws Exception {
        rig(NIGHTLY).comes("a.csv", 0, 1_000);
        rig.until("03T01:59").dies();
        rig.until("03T06:00").preparesByHand("a.csv");
        rig.comes("b.csv", 1_000, 1_000);
        rig.until("03T08:00").starts().until("03T08:30");
        assertThat(rig.resumes(rig.runs().get(0).id())).isEqualTo("it is taken over");
        rig.until("03T20:00");

        assertThat(rig.submitted()).isEqualTo(numbers(0, 2_000));
        assertThat(rig.runs()).hasSize(2);
    }

    @Test
    void whatWasReadByAPersonAloneIsNotReadAgainForTheMissedNight() throws Exception {
        rig(NIGHTLY).comes("a.csv", 0, 1_000);
        rig.until("03T01:59").dies();
        rig.until("03T06:00").runsByHand("a.csv");
        rig.until("03T08:00").starts().until("03T20:00");

        assertThat(rig.events.heard())
                .containsExactly(
                        "the schedule of 2026-03-03 02:00 was missed; made up for now",
                        "no run for the schedule of 2026-03-03 02:00: no new file came");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 1_000));
    }

    /** Paused, then cancelled where no process did the rest: neither the pause nor the stop of a person holds it. */
    @ParameterizedTest
    @ValueSource(strings = {"paused", "stopped", "begun by hand", "left alone"})
    void aCancelledRunHoldsUpNobodyOnceItsDoubtsAreSettled(String how) throws Exception {
        boolean byHand = how.equals("begun by hand");
        rig(NIGHTLY.replace("always", "always, in-flight: 1")).comes("a.csv", 0, 3_000);
        rig.answers = n -> {
            if (n == 2 && how.equals("paused")) {
                rig.pauses();
            } else if (n == 2 && !byHand) {
                rig.stops();
            }
            return n == 2 ? Answers.unconfirmed() : Answers.accepted("task " + n);
        };
        if (byHand) {
            rig.until("03T01:00").dies();
            rig.preparesByHand("a.csv");
        } else {
            rig.until("03T02:30");
        }
        rig.cancelsAndDies();
        rig.events.heard();
        rig.until(how.equals("left alone") ? "05T08:00" : "03T08:00").starts().comes("b.csv", 3_000, 1_000);
        rig.until("06T12:00");

        assertThat(rig.events.heard())
                .doesNotContain(
                        "the run was not begun by serve and does not go on by itself; to let it go on: qianhu resume it")
                .anyMatch("ended COMPLETED"::equals);
        assertThat(rig.runs()).hasSize(2).allMatch(run -> run.state() == RunState.COMPLETED);
        assertThat(rig.submitted())
                .as(
                        "what was unconfirmed does not exist, what was pending is never submitted, and the campaign goes on")
                .isEqualTo(
                        byHand
                                ? numbers(3_000, 4_000)
                                : LongStream.concat(LongStream.range(0, 1_000), LongStream.range(3_000, 4_000))
                                        .toArray());
    }

    /** As quickly as the last answer comes. */
    @Test
    void aRunThatIsPausedAndResumedWhileItEndsGoesOn() throws Exception {
        rig(NIGHTLY.replace("always", "always, in-flight: 1")).comes("a.csv", 0, 3_000);
        rig.answers = n -> {
            if (n == 2) {
                rig.pauses();
                rig.releaseBrakes();
            }
            return Answers.accepted("task " + n);
        };
        rig.until("03T02:10");

        assertThat(rig.runs())
                .singleElement()
                .satisfies(run -> assertThat(run.state()).isEqualTo(RunState.COMPLETED));
        assertThat(rig.submitted()).isEqualTo(numbers(0, 3_000));
    }

    @Test
    void aPausedRunWaitsForAPersonAndHoldsUpTheNextNight() throws Exception {
        rig(NIGHTLY + "limits: { max-callees: 1500 }\n").comes("a.csv", 0, 2_000);
        rig.until("04T03:00");
        assertThat(rig.events.heard())
                .containsExactly("ended PAUSED", "the schedule of 2026-03-04 02:00 waits, since the run is paused");
        assertThat(rig.submitted()).isEmpty();

        rig.releaseBrakes();
        rig.until("04T03:05");
        assertThat(rig.events.heard()).containsExactly("ended COMPLETED");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 2_000));
    }

    @Test
    void aRunThatNeedsAPersonForSomeListsHoldsUpNothing() throws Exception {
        rig(NIGHTLY).comes("a.csv", 0, 2_000);
        rig.answers = n -> n == 2 ? Answers.refused("isv.MOBILE_NUMBER_ILLEGAL") : Answers.accepted("task " + n);
        rig.until("03T12:00").comes("b.csv", 2_000, 1_000);
        rig.until("04T12:00");

        assertThat(rig.events.heard()).containsExactly("ended ATTENTION", "ended COMPLETED");
    }

    /** Told to end while it reads a file as a whole; the next process finds everything as it was. */
    @Test
    void aFileThatCouldNotBeReadToItsEndIsAsNewAsBefore() throws Exception {
        rig(NIGHTLY).comes("a.csv", 0, 1_000);
        rig.until("03T01:59");
        rig.stopsReading = () -> {
            rig.dies();
            return true;
        };
        rig.until("03T03:00");
        assertThat(rig.events.heard()).isEmpty();
        assertThat(rig.runs()).isEmpty();
        assertThat(rig.ledger
                        .jdbc
                        .sql("select path from inbox_file")
                        .query(String.class)
                        .list())
                .isEmpty();

        rig.stopsReading = () -> false;
        rig.starts().until("03T03:30");
        assertThat(rig.events.heard()).containsExactly("ended COMPLETED");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 1_000));
    }

    /** Whether it is found out while the file is read as a whole, or while it is looked through. */
    @ParameterizedTest
    @CsvSource({"600000, 31", "1000, 20"})
    void aFileThatTakesTooLongIsSetAsideUntilItChanges(int numbers, int minutes) throws Exception {
        List<String> read = new ArrayList<>();
        rig(NIGHTLY).takes = file -> {
            read.add(file);
            return file.contains("slow.csv") ? Duration.ofMinutes(minutes) : Duration.ZERO;
        };
        Path slow = rig.comes("slow.csv", 5_000, numbers);
        rig.comes("a.csv", 0, 1_000);
        rig.until("03T12:00");
        assertThat(rig.events.heard())
                .hasSize(2)
                .contains("ended COMPLETED")
                .anyMatch(line -> line.contains("slow.csv: reading it took longer") && line.contains("set aside"));
        assertThat(rig.submitted()).isEqualTo(numbers(0, 1_000));

        read.clear();
        rig.dies();
        rig.starts().comes("b.csv", 1_000, 1_000);
        rig.until("04T12:00");
        assertThat(read).noneMatch(file -> file.contains("slow.csv"));
        assertThat(rig.events.heard())
                .hasSize(2)
                .contains("ended COMPLETED")
                .anyMatch(line -> line.contains("slow.csv") && line.contains("set aside"));

        rig.takes = file -> Duration.ZERO;
        Files.writeString(slow, "phone\n13800002000\n");
        rig.until("05T12:00");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 2_001));
        assertThat(rig.events.heard()).containsExactly("ended COMPLETED");
    }

    @Test
    void aFileWithoutEndHoldsUpNobody() throws Exception {
        rig(NIGHTLY).comes("a.csv", 0, 1_000);
        try (RandomAccessFile endless =
                new RandomAccessFile(rig.inbox.resolve("x.csv").toFile(), "rw")) {
            endless.setLength(1L << 40);
        }
        rig.until("03T12:00");
        assertThat(rig.events.heard())
                .hasSize(2)
                .contains("ended COMPLETED")
                .anyMatch(line -> line.contains("x.csv: has 1099511627776 bytes"));
        assertThat(rig.submitted()).isEqualTo(numbers(0, 1_000));
    }

    /** Whoever may write to the inbox would have any file read that this user may read. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkOutOfTheInboxIsToldOfAndNotFollowedUnlessTheCampaignWantsThat() throws Exception {
        rig(NIGHTLY).comes("a.csv", 0, 1_000);
        Path secret = Files.writeString(folder.resolve("secret.csv"), "phone\n13800001000\n");
        Files.createSymbolicLink(rig.inbox.resolve("link.csv"), secret);
        rig.until("03T12:00");
        assertThat(rig.events.heard())
                .hasSize(2)
                .contains("ended COMPLETED")
                .anyMatch(line -> line.contains("link.csv is a symbolic link, which is not followed"));
        assertThat(rig.submitted()).isEqualTo(numbers(0, 1_000));

        rig.campaign(NIGHTLY.replace("INBOX", "INBOX, follow-links: true"));
        rig.until("04T12:00");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 1_001));
    }

    /** Which may take long; what it has read of them is read again when it is resumed. */
    @Test
    void aRunThatIsStoppedWhileItsFilesAreReadAgainReadsNoFurther() throws Exception {
        rig(NIGHTLY).comes("a.csv", 0, 400_000);
        rig.diesWhenARunBegins = true;
        rig.until("03T02:30");
        rig.takes = file -> {
            rig.stops(rig.runs().get(0));
            return Duration.ZERO;
        };
        rig.starts().until("03T03:00");
        assertThat(rig.events.heard()).isEmpty();
        assertThat(rig.runs())
                .singleElement()
                .satisfies(run -> assertThat(run.intakeDone()).isFalse());
    }

    @Test
    void theKillSwitchHoldsEverything() throws Exception {
        rig(NIGHTLY).comes("a.csv", 0, 1_000);
        rig.killSwitch = true;
        rig.until("03T04:00");
        assertThat(rig.runs()).isEmpty();

        rig.killSwitch = false;
        rig.until("03T05:00");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 1_000));
    }

    @Test
    void aLimitOfTheDaySpreadsARunOverDays() throws Exception {
        rig(NIGHTLY + "limits: { max-callees-per-day: 1000 }\n").comes("a.csv", 0, 2_500);
        rig.until("06T12:00");

        assertThat(rig.runs())
                .singleElement()
                .satisfies(run -> assertThat(run.state()).isEqualTo(RunState.COMPLETED));
        assertThat(rig.hours()).containsExactly("03T02", "04T00", "05T00");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 2_500));
    }

    /** 2026-03-07 and 08 are a weekend. */
    @Test
    void whatComesBeforeADayWithoutCallsIsReadAtNightAndSubmittedOnTheNextDayWithCalls() throws Exception {
        rig(NIGHTLY.replace("always", "always, days: mon-fri"))
                .until("06T12:00")
                .comes("friday.csv", 0, 1_500);
        rig.events.heard();
        rig.until("07T03:00");
        assertThat(rig.runs())
                .singleElement()
                .satisfies(run -> assertThat(run.intakeDone()).isTrue());
        rig.until("08T01:00").comes("saturday.csv", 1_500, 1_000);
        rig.until("08T02:01");
        assertThat(rig.events.heard())
                .containsExactly(
                        "ended STOPPED",
                        "the schedule of 2026-03-08 02:00 waits, since the run has not come to its end");
        rig.until("10T12:00");

        assertThat(rig.events.heard())
                .as("the schedule that waited is made good as soon as the first run is done")
                .containsExactly(
                        "ended COMPLETED",
                        "ended COMPLETED",
                        "no run for the schedule of 2026-03-09 02:00: no new file came",
                        "no run for the schedule of 2026-03-10 02:00: no new file came");
        assertThat(rig.hours()).containsExactly("09T00");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 2_500));
    }

    @Test
    void aLostAnswerHoldsUpNobodyAndIsSettled() throws Exception {
        rig(NIGHTLY).comes("a.csv", 0, 3_000);
        rig.answers = n -> n == 2 ? Answers.unconfirmed() : Answers.accepted("task " + n);
        rig.until("03T12:00");

        assertThat(rig.events.lastEnd().state()).isEqualTo(RunState.COMPLETED);
        assertThat(rig.submitted()).isEqualTo(numbers(0, 3_000));
    }

    @Test
    void saysThatTheInboxCannotBeReadAndTakesItWhenItCan() throws Exception {
        rig(NIGHTLY);
        Files.delete(rig.inbox);
        rig.until("03T03:00");
        assertThat(rig.events.heard()).singleElement().asString().contains("inbox.folder", "cannot be read");

        Files.createDirectories(rig.inbox);
        rig.comes("a.csv", 0, 1_000);
        rig.until("03T04:00");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 1_000));
    }

    @Test
    void saysWhatIsWrongWithAFileOnceAndTakesItWhenItWasMended() throws Exception {
        rig(NIGHTLY);
        Files.writeString(rig.inbox.resolve("a.csv"), "name,city\nA,B\n");
        rig.until("03T03:00");
        assertThat(rig.events.heard())
                .singleElement()
                .asString()
                .startsWith("a.csv: ")
                .endsWith("it is tried again");

        rig.comes("a.csv", 0, 1_000);
        rig.until("03T06:00");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 1_000));
    }

    @Test
    void saysOnceThatTheLedgerFailsAndGoesOnWhenItDoesNot() throws Exception {
        rig(NIGHTLY).comes("a.csv", 0, 1_000);
        rig.until("03T01:59");
        rig.ledger.sql("alter table inbox_file rename to elsewhere");
        rig.until("03T03:00");
        assertThat(rig.events.heard()).singleElement().asString().contains("it cannot be looked after: ");

        rig.ledger.sql("alter table elsewhere rename to inbox_file");
        rig.until("03T04:00");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 1_000));
    }

    /** What is in an archive says nothing about the archive. */
    @Test
    void takesPackedFilesOnce() throws Exception {
        rig(NIGHTLY);
        pack(rig.comes("a.csv", 0, 1_000));
        pack(rig.comes("b.csv", 1_000, 1_000));
        rig.until("03T12:00");
        Files.move(rig.inbox.resolve("b.csv.gz"), rig.inbox.resolve("renamed.csv.gz"));
        rig.until("04T12:00");

        assertThat(rig.events.heard())
                .containsExactly("ended COMPLETED", "no run for the schedule of 2026-03-04 02:00: no new file came");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 2_000));
    }

    private static void pack(Path file) throws Exception {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(Path.of(file + ".gz")))) {
            Files.copy(file, out);
        }
        Files.delete(file);
    }

    @Test
    void movesFilesAwayOnceTheirRunIsCompleted() throws Exception {
        Path done = folder.resolve("done");
        rig(NIGHTLY.replace("INBOX", "INBOX, move-to: '" + done + "'")).comes("a.csv", 0, 1_000);
        rig.until("03T12:00").comes("a.csv", 1_000, 1_000);
        rig.until("04T12:00");

        assertThat(rig.inbox).isEmptyDirectory();
        assertThat(done.resolve("a.csv")).content().contains("13800000999");
        assertThat(done.resolve(rig.runs().get(0).id() + "-a.csv")).content().contains("13800001999");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 2_000));
    }

    @Test
    void takesWhatIsNewAmongInputFilesToo() throws Exception {
        Path exports = folder.resolve("exports");
        rig("""
                schedule: { cron: "0 2 * * *" }
                input: { files: ['%s/*.csv'] }
                dispatch: { window: always }
                """.formatted(exports)).until("03T03:00").comes("a.csv", 0, 1_000);
        rig.until("03T12:00").comes("b.csv", 1_000, 1_000);
        rig.until("04T12:00");

        assertThat(rig.events.heard()).containsExactly("ended COMPLETED", "ended COMPLETED");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 2_000));
    }

    @Test
    void aMarkerOfYesterdaySaysNothingOfTheFileOfToday() throws Exception {
        rig(NIGHTLY.replace("INBOX", "INBOX, marker: .ok")).comes("a.csv", 0, 500);
        marked("a.csv", 1);
        rig.until("03T12:00").comes("a.csv", 500, 300);
        marked("a.csv", -1);
        rig.until("04T03:00");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 500));

        rig.comes("a.csv", 500, 500);
        marked("a.csv", 1);
        rig.until("04T12:00");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 1_000));
    }

    /** Its marker is newer than the file by so many seconds. */
    private void marked(String file, int seconds) throws Exception {
        Path marker = rig.comes(file + ".ok", 0, 0);
        Instant at = Files.getLastModifiedTime(rig.inbox.resolve(file)).toInstant();
        Files.setLastModifiedTime(marker, FileTime.from(at.plusSeconds(seconds)));
    }

    @Test
    void whatWasReplacedAfterItWasSeenIsLookedAtAnew() throws Exception {
        rig(NIGHTLY).comes("a.csv", 0, 1_000);
        rig.beforeWork = () -> {
            rig.beforeWork = () -> {};
            rig.comes("a.csv", 1_000, 500);
        };
        rig.until("03T02:01:30");
        assertThat(rig.events.heard()).singleElement().asString().contains("a.csv changed since it was seen");
        assertThat(rig.runs()).isEmpty();

        rig.until("03T12:00");
        assertThat(rig.submitted()).isEqualTo(numbers(1_000, 1_500));
        rig.comes("b.csv", 0, 1_000);
        rig.until("04T12:00");
        assertThat(rig.submitted()).as("what was never read is new").isEqualTo(numbers(0, 1_500));
    }

    @Test
    void tellsOfEveryFileThatCannotBeMoved() throws Exception {
        Path done = Files.createFile(folder.resolve("done"));
        rig(NIGHTLY.replace("INBOX", "INBOX, move-to: '" + done + "'")).comes("a.csv", 0, 500);
        rig.comes("b.csv", 500, 500);
        rig.until("03T12:00");

        assertThat(rig.events.heard())
                .hasSize(3)
                .contains("ended COMPLETED")
                .anyMatch(line -> line.contains("a.csv could not be moved"))
                .anyMatch(line -> line.contains("b.csv could not be moved"));
    }

    @Test
    void aRunWhoseFileBecameThatOfAnotherRunDoesNotBecomeThatRun() throws Exception {
        rig(NIGHTLY).comes("a.csv", 0, 1_000);
        rig.until("03T12:00").comes("b.csv", 1_000, 1_000);
        rig.diesWhenARunBegins = true;
        rig.until("04T03:00").comes("b.csv", 0, 1_000);
        rig.events.heard();
        rig.starts().until("04T12:00");
        assertThat(rig.events.heard())
                .singleElement()
                .asString()
                .contains("the files of run", "changed since it began");

        rig.comes("b.csv", 1_000, 1_000);
        rig.until("04T18:00");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 2_000));
    }

    @Test
    void oneFileThatCannotBeUsedSpoilsNothing() throws Exception {
        rig(NIGHTLY).comes("a.csv", 0, 1_000);
        Files.writeString(rig.inbox.resolve("bad.csv"), "name,city\nA,B\n");
        rig.until("03T12:00");
        assertThat(rig.events.heard())
                .hasSize(2)
                .contains("ended COMPLETED")
                .anyMatch(line -> line.contains("a run begins without") && line.contains("bad.csv"));

        Files.delete(rig.inbox.resolve("bad.csv"));
        pack(rig.comes("again.csv", 0, 1_000));
        rig.comes("b.csv", 1_000, 1_000);
        rig.until("04T12:00");
        assertThat(rig.events.heard())
                .hasSize(2)
                .contains("ended COMPLETED")
                .anyMatch(line -> line.contains("again.csv.gz was already read by run"));
        assertThat(rig.submitted()).isEqualTo(numbers(0, 2_000));
    }

    @Test
    void aCampaignThatGotAnotherNameTakesWhatIsNewAndCallsNobodyAgain() throws Exception {
        rig(NIGHTLY).comes("a.csv", 0, 1_000);
        rig.until("03T12:00");
        rig.ledger.sql("update run set campaign = 'its-old-name'");
        rig.ledger.sql("update inbox_read set campaign = 'its-old-name'");
        rig.events.heard();
        rig.until("04T12:00");
        assertThat(rig.events.heard())
                .containsExactly(
                        "no run for the schedule of 2026-03-04 02:00: what is there was read by campaign its-old-name with the"
                                + " same task.dialog-id");

        rig.comes("b.csv", 1_000, 500);
        rig.until("05T12:00");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 1_500));
    }

    @Test
    void anotherScriptMayBeSubmittedToTheSamePeople() throws Exception {
        rig(NIGHTLY).comes("a.csv", 0, 1_000);
        rig.until("03T12:00");
        rig.ledger.sql("update run set campaign = 'another', dialog_id = 2, fingerprint = 'begun with it'");
        rig.ledger.sql("update inbox_read set campaign = 'another'");
        rig.until("04T12:00");
        assertThat(rig.runs()).hasSize(2);
    }

    /** Nobody knows what it has submitted. */
    @Test
    void aCampaignAsksBeforeItCallsAllWhomAnotherOneOfAnOlderVersionHasCalled() throws Exception {
        rig(NIGHTLY).comes("a.csv", 0, 1_000);
        rig.until("03T12:00");
        rig.ledger.sql("update run set campaign = 'its-old-name', dialog_id = null, fingerprint = 'not its id'");
        rig.ledger.sql("update inbox_read set campaign = 'its-old-name'");
        rig.events.heard();
        rig.until("04T12:00");
        assertThat(rig.events.heard())
                .containsExactly(
                        "nothing is read for the schedule of 2026-03-04 02:00: campaign its-old-name has read such files, and was this"
                                + " one under another name, perhaps; to read them once more: qianhu resume "
                                + ScheduleRig.NAME);
        assertThat(rig.submitted()).isEqualTo(numbers(0, 1_000));

        assertThat(rig.resumes(ScheduleRig.NAME)).isEqualTo("the schedule of 2026-03-03T18:00:00Z is made up for");
        rig.wake();
        rig.until("04T13:00");
        assertThat(rig.runs()).hasSize(2);
    }

    @Test
    void anEmptyFileFromBeforeTheScheduleIsReadWithTheOthers() throws Exception {
        rig(NIGHTLY).comes("a.csv", 0, 1_000);
        Path empty = Files.createFile(rig.inbox.resolve("empty.csv"));
        Files.setLastModifiedTime(empty, FileTime.from(rig.ticker.now()));
        rig.until("03T02:05");

        assertThat(rig.events.heard()).containsExactly("ended COMPLETED");
        assertThat(rig.runs())
                .singleElement()
                .satisfies(run -> assertThat(rig.ledger.runs.files(run.id())).hasSize(2));
    }

    @Test
    void anEmptyFileWithItsMarkerIsComplete() throws Exception {
        rig(NIGHTLY.replace("INBOX", "INBOX, marker: .ok")).comes("a.csv", 0, 500);
        marked("a.csv", 1);
        Files.createFile(rig.inbox.resolve("empty.csv"));
        marked("empty.csv", 1);
        rig.until("03T02:05");

        assertThat(rig.events.heard()).containsExactly("ended COMPLETED");
    }

    @Test
    void emptyFilesAloneAreToldOfAndMakeNoRun() throws Exception {
        rig(NIGHTLY);
        Path empty = Files.createFile(rig.inbox.resolve("empty.csv"));
        Files.setLastModifiedTime(empty, FileTime.from(rig.ticker.now()));
        rig.until("03T12:00");

        assertThat(rig.events.heard()).anyMatch(line -> line.contains("empty.csv (0 bytes): holds no row"));
        assertThat(rig.runs()).isEmpty();
    }

    @Test
    void aNightThatCallsNobodyHoldsUpNothing() throws Exception {
        rig(NIGHTLY);
        Files.writeString(rig.inbox.resolve("masked.csv"), "phone\n138****0000\n");
        Files.writeString(rig.inbox.resolve("~$masked.csv"), "somebody");
        rig.until("03T12:00");
        assertThat(rig.events.heard()).containsExactly("ended ATTENTION");

        rig.comes("a.csv", 0, 500);
        rig.until("04T12:00");
        assertThat(rig.events.heard()).containsExactly("ended COMPLETED");
    }

    @Test
    void saysWhatIsWrongWithInputFiles() throws Exception {
        rig("""
                schedule: { cron: "0 2 * * *" }
                input: { files: ['%s/a.csv'] }
                dispatch: { window: always }
                """.formatted(folder.resolve("exports")));
        Files.createDirectory(rig.inbox.resolve("a.csv"));
        rig.until("03T03:00");

        assertThat(rig.events.heard()).singleElement().asString().contains("is a directory");
    }

    @Test
    void tellsOfAMissedScheduleOfWeeksAgo() throws Exception {
        rig(NIGHTLY.replace("0 2 * * *", "0 2 3 * *")).until("02T12:00").dies();
        rig.until("25T09:00").starts().until("25T09:05");

        assertThat(rig.events.heard())
                .containsExactly("the schedule of 2026-03-03 02:00 was missed; left out, since it is longer ago than"
                        + " schedule.missed-within");
    }

    @Test
    void forgetsFilesThatAreGone() throws Exception {
        rig(NIGHTLY).comes("a.csv", 0, 1_000);
        rig.until("03T12:00");
        Files.delete(rig.inbox.resolve("a.csv"));
        rig.comes("b.csv", 1_000, 1_000);
        rig.until("04T12:00");

        assertThat(rig.ledger
                        .jdbc
                        .sql("select path from inbox_file")
                        .query(String.class)
                        .list())
                .containsExactly(rig.inbox.resolve("b.csv").toString());
    }

    @Test
    void aStopOfARunThatWaitsIsKept() throws Exception {
        rig(NIGHTLY.replace("always", "\"09:00-12:00\"")).comes("a.csv", 0, 1_000);
        rig.until("03T03:00").stops(rig.runs().get(0));
        rig.until("03T11:00");
        assertThat(rig.submitted()).isEmpty();
    }

    @Test
    void tellsOnceOfARunWhoseCampaignHasNoFile() throws Exception {
        rig(NIGHTLY.replace("always", "\"09:00-12:00\"")).comes("a.csv", 0, 1_000);
        rig.until("03T03:00");
        rig.events.heard();
        RunsWithoutCampaign without = new RunsWithoutCampaign(rig.ledger.runs, Target.SANDBOX, rig.events);
        without.look(Set.of(ScheduleRig.NAME));
        assertThat(rig.events.heard()).isEmpty();

        without.look(Set.of("new-name"));
        without.look(Set.of("newer-name"));
        assertThat(rig.events.heard())
                .singleElement()
                .asString()
                .contains(rig.runs().get(0).id(), ScheduleRig.NAME, "no campaign file");
    }

    @Test
    void anAnswerIsGivenWhereNobodyServesThoughAProcessDiedAtIt() throws Exception {
        rig(NIGHTLY.replace("\" }", "\", missed: ask }")).comes("a.csv", 0, 1_500);
        rig.until("02T22:00").dies();
        rig.until("03T08:00").starts().until("03T09:00").dies();
        rig.ledger.sql("update scheduled_tasks set picked = true, picked_by = 'dead'");

        assertThat(ScheduleResume.unattended(rig.ledger.jdbc, rig.ledger.runs, ScheduleRig.NAME, rig.ticker.now()))
                .asString()
                .isEqualTo("the schedule of 2026-03-02T18:00:00Z is made up for");
        rig.starts().until("03T10:00");
        assertThat(rig.submitted()).isEqualTo(numbers(0, 1_500));
    }

    @Test
    void saysThatSuppressionListsHaveChangedSinceTheyWereUsed() throws Exception {
        Path list = Files.writeString(folder.resolve("never.csv"), "phone\n13900000000\n");
        rig(NIGHTLY.replace("always", "\"09:00-12:00\"") + "numbers: { suppress: ['" + list + "'] }\n")
                .comes("a.csv", 0, 1_000);
        rig.until("03T08:00");
        rig.events.heard();
        Files.writeString(list, "phone\n13900000000\n13800000000\n");
        rig.until("03T12:00");

        assertThat(rig.events.heard())
                .hasSize(2)
                .contains("ended COMPLETED")
                .anyMatch(line -> line.startsWith("the run: ") && line.contains("has no effect on it"));
    }
}
