package io.qianhu.bench;

import io.qianhu.number.NumberReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One cell read as a number. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class NumberReaderBenchmark {
    /** Enough that no branch can be learned by heart, few enough to stay in the cache. */
    private static final int CELLS = 4096;

    private static final int ROWS = 100_000;
    private static final String PLAIN = "1[0-9]{10}";

    private String[] asInAFile = {};
    private String[] plain = {};
    private String[] otherwiseWritten = {};

    @Setup
    public void takeCells() throws IOException {
        try (SampleFile file = SampleFile.of(ROWS)) {
            String[] cells = file.cells();
            asInAFile = Arrays.copyOf(cells, CELLS);
            plain = some(cells, true);
            otherwiseWritten = some(cells, false);
        }
    }

    private static String[] some(String[] cells, boolean plain) {
        return Arrays.stream(cells)
                .filter(cell -> cell.matches(PLAIN) == plain)
                .limit(CELLS)
                .toArray(String[]::new);
    }

    /** Eleven digits. */
    @Benchmark
    @OperationsPerInvocation(CELLS)
    public long plain() {
        return read(plain);
    }

    /** 76 % plain, 20 % in other spellings, 4 % bad. */
    @Benchmark
    @OperationsPerInvocation(CELLS)
    public long asInAFile() {
        return read(asInAFile);
    }

    /** Other spellings and bad cells alone. */
    @Benchmark
    @OperationsPerInvocation(CELLS)
    public long otherwiseWritten() {
        return read(otherwiseWritten);
    }

    private static long read(String[] cells) {
        NumberReader numbers = SampleFile.NUMBERS;
        long all = 0;
        for (String cell : cells) {
            all ^= numbers.read(cell);
        }
        return all;
    }
}
