package io.qianhu.cli;

import io.qianhu.job.RunEnd;
import io.qianhu.report.Words;
import io.qianhu.schedule.ScheduleEvents;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prints one line for each event, with the time and in the language that was asked for, and logs it in English. */
final class ToldEvents implements ScheduleEvents {
    private static final Logger log = LoggerFactory.getLogger(ToldEvents.class);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final PrintWriter out;
    private final Words words;
    private final InstantSource clock;
    private final ZoneId zone;

    ToldEvents(PrintWriter out, Words words, InstantSource clock, ZoneId zone) {
        this.out = out;
        this.words = words;
        this.clock = clock;
        this.zone = zone;
    }

    /** Something that needs no other form. */
    void say(String line) {
        log.info("{}", line);
        print(words.said(line));
    }

    private void print(String line) {
        synchronized (out) {
            out.println(SECONDS.format(time(clock.instant())) + " " + line);
            out.flush();
        }
    }

    private LocalDateTime time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).atZone(zone).toLocalDateTime();
    }

    private void say(String campaign, String what) {
        say("campaign " + campaign + ": " + what);
    }

    @Override
    public void missed(String campaign, List<Instant> due, String becomes) {
        String times = due.size() == 1
                ? "the schedule of " + time(due.get(0)) + " was missed"
                : due.size() + " schedules were missed, " + time(due.get(0)) + " to " + time(due.get(due.size() - 1));
        say(campaign, times + "; " + becomes);
    }

    @Override
    public void asks(String campaign, Instant due) {
        say(campaign, "the schedule of " + time(due) + " was missed; to make up for it: qianhu resume " + campaign);
    }

    @Override
    public void asksAboutRead(String campaign, Instant due, String other) {
        say(
                campaign,
                "nothing is read for the schedule of " + time(due) + ": campaign " + other
                        + " has read such files, and was this one under another name, perhaps; to read them once more:"
                        + " qianhu resume " + campaign);
    }

    @Override
    public void noted(String campaign, String run, String note) {
        say(campaign, "run " + run + ": " + note);
    }

    @Override
    public void nothingCame(String campaign, Instant due, String why) {
        say(campaign, "no run for the schedule of " + time(due) + ": " + why);
    }

    @Override
    public void leftOut(String campaign, Instant due, List<Path> files) {
        say(
                campaign,
                "not complete in time for the schedule of " + time(due) + ", and left to the next one: "
                        + files.stream().map(Path::toString).collect(Collectors.joining(", ")));
    }

    @Override
    public void waitsBehind(String campaign, Instant due, String run, String why) {
        say(campaign, "the schedule of " + time(due) + " waits, since run " + run + " " + why);
    }

    @Override
    public void waitsForWord(String campaign, String run, String why) {
        say(
                campaign,
                "run " + run + " " + why + " and does not go on by itself; to let it go on: qianhu resume " + run);
    }

    @Override
    public void refused(String campaign, String message) {
        say(campaign, message + "; it is tried again");
    }

    @Override
    public void runEnded(String campaign, RunEnd end) {
        say(
                campaign,
                "run " + end.run() + " is " + end.state() + (end.message().isEmpty() ? "" : ": " + end.message()));
    }

    @Override
    public void trouble(String message) {
        say(message);
    }

    @Override
    public void brokenCampaign(Path file, String message) {
        message.lines().forEach(this::say);
    }

    @Override
    public void campaignChanged(Path file, String what) {
        log.info("{} {}", file, what);
        print(file + " " + words.said(what));
    }
}
