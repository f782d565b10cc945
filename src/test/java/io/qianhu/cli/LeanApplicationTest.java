package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.qianhu.job.Home;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.context.ConfigurableApplicationContext;

class LeanApplicationTest {
    /** With a registry of observations Spring Batch makes two of every item, which costs most of its throughput. */
    @Test
    void startsWithoutObservationsAndWithoutHealth(@TempDir Path folder) {
        Path path = folder.resolve("home");
        SettingsLoader.Loaded loaded = SettingsLoader.load(List.of("--qianhu.home=" + path));
        try (Home home = Home.tryTake(path).orElseThrow();
                ConfigurableApplicationContext application = Application.start(loaded, home)) {
            for (Class<?> unwanted : List.of(
                    ObservationRegistry.class,
                    MeterRegistry.class,
                    HealthContributor.class,
                    HealthContributorRegistry.class,
                    HealthEndpoint.class)) {
                assertThat(application.getBeanNamesForType(unwanted))
                        .as(unwanted.getSimpleName())
                        .isEmpty();
            }
        } finally {
            Logger root = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
            var file = root.getAppender("file");
            if (file != null) {
                root.detachAppender(file);
                file.stop();
            }
        }
    }
}
