package io.qianhu.cli;

import io.qianhu.job.RunEnd;
import io.qianhu.message.Message;
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
    void say(Message line) {
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

    private void say(String campaign, Message what) {
        say(Message.of("watch.campaign", campaign, what));
    }

    @Override
    public void missed(String campaign, List<Instant> due, Message becomes) {
        Message times = due.size() == 1
                ? Message.of("watch.schedule-missed", time(due.get(0)))
                : Message.of("watch.schedules-missed", due.size(), time(due.get(0)), time(due.get(due.size() - 1)));
        say(campaign, Message.of("message.semicolon", times, becomes));
    }

    @Override
    public void asks(String campaign, Instant due) {
        say(campaign, Message.of("watch.schedule-missed-make-up", time(due), campaign));
    }

    @Override
    public void asksAboutRead(String campaign, Instant due, String other) {
        say(campaign, Message.of("cli.nothing-read-schedule", time(due), other, campaign));
    }

    @Override
    public void noted(String campaign, String run, Message note) {
        say(campaign, Message.of("schedule.run", run, note));
    }

    @Override
    public void nothingCame(String campaign, Instant due, Message why) {
        say(campaign, Message.of("watch.no-run-schedule", time(due), why));
    }

    @Override
    public void leftOut(String campaign, Instant due, List<Path> files) {
        say(
                campaign,
                Message.of(
                        "cli.not-complete-time-schedule",
                        time(due),
                        files.stream().map(Path::toString).collect(Collectors.joining(", "))));
    }

    @Override
    public void waitsBehind(String campaign, Instant due, String run, Message why) {
        say(campaign, Message.of("watch.schedule-waits-since-run", time(due), run, why));
    }

    @Override
    public void waitsForWord(String campaign, String run, Message why) {
        say(campaign, Message.of("watch.run-not-go-itself", run, why, run));
    }

    @Override
    public void refused(String campaign, Message message) {
        say(campaign, Message.of("watch.tried-again", message));
    }

    @Override
    public void runEnded(String campaign, RunEnd end) {
        say(campaign, end.state().of(end.run(), end.message()));
    }

    @Override
    public void trouble(Message message) {
        say(message);
    }

    @Override
    public void brokenCampaign(Path file, Message message) {
        message.english().lines().forEach(line -> log.info("{}", line));
        words.said(message).lines().forEach(this::print);
    }

    @Override
    public void campaignChanged(Path file, Message what) {
        log.info("{} {}", file, what);
        print(file + " " + words.said(what));
    }
}
