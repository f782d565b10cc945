package io.qianhu.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.InputSettings;
import io.qianhu.campaign.TextEncoding;
import io.qianhu.intake.FileFormat;
import io.qianhu.intake.InputFiles;
import io.qianhu.intake.InputRefused;
import io.qianhu.intake.IntakeLimits;
import io.qianhu.intake.unpack.PlainFiles;
import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.RunLease;
import io.qianhu.ledger.Target;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which run a request with packed files or standard input means, and what lies in the folder of copies meanwhile. */
class PackedInputTest {
    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");
    private static final String ROWS = "phone\n13800000001\n";
    private static final String OTHER_ROWS = "phone\n13800000002\n";

    @TempDir
    private Path folder;

    private LedgerOnDisk ledger;
    private RunOpener opener;
    private String standardInput = "";

    @BeforeEach
    void open() {
        ledger = new LedgerOnDisk(folder);
        PlainFiles files = new PlainFiles(
                folder.resolve("unpacked"),
                IntakeLimits.defaults(),
                () -> new ByteArrayInputStream(standardInput.getBytes(UTF_8)));
        opener = new RunOpener(ledger.runs, files, IntakeLimits.defaults(), () -> NOW);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void plansEveryListOfAnArchiveUnderItsName() throws IOException {
        Path zip = zip("a.zip", "x.csv", ROWS, "y.csv", OTHER_ROWS);
        RunPlan plan = open(zip).plan();
        assertThat(plan.files()).extracting(PlannedFile::name).containsExactly(zip + " > x.csv", zip + " > y.csv");
        assertThat(plan.files()).allMatch(PlannedFile::ours);
        assertThat(ledger.runs.files(plan.run().id()))
                .extracting(file -> file.path())
                .containsExactly(zip + " > x.csv", zip + " > y.csv");
        OwnCopies.delete(plan.files());
        assertThat(copies()).isEmpty();
    }

    @Test
    void goesOnWithTheCopiesOfBeforeAndMakesThemAgainWhereTheyAreGoneOrHarmed() throws IOException {
        Path zip = zip("a.zip", "x.csv", ROWS, "y.csv", OTHER_ROWS);
        List<PlannedFile> began = open(zip).plan().files();
        Path moved = Files.move(zip, folder.resolve("b.zip"));

        assertThat(open(moved).plan().files()).isEqualTo(began);
        Files.delete(began.get(0).path());
        Files.writeString(began.get(1).path(), ROWS);
        RunOpener.Opening again = open(moved);
        assertThat(again.plan().continued()).isTrue();
        assertThat(again.plan().files()).extracting(PlannedFile::path).containsExactlyElementsOf(paths(began));
        assertThat(Files.readString(began.get(0).path())).isEqualTo(ROWS);
        assertThat(Files.readString(began.get(1).path())).isEqualTo(OTHER_ROWS);
        assertThat(copies()).hasSize(2);
    }

    @Test
    void unpacksNothingOnceTheRowsAreInTheLedger() throws IOException {
        Path zip = zip("a.zip", "x.csv", ROWS);
        RunOpener.Opening began = open(zip);
        String run = began.plan().run().id();
        OwnCopies.delete(began.plan().files());
        try (RunLease lease = ledger.leases.take(run)) {
            ledger.store(run, 1);
            ledger.transaction.executeWithoutResult(status -> ledger.intake.finish(lease.run()));
        }
        assertThat(open(zip).plan().files()).extracting(PlannedFile::name).containsExactly(zip + " > x.csv");
        assertThat(copies()).isEmpty();
    }

    @Test
    void knowsTheContentOfAFileThatAnotherRunHasReadPackedOrNot() throws IOException {
        String run = open(Files.writeString(folder.resolve("x.csv"), ROWS))
                .plan()
                .run()
                .id();
        Path gzip = gzip("z.csv.gz", ROWS);
        assertThatThrownBy(() -> open(gzip))
                .isInstanceOf(RunRefused.class)
                .hasMessageContaining("z.csv.gz was already read by run " + run);
        assertThat(copies()).isEmpty();
    }

    @Test
    void refusesAnArchiveThatChangedSinceItsUnfinishedRunBegan() throws IOException {
        String run = open(zip("a.zip", "x.csv", ROWS)).plan().run().id();
        Path changed = zip("a.zip", "z.csv", OTHER_ROWS);
        assertThatThrownBy(() -> open(changed))
                .isInstanceOf(RunRefused.class)
                .hasMessageContainingAll("a.zip > x.csv changed since run " + run, "--again LABEL");
        assertThat(copies()).hasSize(1);
    }

    @Test
    void leavesNoCopyWhenAFileCannotBeUsed() throws IOException {
        Path zip = zip("a.zip", "x.csv", ROWS, "y.csv", "city\nHangzhou\n");
        assertThatThrownBy(() -> open(zip)).isInstanceOf(InputRefused.class).hasMessageContaining("a.zip > y.csv");
        assertThat(copies()).isEmpty();
        assertThat(ledger.runs.all()).isEmpty();
    }

    @Test
    void plansANoteBesideListsAndEmptyEntriesWithoutRows() throws IOException {
        Path zip = zip("a.zip", "a/", "", "a/empty.csv", "", "readme.txt", "名单说明\n请勿外传\n", "x.csv", ROWS);
        List<PlannedFile> planned = open(zip).plan().files();
        assertThat(planned)
                .extracting(file -> file.name().replace(zip + " > ", "") + " " + file.holdsRows())
                .containsExactly("a/empty.csv false", "readme.txt false", "x.csv true");
        Path next = zip("b.zip", "readme.txt", "名单说明\n请勿外传\n", "y.csv", OTHER_ROWS);
        assertThat(open(next).plan().continued())
                .as("the note is that of the night before")
                .isFalse();
    }

    @Test
    void deletesWhatAProcessThatDiedLeftUnfinished() throws IOException {
        Path unpacked = Files.createDirectories(folder.resolve("unpacked"));
        Files.writeString(unpacked.resolve("sheet-0.tmp"), ROWS);
        open(Files.writeString(folder.resolve("x.csv"), ROWS));
        assertThat(copies()).isEmpty();
    }

    @Test
    void deletesCopiesThatNoRunNeedsAnyMoreAndNoOthers() throws IOException {
        Path unpacked = Files.createDirectories(folder.resolve("unpacked"));
        Path nobodys = Files.writeString(unpacked.resolve("0".repeat(64) + ".csv"), ROWS);
        Path notOurs = Files.writeString(unpacked.resolve("keep.csv"), ROWS);
        RunPlan began = open(zip("a.zip", "x.csv", ROWS)).plan();
        assertThat(nobodys).doesNotExist();

        RunPlan other = open(zip("b.zip", "y.csv", OTHER_ROWS)).plan();
        assertThat(copies())
                .containsExactlyInAnyOrder(
                        notOurs,
                        began.files().get(0).path(),
                        other.files().get(0).path());

        try (RunLease lease = ledger.leases.take(other.run().id())) {
            ledger.store(other.run().id(), 1);
            ledger.transaction.executeWithoutResult(status -> ledger.intake.finish(lease.run()));
        }
        // The process died before it deleted its copies.
        open(Files.writeString(folder.resolve("z.csv"), "phone\n13800000003\n"));
        assertThat(copies())
                .containsExactlyInAnyOrder(notOurs, began.files().get(0).path());
    }

    @Test
    void continuesARunOfStandardInputWhenTheSameBytesComeAgain() {
        standardInput = ROWS;
        RunOpener.Opening began = open(InputFiles.STANDARD_INPUT);
        assertThat(began.plan().files()).extracting(PlannedFile::name).containsExactly("-");
        RunOpener.Opening again = open(InputFiles.STANDARD_INPUT);
        assertThat(again.plan().run().id()).isEqualTo(began.plan().run().id());
        assertThat(again.plan().files()).isEqualTo(began.plan().files());
        assertThat(copies()).hasSize(1);

        standardInput = OTHER_ROWS;
        assertThatThrownBy(() -> open(InputFiles.STANDARD_INPUT))
                .isInstanceOf(RunRefused.class)
                .hasMessageContaining(
                        "- changed since run " + began.plan().run().id());
        assertThat(copies()).hasSize(1);
    }

    @Test
    void refusesOtherSettingsOfReadingForARunThatBegan() throws IOException {
        Path file = Files.writeString(folder.resolve("x.csv"), ROWS);
        open(file);
        InputSettings other = new InputSettings(List.of(), TextEncoding.GB18030, ';', false, null, 1, null, "2");
        assertThatThrownBy(() -> opener.open(request(other, file)))
                .isInstanceOf(RunRefused.class)
                .hasMessageContainingAll(
                        "began with input.column detected, numbers",
                        "now says input.column detected, input.encoding gb18030, input.delimiter ;, input.quote none,"
                                + " input.header 1, input.sheet 2, numbers");
    }

    @Test
    void refusesAnotherEscapeForARunThatBegan() throws IOException {
        Path file = Files.writeString(folder.resolve("x.csv"), ROWS);
        open(file);
        InputSettings other = new InputSettings(List.of(), null, null, true, true, null, null, null);
        assertThatThrownBy(() -> opener.open(request(other, file)))
                .isInstanceOf(RunRefused.class)
                .hasMessageContaining("now says input.column detected, input.escape backslash, numbers");
    }

    @Test
    void readsAFormatThatAnEarlierVersionStored() throws IOException {
        Path file = Files.writeString(folder.resolve("x.csv"), ROWS);
        String run = open(file).plan().run().id();
        int changed = ledger.jdbc
                .sql(
                        "update input_file set format = regexp_replace(format, ',\"unquoted\":false,\"escaped\":false', '')")
                .update();
        assertThat(changed).isOne();
        assertThat(ledger.runs.files(run).get(0).format()).doesNotContain("unquoted", "escaped");
        FileFormat format = open(file).plan().files().get(0).format();
        assertThat(format.unquoted()).isFalse();
        assertThat(format.escaped()).isFalse();
    }

    @Test
    void endsTheJobWithoutCopies() throws Exception {
        Path zip = zip("a.zip", "x.csv", ROWS, "y.csv", OTHER_ROWS);
        JobOnDisk job = new JobOnDisk(ledger, Objects.requireNonNull(ledger.transaction.getTransactionManager()), 16);
        String run = job.run(JobOnDisk.request("", zip)).run();
        assertThat(ledger.runs.books(run).callees()).isEqualTo(2);
        assertThat(list(JobOnDisk.UNPACKED)).isEmpty();
    }

    private RunOpener.Opening open(Path... files) {
        return opener.open(JobOnDisk.request("", files));
    }

    private static RunRequest request(InputSettings input, Path file) {
        Campaign campaign = new Campaign(
                JobOnDisk.CAMPAIGN.name(),
                input,
                JobOnDisk.CAMPAIGN.numbers(),
                JobOnDisk.CAMPAIGN.task(),
                JobOnDisk.CAMPAIGN.dispatch(),
                JobOnDisk.CAMPAIGN.limits());
        return new RunRequest(campaign, List.of(file), Target.SANDBOX, "", true, true);
    }

    private static List<Path> paths(List<PlannedFile> files) {
        return files.stream().map(PlannedFile::path).toList();
    }

    private List<Path> copies() {
        return list(folder.resolve("unpacked"));
    }

    private static List<Path> list(Path directory) {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path zip(String name, String... namesAndRows) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < namesAndRows.length; i += 2) {
                out.putNextEntry(new ZipEntry(namesAndRows[i]));
                out.write(namesAndRows[i + 1].getBytes(UTF_8));
            }
        }
        return file;
    }

    private Path gzip(String name, String rows) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(rows.getBytes(UTF_8));
        }
        return file;
    }
}
