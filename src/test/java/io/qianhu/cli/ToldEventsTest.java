package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.qianhu.message.Message;
import io.qianhu.report.Words;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
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
            events.nothingCame("spring", NOW, Message.of("schedule.no-new-file-came"));
            events.brokenCampaign(
                    Path.of("a.yml"),
                    Message.of(
                            "schedule.version-before-stays-use",
                            Message.of(
                                    "campaign.at-line-and-key",
                                    "a.yml",
                                    2,
                                    "name",
                                    Message.of("campaign.missing", Message.of("campaign.write-name-spring-renewal")))));
        } finally {
            logger.detachAppender(log);
        }

        assertThat(out.toString().lines())
                .containsExactly(
                        "2026-03-01 18:00:05 任务 spring：2026-03-01T18:00:05 的计划没有运行：没有新文件到来",
                        "2026-03-01 18:00:05 a.yml 第 2 行，name：缺失；请写一个名字，例如 spring-renewal；之前的版本继续有效");
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .contains("campaign spring: no run for the schedule of 2026-03-01T18:00:05: no new file came");
    }
}
