package io.qianhu.sandbox;

import io.qianhu.message.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * How the sandbox is set up, {@code qianhu.sandbox.*}.
 *
 * @param port port on 127.0.0.1; 0 = any free one
 * @param accessKeyId the one key that the sandbox knows; 1 to 128 letters, digits, {@code . _ -}
 * @param accessKeySecret the secret of that key; not empty
 * @param journal file in which accepted tasks are kept, so that they survive a restart; null = kept in memory alone.
 *     The file holds whole phone numbers and is made readable for its owner only
 * @param timestampValidity how far a request's timestamp may lie from the sandbox's clock, both ways; 1 second to 1 hour
 * @param faults what goes wrong on purpose
 */
@ConfigurationProperties(SandboxSettings.PREFIX)
public record SandboxSettings(
        @DefaultValue("0") int port,
        @DefaultValue("sandbox") String accessKeyId,
        @DefaultValue(SandboxSettings.DEFAULT_SECRET) String accessKeySecret,
        @Nullable Path journal,
        @DefaultValue("15m") Duration timestampValidity,
        @DefaultValue FaultSettings faults) {
    static final String PREFIX = "qianhu.sandbox";
    static final String DEFAULT_SECRET = "sandbox-secret";

    public SandboxSettings {
        SettingsCheck check = new SettingsCheck(PREFIX);
        check.between("port", port, 0, 65_535);
        if (!accessKeyId.matches("[A-Za-z0-9._-]{1,128}")) {
            check.fail("access-key-id", accessKeyId, Message.of("sandbox.letters-digits-dots"));
        }
        if (accessKeySecret.isBlank()) {
            check.fail("access-key-secret", "blank", Message.text("a secret"));
        }
        check.between("timestamp-validity", timestampValidity, Duration.ofSeconds(1), Duration.ofHours(1));
    }

    /** A free port, the default key, no journal, no faults. */
    public static SandboxSettings defaults() {
        return of(Map.of());
    }

    /**
     * Settings by key, bound as Spring Boot binds the application's own; keys are relative to {@code qianhu.sandbox},
     * for example {@code Map.of("faults.throttle-per-second", "5")}. What is not named has its default.
     */
    public static SandboxSettings of(Map<String, String> byKey) {
        Map<String, String> source = new HashMap<>();
        byKey.forEach((key, value) -> source.put(PREFIX + "." + key, value));
        return new Binder(new MapConfigurationPropertySource(source)).bindOrCreate(PREFIX, SandboxSettings.class);
    }

    public SandboxSettings withPort(int other) {
        return new SandboxSettings(other, accessKeyId, accessKeySecret, journal, timestampValidity, faults);
    }

    public SandboxSettings withJournal(Path journal) {
        return new SandboxSettings(port, accessKeyId, accessKeySecret, journal, timestampValidity, faults);
    }

    /** Shows everything but the secret. */
    @Override
    public String toString() {
        return "SandboxSettings[port=" + port + ", accessKeyId=" + accessKeyId + ", journal=" + journal
                + ", timestampValidity=" + timestampValidity + ", faults=" + faults + "]";
    }
}
