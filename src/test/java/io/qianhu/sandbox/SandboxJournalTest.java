package io.qianhu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxJournalTest {
    private static final String WHOLE_LINE = "{\"id\":4001000001,\"name\":\"t\",\"createdAt\":\"2026-01-02T03:04:05Z\","
            + "\"dialogId\":1,\"duplicates\":0,\"requestId\":\"r\",\"callees\":[\"13700000000\"]}\n";

    private final HandMovedClock clock = new HandMovedClock("2026-01-02T03:04:05Z");

    @TempDir
    private Path directory;

    private Path journal = Path.of("journal.jsonl");

    @BeforeEach
    void journalInADirectoryThatIsNotThereYet() {
        journal = directory.resolve("kept/here/journal.jsonl");
    }

    @Test
    void holdsATaskWithItsNumbersBeforeTheAnswerIsRead() {
        try (Sandbox sandbox = sandbox()) {
            String requestId = create(sandbox, "春季", "13700000000,057112345678,13700000000")
                    .text("RequestId");
            try (Stream<AcceptedTask> tasks = SandboxJournal.read(journal)) {
                assertThat(tasks)
                        .containsExactly(new AcceptedTask(
                                4001000001L,
                                "春季",
                                Instant.parse("2026-01-02T03:04:05Z"),
                                1234567,
                                List.of("13700000000", "057112345678", "13700000000"),
                                1,
                                requestId));
            }
        }
    }

    @Test
    void showsNoNumberInToString() {
        try (Sandbox sandbox = sandbox()) {
            create(sandbox, "t", "13700000000");
        }
        try (Stream<AcceptedTask> tasks = SandboxJournal.read(journal)) {
            assertThat(tasks.map(AcceptedTask::toString)).allMatch(text -> !text.contains("137000"));
        }
    }

    @Test
    void keepsTasksAndGoesOnCountingOverARestart() {
        try (Sandbox sandbox = sandbox()) {
            create(sandbox, "t1", "13700000000");
            create(sandbox, "t2", "13700000001");
        }
        try (Sandbox sandbox = sandbox()) {
            assertThat(sandbox.taskCount()).isEqualTo(2);
            assertThat(create(sandbox, "t3", "13700000002").text("Data")).isEqualTo("4001000003");
            SignedRequest list = SignedRequest.list(clock.instant()).with("TaskName", "t1");
            assertThat(Reply.to(list.v3(sandbox.endpoint())).text("Data")).contains("\"id\":4001000001,");
        }
        assertThat(SandboxJournal.tally(journal)).isEqualTo(new JournalTally(3, 3, 3, 0, 0));
    }

    @Test
    void dropsATornLastLineAndWritesOnAfterIt() throws IOException {
        try (Sandbox sandbox = sandbox()) {
            create(sandbox, "t1", "13700000000");
        }
        // Longer than the next whole line, so that something of it would show if it were only written over.
        String torn = "{\"id\":4001000002,\"callees\":[" + "\"13700000001\",".repeat(100);
        Files.writeString(journal, torn, StandardOpenOption.APPEND);
        assertThat(SandboxJournal.tally(journal).tasks()).isEqualTo(1);
        try (Sandbox sandbox = sandbox()) {
            assertThat(sandbox.taskCount()).isEqualTo(1);
            create(sandbox, "t2", "13700000001");
        }
        assertThat(Files.readAllLines(journal)).hasSize(2);
        assertThat(SandboxJournal.tally(journal)).isEqualTo(new JournalTally(2, 2, 2, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":\"13700000000\"}", "", "{}", "null", "[\"13700000000\"]", "13700000000"})
    void refusesABrokenLineInTheMiddleWithoutQuotingIt(String broken) throws IOException {
        Files.createDirectories(journal.getParent());
        Files.writeString(journal, WHOLE_LINE + broken + "\n" + WHOLE_LINE);
        assertThatThrownBy(this::sandbox)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("line 2 of the sandbox's journal")
                .hasNoCause()
                .hasMessageNotContaining("13700000000");
        assertThatThrownBy(() -> SandboxJournal.tally(journal)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesALineThatIsTooLong() throws IOException {
        Files.createDirectories(journal.getParent());
        Files.write(journal, new byte[256 * 1024 + 2]);
        assertThatThrownBy(() -> SandboxJournal.tally(journal)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isReadableForItsOwnerOnly() throws IOException {
        sandbox().close();
        if (journal.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(journal)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(journal.getParent())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void belongsToOneSandboxAtATime() {
        try (Sandbox first = sandbox()) {
            assertThatThrownBy(this::sandbox)
                    .hasMessageContaining("another sandbox has this journal open")
                    .hasMessageContaining("journal.jsonl");
            assertThat(first.taskCount()).isZero();
        }
        sandbox().close();
    }

    @Test
    void countsRepeatedNumbersAndNames() throws IOException {
        try (Sandbox sandbox = sandbox()) {
            create(sandbox, "t1", "13700000000,13700000001,13700000000");
            create(sandbox, "t1", "13700000001,13700000002");
            create(sandbox, "", "013700000000");
            create(sandbox, "", "13700000003");
        }
        JournalTally tally = SandboxJournal.tally(journal);
        assertThat(tally).isEqualTo(new JournalTally(4, 7, 5, 2, 1));
        assertThat(tally.eachOnce()).isFalse();
        assertThat(Files.readString(journal, StandardCharsets.UTF_8)).contains("\"duplicates\":1,");
    }

    @Test
    void saysEachOnceWhenItIsSo() {
        try (Sandbox sandbox = sandbox()) {
            create(sandbox, "t1", CreateRobotTaskTest.callees(1000));
            create(sandbox, "t2", "13700000000");
        }
        assertThat(SandboxJournal.tally(journal)).isEqualTo(new JournalTally(2, 1001, 1001, 0, 0));
        assertThat(SandboxJournal.tally(journal).eachOnce()).isTrue();
    }

    @Test
    void isNamedWhenItCannotBeRead() {
        assertThatThrownBy(() -> SandboxJournal.read(directory.resolve("none")))
                .hasMessageContaining("cannot be read")
                .hasMessageContaining("none");
    }

    private Sandbox sandbox() {
        return Sandbox.start(SandboxSettings.defaults().withJournal(journal), clock);
    }

    private Reply create(Sandbox sandbox, String name, String caller) {
        SignedRequest request =
                SignedRequest.create(clock.instant()).with("TaskName", name).with("Caller", caller);
        Reply reply = Reply.to(request.v3(sandbox.endpoint()));
        assertThat(reply.code()).isEqualTo("OK");
        return reply;
    }
}
