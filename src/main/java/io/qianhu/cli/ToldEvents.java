package io.qianhu.cli;

import io.qianhu.message.Message;
import io.qianhu.report.Words;
import io.qianhu.schedule.ScheduleEvent;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prints one line for each event, with the time and in the language that was asked for, and logs it in English. */
final class ToldEvents implements Consumer<ScheduleEvent> {
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
            out.println(SECONDS.format(clock.instant().atZone(zone)) + " " + line);
            out.flush();
        }
    }

    @Override
    public void accept(ScheduleEvent event) {
        event.message().english().lines().forEach(line -> log.info("{}", line));
        words.said(event.message()).lines().forEach(this::print);
    }
}
