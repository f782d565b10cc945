package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.ledger.Books;
import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.Target;
import io.qianhu.number.Multiple;
import io.qianhu.report.RunReports;
import io.qianhu.report.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** {@code rejects.csv} read again: every cell of the tables of cases that is rejected comes to the same reason. */
class RejectsAgainTest {
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-F]{4})");
    private static final int BLOCK_BYTES = 1_024;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void rejectsTheSameRowsForTheSameReasons(Multiple multiple) throws Exception {
        List<String> cells = new ArrayList<>(cells("cells.csv"));
        cells.addAll(cells("several.csv"));
        StringBuilder rows = new StringBuilder("name,phone\n");
        cells.forEach(
                cell -> rows.append("a,\"").append(cell.replace("\"", "\"\"")).append("\"\n"));
        Path input = Files.writeString(folder.resolve("input.csv"), rows);
        try (LedgerOnDisk ledger = new LedgerOnDisk(folder)) {
            JobOnDisk job = new JobOnDisk(ledger, new JdbcTransactionManager(ledger.dataSource), BLOCK_BYTES);
            String first = run(job, multiple, input);
            Path reports = new RunReports(job.runs, folder.resolve("reports"), Words.of(Locale.ENGLISH), ZoneOffset.UTC)
                    .write(first);
            String again = run(job, multiple, reports.resolve("rejects.csv"));

            Books books = job.runs.books(again);
            assertThat(books.balanced()).isTrue();
            assertThat(books.callees()).isZero();
            assertThat(books.duplicates()).isZero();
            assertThat(reasons(job, again)).hasSizeGreaterThan(100).isEqualTo(reasons(job, first));
            assertThat(job.runs.books(first).balanced()).isTrue();
            assertThat(job.runs.books(first).rowsRead()).isEqualTo(cells.size());
        }
    }

    private static String run(JobOnDisk job, Multiple multiple, Path file) {
        return job.run(new RunRequest(JobOnDisk.campaign(multiple), List.of(file), Target.SANDBOX, "", true, true))
                .run();
    }

    private static List<String> reasons(JobOnDisk job, String run) {
        List<String> reasons = new ArrayList<>();
        job.runs.eachReject(run, row -> reasons.add(row.reason()));
        return reasons;
    }

    /** But for those with a NUL, which makes a file no text. */
    private static List<String> cells(String table) throws IOException {
        List<String> cells = new ArrayList<>();
        CSVFormat format = CSVFormat.DEFAULT.builder().setCommentMarker('#').get();
        try (CSVParser parser = CSVParser.parse(
                Objects.requireNonNull(RejectsAgainTest.class.getResourceAsStream("/io/qianhu/number/" + table)),
                StandardCharsets.UTF_8,
                format)) {
            for (CSVRecord row : parser) {
                if (!row.get(0).equals("accept") && !row.get(1).contains("\\u0000")) {
                    cells.add(ESCAPE.matcher(row.get(1))
                            .replaceAll(escape -> Matcher.quoteReplacement(
                                    Character.toString(Integer.parseInt(escape.group(1), 16)))));
                }
            }
        }
        return cells;
    }
}
