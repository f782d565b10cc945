package io.qianhu.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A heap of 256 MB, which every process here is started with, is enough for a million rows. */
@Tag("heavy")
class MillionRowsIT {
    @Test
    void storesAMillionRowsInASmallHeap(@TempDir Path folder) {
        MadeInput input = MadeInput.write(folder, 1, 1_000_000, 17);
        try (Workplace workplace = Workplace.in(folder, Map.of())) {
            workplace.campaign("100/s", 32).run("--prepare-only").exits(5);

            Judge.intakeBooksOf(workplace.summary(), input);
            assertThat(workplace.summary().calleesPending()).isEqualTo(input.numbers().length);
            assertThat(workplace.api().createsReceived()).isZero();
        }
    }
}
