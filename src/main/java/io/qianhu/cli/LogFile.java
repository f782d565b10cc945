package io.qianhu.cli;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import io.qianhu.job.Home;
import io.qianhu.number.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;

/** The log under the home: everything that is logged, bounded in size, for its owner only. */
final class LogFile {
    private static final FileSize MOST_BYTES = FileSize.valueOf("10MB");
    private static final int MOST_FILES = 5;

    private LogFile() {}

    /** Adds the file to what the console shows; called once, as soon as the home is held. */
    static void start(Home home, LogSettings settings, Environment environment) {
        Path folder = home.path().resolve("logs");
        try {
            Home.makePrivate(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
            if (root.getAppender("file") == null) {
                root.addAppender(appender(context, folder.resolve("qianhu.log"), settings, environment));
                keepPrivate(folder.resolve("qianhu.log"));
            }
        }
    }

    private static void keepPrivate(Path file) {
        try {
            Home.keepPrivate(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RollingFileAppender<ILoggingEvent> appender(
            LoggerContext context, Path file, LogSettings settings, Environment environment) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setName("file");
        appender.setFile(file.toString());

        appender.setEncoder(settings.format() == LogSettings.Format.JSON ? json(context, environment) : text(context));

        FixedWindowRollingPolicy names = new FixedWindowRollingPolicy();
        names.setContext(context);
        names.setParent(appender);
        names.setFileNamePattern(file + ".%i");
        names.setMaxIndex(MOST_FILES);
        names.start();
        appender.setRollingPolicy(names);

        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(MOST_BYTES);
        size.start();
        appender.setTriggeringPolicy(size);
        appender.start();
        return appender;
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context) {
        PatternLayoutEncoder lines = new PatternLayoutEncoder();
        lines.setContext(context);
        lines.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{20}: %shown%n%trace");
        lines.start();
        return lines;
    }

    /** Spring Boot's, which finds the environment in the context and would ask it for a shape of its own. */
    private static Encoder<ILoggingEvent> json(LoggerContext context, Environment environment) {
        context.putObject(Environment.class.getName(), environment);
        StructuredLogEncoder objects = new StructuredLogEncoder() {
            @Override
            public byte[] encode(ILoggingEvent event) {
                return Shown.lines(new String(super.encode(event), StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8);
            }
        };
        objects.setContext(context);
        objects.setFormat("logstash");
        objects.start();
        return objects;
    }
}
