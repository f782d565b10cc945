package io.qianhu.ledger;

import io.qianhu.message.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Refuses a database that would break the promise, by what the open database says of itself and not by its URL.
 *
 * <p>H2 with its default write delay of 500 ms lost acknowledged commits in 20 of 20 kills; with 0 in none of 130. H2
 * 2.5.252 lost some even with 0, so only versions that were measured are taken.
 */
public final class LedgerSafety {
    /** H2 versions whose commits survived {@code kill -9} when it was tried. */
    private static final Set<String> MEASURED_H2 = Set.of("2.4.240");

    /** No other file system of H2's (memory, zip, split) and no server; a drive letter is all that may precede a colon. */
    private static final Pattern FILE_URL = Pattern.compile("jdbc:h2:file:([A-Za-z]:)?[^:]+", Pattern.CASE_INSENSITIVE);

    /**
     * What every URL must end with: each commit is written before it is acknowledged, and no exit of the JVM closes the
     * database under a run.
     */
    public static final String REQUIRED_OPTIONS = ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";

    /** Others switch off the lock of the file, let a second process in, or weaken a commit. */
    private static final Pattern HARMLESS_OPTION =
            Pattern.compile("WRITE_DELAY=0|DB_CLOSE_ON_EXIT=FALSE|CACHE_SIZE=\\d+|TRACE_LEVEL_(FILE|SYSTEM_OUT)=[0-3]");

    private LedgerSafety() {}

    /**
     * Looks at the URL before a database is made of it.
     *
     * @throws UnsafeLedger when it is none of H2 in a file, or does not switch the write delay off
     */
    public static void requireUrl(String url) {
        String[] parts = url.split(";", -1);
        if (!FILE_URL.matcher(parts[0]).matches()) {
            throw new UnsafeLedger(Message.of("ledger.ledger-must-h-file-machine"));
        }
        List<String> options = Arrays.stream(parts)
                .skip(1)
                .map(option -> option.toUpperCase(Locale.ROOT))
                .toList();
        for (String required : REQUIRED_OPTIONS.substring(1).split(";", -1)) {
            if (!options.contains(required)) {
                throw new UnsafeLedger(
                        Message.of("ledger.ledger-not-set-must", required.replaceFirst("=.*", ""), required));
            }
        }
        options.stream()
                .filter(option -> !HARMLESS_OPTION.matcher(option).matches())
                .findFirst()
                .ifPresent(option -> {
                    throw new UnsafeLedger(Message.of("ledger.option-qianhu-ledger-url-not-known-safe", option));
                });
    }

    /**
     * Looks at the open database.
     *
     * @throws UnsafeLedger when a setting or the version is not safe
     */
    public static void require(JdbcClient jdbc) {
        String version = setting(jdbc, "info.VERSION").split(" ", 2)[0];
        if (!MEASURED_H2.contains(version)) {
            throw new UnsafeLedger(Message.of("ledger.h-not-versions-whose-commits", version, MEASURED_H2));
        }
        String writeDelay = setting(jdbc, "WRITE_DELAY");
        if (!writeDelay.equals("0")) {
            throw new UnsafeLedger(Message.of("ledger.ledger-write-delay-ms", writeDelay));
        }
        String lockMode = setting(jdbc, "LOCK_MODE");
        if (lockMode.equals("0")) {
            throw new UnsafeLedger(Message.of("ledger.ledger-lock-mode"));
        }
        boolean readOnly = jdbc.sql("select readonly()").query(Boolean.class).single();
        if (readOnly) {
            throw new UnsafeLedger(Message.of("ledger.ledger-can-read"));
        }
        boolean inMemory =
                jdbc.sql("select database_path() is null").query(Boolean.class).single();
        if (inMemory) {
            throw new UnsafeLedger(Message.of("ledger.ledger-memory-not-survive-process"));
        }
    }

    /** H2 lists a setting of the URL a second time, as the store has it; values that differ are given both. */
    private static String setting(JdbcClient jdbc, String name) {
        List<String> values = jdbc.sql("""
                        select distinct setting_value from information_schema.settings
                        where setting_name = ? order by setting_value""").param(name).query(String.class).list();
        return values.isEmpty() ? "unknown" : String.join(" and ", values);
    }
}
