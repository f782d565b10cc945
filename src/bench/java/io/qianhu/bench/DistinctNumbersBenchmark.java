package io.qianhu.bench;

import io.qianhu.intake.DistinctNumbers;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A set filled from empty with numbers spread over all mobile prefixes; the time is that of all of them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class DistinctNumbersBenchmark {
    private static final int AT_ONCE = 250_000;

    @Param({"1000000", "10000000"})
    private int count;

    private long[] numbers = {};

    @Setup
    public void invent() {
        InventedNumbers invented = new InventedNumbers(1);
        numbers = new long[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = invented.at(i);
        }
    }

    /** In batches of about the rows of an intake commit. */
    @Benchmark
    public DistinctNumbers addTogether() {
        DistinctNumbers distinct = new DistinctNumbers();
        boolean[] isNew = new boolean[AT_ONCE];
        for (int from = 0; from < count; from += AT_ONCE) {
            long[] batch = Arrays.copyOfRange(numbers, from, Math.min(from + AT_ONCE, count));
            distinct.addAll(batch, batch.length, isNew);
        }
        return distinct;
    }

    @Benchmark
    public DistinctNumbers addOneByOne() {
        DistinctNumbers distinct = new DistinctNumbers();
        for (long number : numbers) {
            distinct.add(number);
        }
        return distinct;
    }
}
