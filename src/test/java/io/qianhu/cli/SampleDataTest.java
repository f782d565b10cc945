package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.sandbox.AcceptedTask;
import io.qianhu.sandbox.JournalTally;
import io.qianhu.sandbox.SandboxJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sample campaign comes to what {@code sample-data/expected.json} says, which Qianhu did not compute. */
class SampleDataTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNode EXPECTED = json(Path.of("sample-data", "expected.json"));

    @TempDir
    static Path home;

    private static int exitCode;

    @BeforeAll
    static void runTheDemo() {
        exitCode = Qianhu.execute("demo", "--qianhu.home=" + home);
    }

    @AfterAll
    static void letTheJvmEnd() {
        Shutdown.finished(0);
    }

    @Test
    void comesToTheExpectedBooks() {
        assertThat(exitCode).isZero();
        JsonNode summary = json(reports(home).resolve("summary.json"));
        for (String field : EXPECTED.required("summary").propertyNames()) {
            assertThat(summary.required(field))
                    .as(field)
                    .isEqualTo(EXPECTED.required("summary").required(field));
        }
    }

    @Test
    void makesOneTaskOfEachListAndCallsEachNumberOnce() {
        Path journal = home.resolve("sandbox").resolve("tasks.jsonl");
        JournalTally tally = SandboxJournal.tally(journal);
        assertThat(tally.eachOnce()).isTrue();
        assertThat(tally.distinctNumbers())
                .isEqualTo(EXPECTED.at("/summary/callees").longValue());
        try (Stream<AcceptedTask> tasks = SandboxJournal.read(journal)) {
            List<Integer> sizes = EXPECTED.required("listSizes")
                    .valueStream()
                    .map(JsonNode::intValue)
                    .toList();
            assertThat(tasks.map(task -> task.callees().size())).containsExactlyInAnyOrderElementsOf(sizes);
        }
    }

    /** A row that lacked its phone cell has an empty one now, and what could not be decoded has become a letter. */
    @Test
    void rejectsTheSameRowsAgainWhenTheyComeBackUnrepaired(@TempDir Path other) {
        Path rejects = reports(home).resolve("rejects.csv");
        int code = Qianhu.execute(
                "run", "--sandbox", "sample-data/campaign.yml", rejects.toString(), "--qianhu.home=" + other);
        assertThat(code).as("nobody is called").isEqualTo(ExitCode.ATTENTION.number());
        JsonNode summary = json(reports(other).resolve("summary.json"));
        assertThat(summary.required("callees").longValue()).isZero();
        assertThat(summary.required("rejected")).isEqualTo(EXPECTED.at("/summary/rejected"));
        assertThat(summary.required("rejectedByReason")).isEqualTo(EXPECTED.required("rejectedByReasonWhenReadAgain"));
    }

    private static Path reports(Path home) {
        try (Stream<Path> runs = Files.list(home.resolve("reports"))) {
            List<Path> folders = runs.toList();
            assertThat(folders).hasSize(1);
            return folders.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
