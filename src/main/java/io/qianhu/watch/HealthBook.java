package io.qianhu.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.SimpleHttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.SimpleStatusAggregator;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.application.DiskSpaceHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.DefaultHealthContributorRegistry;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/**
 * Spring Boot's health endpoint over our indicators: {@code database}, {@code runs}, {@code api}, {@code diskSpace}. Out
 * of service where {@code serve} goes on by itself or a person must act; starting the process again would not help.
 */
public final class HealthBook {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration SLOW = Duration.ofSeconds(10);

    private final HealthEndpoint endpoint;
    private final HttpCodeStatusMapper statuses = new SimpleHttpCodeStatusMapper();

    public HealthBook(DataSource dataSource, Campaigns campaigns, ApiHealth api, Path home, DataSize freeDisk) {
        DefaultHealthContributorRegistry registry = new DefaultHealthContributorRegistry();
        registry.registerContributor("database", new DataSourceHealthIndicator(dataSource, "select 1"));
        registry.registerContributor("runs", new RunsHealth(campaigns));
        registry.registerContributor("api", api);
        registry.registerContributor("diskSpace", goesOn(new DiskSpaceHealthIndicator(home.toFile(), freeDisk)));
        endpoint = new HealthEndpoint(registry, null, HealthEndpointGroups.of(new Group(), Map.of()), SLOW);
    }

    /** What is wrong here passes as soon as there is room, and the process waits for that. */
    private static HealthIndicator goesOn(HealthIndicator indicator) {
        return () -> {
            Health health = indicator.health();
            return health != null && health.getStatus().equals(Status.DOWN)
                    ? Health.outOfService().withDetails(health.getDetails()).build()
                    : health;
        };
    }

    /** An answer for the path below {@code /actuator/health}, empty text for the whole; null when there is none. */
    @Nullable
    Answer answer(String path) {
        HealthDescriptor health = path.isEmpty() ? endpoint.health() : endpoint.healthForPath(path.split("/"));
        return health == null
                ? null
                : new Answer(statuses.getStatusCode(health.getStatus()), JSON.writeValueAsString(health));
    }

    /** An HTTP status with its JSON. */
    record Answer(int status, String json) {}

    /** Everything is shown: the port is for those who may see it. */
    private record Group() implements HealthEndpointGroup {
        private static final StatusAggregator WORST = new SimpleStatusAggregator();
        private static final HttpCodeStatusMapper CODES = new SimpleHttpCodeStatusMapper();

        @Override
        public boolean isMember(String name) {
            return true;
        }

        @Override
        public boolean showComponents(SecurityContext context) {
            return true;
        }

        @Override
        public boolean showDetails(SecurityContext context) {
            return true;
        }

        @Override
        public StatusAggregator getStatusAggregator() {
            return WORST;
        }

        @Override
        public HttpCodeStatusMapper getHttpCodeStatusMapper() {
            return CODES;
        }

        @Override
        public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
            return null;
        }
    }
}
