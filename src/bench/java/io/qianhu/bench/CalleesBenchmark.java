package io.qianhu.bench;

import io.qianhu.number.Callees;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A full call list, as the ledger stores it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init")
public class CalleesBenchmark {
    private static final int CALLEES = 1000;

    private long[] nationals;
    private Callees callees;

    @Setup
    public void invent() {
        InventedNumbers invented = new InventedNumbers(1);
        nationals = new long[CALLEES];
        for (int i = 0; i < CALLEES; i++) {
            nationals[i] = invented.at(i);
        }
        callees = Callees.of(nationals);
    }

    @Benchmark
    public Callees of() {
        return Callees.of(nationals);
    }

    @Benchmark
    public byte[] pack() {
        return callees.pack();
    }
}
