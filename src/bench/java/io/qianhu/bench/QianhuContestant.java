package io.qianhu.bench;

import io.qianhu.report.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The packaged jar as people run it: {@code run CAMPAIGN FILE --prepare-only --new-home} in a fresh home with the default
 * settings, so the ledger is durable and the reports are written. Its result must be the expected one in every count.
 *
 * <p>The first byte is read when the process opens the input (for its fingerprint); the last list is committed when
 * Spring Batch's step {@code seal} ends. Both are seen from outside, the second one in the job repository, after the
 * end.
 */
final class QianhuContestant implements Contestant {
    /** Of {@code --prepare-only}: stopped before the end, the same command continues. */
    private static final int PREPARED = 5;

    private static final String CAMPAIGN = """
            name: bench
            task:
              name: bench
              dialog-id: 1234567
            """;

    private final Path jar;
    private final Path input;
    private final Expected expected;
    private final List<String> javaOptions;

    QianhuContestant(Path jar, Path input, Expected expected, List<String> javaOptions) {
        this.jar = jar;
        this.input = input;
        this.expected = expected;
        this.javaOptions = javaOptions;
    }

    @Override
    public String name() {
        return "qianhu";
    }

    @Override
    public long rows() {
        return expected.rows();
    }

    @Override
    public Figures run(Path scratch) throws IOException, InterruptedException {
        Path home = scratch.resolve("home");
        Path campaign = Files.writeString(scratch.resolve("bench.yml"), CAMPAIGN);
        List<String> command = new ArrayList<>(List.of(Jvm.JAVA));
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", jar.toString(), "run", campaign.toString(), input.toString()));
        command.addAll(List.of("--prepare-only", "--new-home", "--qianhu.home=" + home));
        MeasuredProcess process = MeasuredProcess.run(command, input, scratch).exitedWith(PREPARED);
        requireExpected(summary(home));
        return figures(process, steps(home));
    }

    private static Figures figures(MeasuredProcess process, Map<String, Step> steps) {
        Instant firstByte = process.firstReadAt()
                .orElseThrow(() -> new WrongResult("the input is too small: it was never seen open; give more -Drows"));
        Step intake = step(steps, "intake");
        Instant lastList = step(steps, "seal").end();
        Map<String, Double> parts = new LinkedHashMap<>();
        parts.put("fingerprint and detection", MeasuredProcess.seconds(firstByte, intake.begin()));
        parts.put("step intake", MeasuredProcess.seconds(intake.begin(), intake.end()));
        parts.put("seal", MeasuredProcess.seconds(intake.end(), lastList));
        parts.put("books and reports, end", MeasuredProcess.seconds(lastList, process.endedAt()));
        return new Figures(
                process,
                MeasuredProcess.seconds(process.startedAt(), firstByte),
                MeasuredProcess.seconds(firstByte, lastList),
                parts,
                "");
    }

    private static Step step(Map<String, Step> steps, String name) {
        Step step = steps.get(name);
        if (step == null) {
            throw new WrongResult("the job has no step " + name + ", but " + steps.keySet());
        }
        return step;
    }

    private record Step(Instant begin, Instant end) {}

    private static Map<String, Step> steps(Path home) {
        String url = "jdbc:h2:file:" + home.resolve("ledger").resolve("qianhu") + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE";
        Map<String, Step> steps = new LinkedHashMap<>();
        try (Connection ledger = DriverManager.getConnection(url);
                Statement query = ledger.createStatement();
                ResultSet rows =
                        query.executeQuery("select step_name, start_time, end_time from batch_step_execution")) {
            while (rows.next()) {
                steps.put(rows.getString(1), new Step(instant(rows, 2), instant(rows, 3)));
            }
            return steps;
        } catch (SQLException e) {
            throw new WrongResult("the job repository cannot be read: " + e.getMessage());
        }
    }

    /** Spring Batch stores the local time of its process, which is that of this one. */
    private static Instant instant(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column, LocalDateTime.class)
                .atZone(ZoneId.systemDefault())
                .toInstant();
    }

    private static RunSummary summary(Path home) throws IOException {
        try (Stream<Path> reports = Files.list(home.resolve("reports"))) {
            Path report = reports.findFirst().orElseThrow(() -> new WrongResult("no report was written"));
            return RunSummary.fromJson(Files.readString(report.resolve("summary.json")));
        }
    }

    private void requireExpected(RunSummary summary) {
        Expected found =
                new Expected(summary.rowsRead(), summary.callees(), summary.duplicates(), summary.rejectedByReason());
        long lists =
                summary.lists().values().stream().mapToLong(Long::longValue).sum();
        if (!found.equals(expected) || lists != expected.lists() || !summary.balanced()) {
            throw new WrongResult("expected " + expected + " in " + expected.lists() + " lists, found " + found + " in "
                    + lists + " lists");
        }
    }
}
