package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import io.qianhu.job.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LogFileTest {
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    @BeforeEach
    @AfterEach
    void detach() {
        Appender<ILoggingEvent> file = root.getAppender("file");
        if (file != null) {
            root.detachAppender(file);
            file.stop();
        }
    }

    @Test
    void writesOneObjectALineWhereThatIsAskedFor(@TempDir Path folder) throws IOException {
        List<String> lines = logged(folder, LogSettings.Format.JSON);
        assertThat(lines).hasSize(2);
        JsonNode first = JsonMapper.shared().readTree(lines.get(0));
        assertThat(first.path("level").asString()).isEqualTo("INFO");
        assertThat(first.path("message").asString()).isEqualTo("run \"r1\" begins,\nin two lines");
        assertThat(first.path("logger_name").asString()).isEqualTo("io.qianhu.example");
        assertThat(first.path("@timestamp").asString()).isNotEmpty();
        assertThat(JsonMapper.shared()
                        .readTree(lines.get(1))
                        .path("stack_trace")
                        .asString())
                .contains("IllegalStateException: as an example\nof \u001B 139****5678");
    }

    @Test
    void writesTextByDefaultAndBeginsALineForEachEventOnly(@TempDir Path folder) throws IOException {
        List<String> lines = logged(folder, LogSettings.Format.TEXT);
        assertThat(lines.get(0))
                .matches("[0-9T:.+Z-]+ INFO +\\[.*] io.qianhu.example: run \"r1\" begins,\\\\u000Ain two lines");
        assertThat(lines.get(1)).endsWith("io.qianhu.example: 139****5678.csv failed");
        assertThat(lines.get(2)).isEqualTo("  java.lang.IllegalStateException: as an example");
        assertThat(lines.get(3)).isEqualTo("  of \\u001B 139****5678");
        assertThat(lines.subList(4, lines.size())).allMatch(line -> line.startsWith("  \tat "));
    }

    private List<String> logged(Path folder, LogSettings.Format format) throws IOException {
        Path path = folder.resolve("home");
        try (Home home = Home.tryTake(path).orElseThrow()) {
            LogFile.start(home, new LogSettings(format), new StandardEnvironment());
            Logger logger = context.getLogger("io.qianhu.example");
            logger.setLevel(Level.INFO);
            logger.info("run \"r1\" begins,\nin two lines");
            logger.error("13912345678.csv failed", new IllegalStateException("as an example\nof \u001B 13912345678"));
        }
        return Files.readAllLines(path.resolve("logs").resolve("qianhu.log"));
    }
}
