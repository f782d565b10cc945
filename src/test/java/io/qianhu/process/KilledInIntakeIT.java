package io.qianhu.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} while an archive is read; the {@link FaultSimulationIT} kills and stops while plain files are. */
@Tag("heavy")
class KilledInIntakeIT {
    private static final int ROWS_EACH = 200_000;

    /**
     * Small blocks make many commits, so that there is much to lose and to read twice. The copies of what was packed
     * outlive a kill; where one is gone it is made again, and the position still holds.
     */
    @Test
    void readsEveryRowOfAnArchiveOnceWhereverItIsKilled(@TempDir Path folder) throws IOException {
        MadeInput input = MadeInput.write(folder, 2, ROWS_EACH, 8);
        try (Workplace workplace = Workplace.in(folder, Map.of()).with("intake.block-bytes", "4096")) {
            workplace.campaign("100/s", 32);
            pack(folder);

            for (int killAt : new int[] {1, 60_000, ROWS_EACH + 20_000}) {
                QianhuProcess killed = workplace.run("lists.zip");
                ActiveRun.await()
                        .failFast("it ended: " + killed, () -> !killed.lives())
                        .until(() -> ActiveRun.rowsRead(workplace.home()) >= killAt);
                killed.kill();
                assertThat(copies(workplace)).hasSize(2);
                if (killAt == 60_000) {
                    Files.delete(copies(workplace).get(0));
                }
            }

            assertThat(workplace.run("lists.zip").exits(0).out()).contains("continued", "lists.zip > made-2.csv");
            assertThat(copies(workplace)).isEmpty();
            Judge.booksOf(workplace.summary(), input);
            Judge.acceptedOnce(workplace.journal(), input);
            Judge.keepsSecrets(workplace, input);
        }
    }

    private static List<Path> copies(Workplace workplace) throws IOException {
        try (Stream<Path> all = Files.list(workplace.home().resolve("unpacked"))) {
            return all.sorted().toList();
        }
    }

    private static void pack(Path folder) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(folder.resolve("lists.zip")))) {
            for (String name : List.of("made-1.csv", "made-2.csv")) {
                out.putNextEntry(new ZipEntry(name));
                Files.copy(folder.resolve(name), out);
                Files.delete(folder.resolve(name));
            }
        }
    }
}
