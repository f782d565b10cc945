package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.qianhu.message.Message;
import io.qianhu.report.Words;
import io.qianhu.schedule.ScheduleEvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ToldEventsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T18:00:05.7Z");

    @Test
    void saysInTheLanguageThatWasAskedForAndLogsInEnglish() {
        Logger logger = (Logger) LoggerFactory.getLogger(ToldEvents.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        StringWriter out = new StringWriter();
        try {
            ToldEvents events = new ToldEvents(
                    new PrintWriter(out), Words.of(Locale.CHINESE), InstantSource.fixed(NOW), ZoneOffset.UTC);
            events.accept(new ScheduleEvent(
                    ScheduleEvent.Kind.NOTHING_CAME,
                    "spring",
                    "",
                    Message.of("schedule.campaign", "spring", Message.of("schedule.no-new-file-came")),
                    null));
            events.accept(new ScheduleEvent(
                    ScheduleEvent.Kind.BROKEN_CAMPAIGN,
                    "",
                    "",
                    Message.of("campaign.lines", "a.yml line 3: wrong", Message.of("schedule.no-new-file-came")),
                    null));
        } finally {
            logger.detachAppender(log);
        }

        assertThat(out.toString().lines())
                .containsExactly(
                        "2026-03-01 18:00:05 任务 spring：没有新文件到来",
                        "2026-03-01 18:00:05 a.yml line 3: wrong",
                        "2026-03-01 18:00:05 没有新文件到来");
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("campaign spring: no new file came", "a.yml line 3: wrong", "no new file came");
    }
}
