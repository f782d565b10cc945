package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.intake.FileFormat;
import io.qianhu.intake.Fingerprint;
import io.qianhu.intake.IntakeLimits;
import io.qianhu.intake.RowBlock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.infrastructure.item.ExecutionContext;

class IntakeReaderTest {
    private static final IntakeLimits LIMITS = new IntakeLimits(16, 1 << 20, 1000, 1000, 1 << 20);
    private static final FileFormat FORMAT = new FileFormat("UTF-8", ',', 0, 1, List.of(), 0, List.of());

    @TempDir
    private Path folder;

    private PlannedFile file(int number, String text) throws IOException {
        Path path = Files.writeString(folder.resolve(number + ".csv"), text);
        return new PlannedFile(number, path, Fingerprint.of(path), FORMAT);
    }

    private static String text(RowBlock block) {
        return new String(block.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void goesOnWhereTheLastCommitWasWhereverThatIs() throws IOException {
        List<PlannedFile> files = List.of(
                file(0, "one\ntwo\nthree\nfour\nfive\nsix\n"), file(1, ""), file(2, "seven\neight\nnine\nten\n"));
        StringBuilder all = new StringBuilder();
        ExecutionContext position = new ExecutionContext();
        RowBlock block;
        do {
            IntakeReader reader = new IntakeReader(files, LIMITS, new Progress());
            reader.open(position);
            block = reader.read();
            reader.update(position);
            reader.close();
            all.append(block == null ? "" : text(block));
        } while (block != null);
        assertThat(all).hasToString("one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\n");
    }

    @Test
    void keepsThePositionOfARestartThatReadNothing() throws IOException {
        List<PlannedFile> files = List.of(file(0, "one\ntwo\nthree\nfour\nfive\nsix\n"));
        ExecutionContext position = new ExecutionContext();
        IntakeReader first = new IntakeReader(files, LIMITS, new Progress());
        first.open(position);
        first.read();
        first.update(position);
        first.close();
        ExecutionContext before = new ExecutionContext(position);

        IntakeReader second = new IntakeReader(files, LIMITS, new Progress());
        second.open(position);
        second.update(position);
        second.close();
        assertThat(position).isEqualTo(before);
    }
}
