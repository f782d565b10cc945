package io.qianhu.schedule;

import io.qianhu.ledger.Target;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which content files have, and which content runs have taken, in the ledger. */
final class InboxStore {
    private static final String HAS_READ = """
            (r.fingerprint = ?
                or exists (select 1 from inbox_read i where i.run_id = r.run_id and i.sha256 = ?)
                or exists (select 1 from input_file f where f.run_id = r.run_id and f.sha256 = ?))""";

    private final JdbcClient jdbc;

    InboxStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What a file looks like from outside.
     *
     * @param identity which file it is and when it was last touched in any way, as far as the file system tells: one that
     *     was written anew may have the size and the time of the one before
     */
    record Looks(String path, long bytes, Instant modifiedAt, String identity) {}

    /** The SHA-256 of a file's content, if it was read when it looked just like this. */
    Optional<String> content(Looks file) {
        return known(file).stream().filter(Objects::nonNull).findFirst();
    }

    /** Whether it was set aside when it looked just like this. */
    boolean isSetAside(Looks file) {
        return known(file).contains(null);
    }

    private List<@Nullable String> known(Looks file) {
        return jdbc.sql(
                        "select sha256 from inbox_file where path = ? and size_bytes = ? and modified_at = ? and identity = ?")
                .params(file.path(), file.bytes(), time(file.modifiedAt()), file.identity())
                .query((row, number) -> row.getString(1))
                .list();
    }

    /**
     * The file had this content when it looked like this; what it was before is forgotten.
     *
     * @param sha256 null to set it aside
     */
    void remember(Looks file, @Nullable String sha256) {
        jdbc.sql("""
                        merge into inbox_file (path, size_bytes, modified_at, identity, sha256) key (path)
                        values (?, ?, ?, ?, ?)""")
                .params(file.path(), file.bytes(), time(file.modifiedAt()), file.identity())
                .param(sha256)
                .update();
    }

    /** Forgets the files that are not there any more. */
    void forgetGone() {
        jdbc.sql("select path from inbox_file").query(String.class).list().stream()
                .filter(path -> Files.notExists(Path.of(path)))
                .forEach(path -> jdbc.sql("delete from inbox_file where path = ?")
                        .param(path)
                        .update());
    }

    /** Another campaign of which a run has read this content with a script that nobody knows any more, the latest. */
    Optional<String> readByOther(String campaign, Target target, String sha256) {
        return jdbc.sql(
                        "select r.campaign from run r where r.campaign <> ? and r.target = ? and r.dialog_id is null and "
                                + HAS_READ + " order by r.started_at desc limit 1")
                .params(campaign, target.name(), alone(sha256), sha256, sha256)
                .query(String.class)
                .optional();
    }

    /** A run has taken this content. */
    void taken(String campaign, Target target, String sha256, String run) {
        jdbc.sql("""
                        merge into inbox_read (campaign, target, sha256, run_id) key (campaign, target, sha256)
                        values (?, ?, ?, ?)""").params(campaign, target.name(), sha256, run).update();
    }

    /** The run that has taken this content from an inbox. */
    Optional<String> takenBy(String campaign, Target target, String sha256) {
        return jdbc.sql("select run_id from inbox_read where campaign = ? and target = ? and sha256 = ?")
                .params(campaign, target.name(), sha256)
                .query(String.class)
                .optional();
    }

    /**
     * The campaign of a run that has read this content, from an inbox or named by a person: this one, or else one that has
     * submitted the same script.
     */
    Optional<String> readBy(String campaign, long dialogId, Target target, String sha256) {
        if (takenBy(campaign, target, sha256).isPresent()) {
            return Optional.of(campaign);
        }
        return jdbc.sql("select r.campaign from run r where (r.campaign = ? or r.dialog_id = ?) and r.target = ? and "
                        + HAS_READ + " order by case when r.campaign = ? then 0 else 1 end, r.started_at desc limit 1")
                .params(campaign, dialogId, target.name(), alone(sha256), sha256, sha256, campaign)
                .query(String.class)
                .optional();
    }

    /** The fingerprint of a run that reads this content and nothing else, as {@code RunInputs} makes it. */
    private static String alone(String sha256) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest((sha256 + "\n").getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
