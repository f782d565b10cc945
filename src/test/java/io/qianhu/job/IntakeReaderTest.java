package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qianhu.intake.FileFormat;
import io.qianhu.intake.Fingerprint;
import io.qianhu.intake.InputRefused;
import io.qianhu.intake.IntakeLimits;
import io.qianhu.intake.ParsedBlock;
import io.qianhu.number.NumberKind;
import io.qianhu.number.NumberReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.batch.infrastructure.item.ExecutionContext;

class IntakeReaderTest {
    private static final long FIRST = 13_800_000_000L;
    private static final IntakeLimits LIMITS = new IntakeLimits(30, 64, 1000, 1000, 1 << 20);
    private static final FileFormat FORMAT = new FileFormat("UTF-8", ',', 0, 1, List.of(), 0, List.of());

    @TempDir
    private Path folder;

    private PlannedFile file(int number, String text) throws IOException {
        return file(number, text, FORMAT);
    }

    private PlannedFile file(int number, String text, FileFormat format) throws IOException {
        Path path = Files.writeString(folder.resolve(number + ".csv"), text);
        return new PlannedFile(number, path, Fingerprint.of(path), format);
    }

    private PlannedFile numbers(int number, int from, int to) throws IOException {
        return file(
                number,
                String.join(
                        "",
                        IntStream.range(from, to)
                                .mapToObj(n -> FIRST + n + "\n")
                                .toList()));
    }

    private static IntakeReader reader(List<PlannedFile> files) {
        return new IntakeReader(files, new NumberReader(Set.of(NumberKind.MOBILE)), LIMITS, new Progress());
    }

    private static void addTo(List<Long> all, ParsedBlock block) {
        LongStream.of(block.nationals()).limit(block.accepted()).forEach(all::add);
    }

    private static List<Long> expected(int count) {
        return LongStream.range(FIRST, FIRST + count).boxed().toList();
    }

    @Test
    void givesEveryBlockInItsOrderThoughSeveralThreadsParse() throws IOException {
        List<Long> all = new ArrayList<>();
        IntakeReader reader = reader(List.of(numbers(0, 0, 2_000), numbers(1, 2_000, 3_000)));
        reader.open(new ExecutionContext());
        for (ParsedBlock block = reader.read(); block != null; block = reader.read()) {
            addTo(all, block);
        }
        reader.close();
        assertThat(all).isEqualTo(expected(3_000));
    }

    @Test
    void goesOnWhereTheLastCommitWasWhereverThatIs() throws IOException {
        List<PlannedFile> files = List.of(numbers(0, 0, 6), file(1, ""), numbers(2, 6, 10));
        List<Long> all = new ArrayList<>();
        ExecutionContext position = new ExecutionContext();
        ParsedBlock block;
        do {
            IntakeReader reader = reader(files);
            reader.open(position);
            block = reader.read();
            reader.update(position);
            reader.close();
            if (block != null) {
                addTo(all, block);
            }
        } while (block != null);
        assertThat(all).isEqualTo(expected(10));
    }

    @Test
    void whatWasReadAheadAndNotHandedOutDoesNotCount() throws IOException {
        List<PlannedFile> files = List.of(numbers(0, 0, 100));
        ExecutionContext position = new ExecutionContext();
        IntakeReader reader = reader(files);
        reader.open(position);
        ParsedBlock first = Objects.requireNonNull(reader.read());
        reader.update(position);
        reader.close();
        assertThat(position.getLong("intake.nextByte")).isEqualTo(first.end().nextByte());
    }

    @Test
    void keepsThePositionOfARestartThatReadNothing() throws IOException {
        List<PlannedFile> files = List.of(numbers(0, 0, 6));
        ExecutionContext position = new ExecutionContext();
        IntakeReader first = reader(files);
        first.open(position);
        first.read();
        first.update(position);
        first.close();
        ExecutionContext before = new ExecutionContext(position);

        IntakeReader second = reader(files);
        second.open(position);
        second.update(position);
        second.close();
        assertThat(position).isEqualTo(before);
    }

    /** The first file ends in order; what is wrong with the second shows only when its last block is read. */
    @ParameterizedTest
    @CsvSource({
        "'a,13800000001\na,13800000002,x\na,13800000003,13800000004\n', line 1: this row is shorter than the header",
        "'a,x,13800000001\na,x,13800000002\na,13800000003\na,13800000004\n', line 1: this row does not line up"
    })
    void aRestartKnowsWhatWasSeenOfTheFile(String text, String message) throws IOException {
        FileFormat three = new FileFormat(
                "UTF-8", ',', 0, 1, List.of(), 1, List.of(), false, false, 3, 3, false, -1, false, List.of(),
                List.of());
        FileFormat two = new FileFormat(
                "UTF-8", ',', 0, 1, List.of(), 1, List.of(), false, false, 2, 2, false, -1, false, List.of(),
                List.of());
        List<PlannedFile> files = List.of(
                file(0, "a,13800000009\na,x,13800000008\n", two),
                file(1, text, message.contains("shorter") ? three : two));
        ExecutionContext position = new ExecutionContext();
        assertThatThrownBy(() -> {
                    ParsedBlock block;
                    do {
                        IntakeReader reader = reader(files);
                        reader.open(position);
                        block = reader.read();
                        reader.update(position);
                        reader.close();
                    } while (block != null);
                })
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("1.csv " + message);
    }

    @Test
    void theRowsBeforeOneThatIsTooLongAreHandedOutFirst() throws IOException {
        IntakeReader reader = reader(List.of(file(0, FIRST + "\n" + FIRST + "\n" + FIRST + "\n" + "x".repeat(99))));
        reader.open(new ExecutionContext());
        List<Long> all = new ArrayList<>();
        assertThatThrownBy(() -> {
                    for (ParsedBlock block = reader.read(); block != null; block = reader.read()) {
                        addTo(all, block);
                    }
                })
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("line 4");
        reader.close();
        assertThat(all).containsExactly(FIRST, FIRST, FIRST);
    }
}
