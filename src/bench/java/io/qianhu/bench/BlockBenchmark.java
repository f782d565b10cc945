package io.qianhu.bench;

import io.qianhu.intake.BlockParser;
import io.qianhu.intake.BlockReader;
import io.qianhu.intake.FileFormat;
import io.qianhu.intake.Fingerprint;
import io.qianhu.intake.ParsedBlock;
import io.qianhu.intake.RowBlock;
import io.qianhu.intake.Survey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A file of 1,000,000 rows and 30 MB in the page cache: survey, blocks, and one block of 128 KiB parsed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init")
public class BlockBenchmark {
    private static final int ROWS = 1_000_000;

    private SampleFile file;
    private FileFormat format;
    private Fingerprint fingerprint;
    private BlockParser parser;
    private List<RowBlock> blocks;
    private int next;

    @Setup
    public void prepare() throws IOException {
        file = SampleFile.of(ROWS);
        format = file.format();
        fingerprint = Fingerprint.of(file.path());
        parser = new BlockParser(format, SampleFile.NUMBERS, SampleFile.LIMITS);
        blocks = new ArrayList<>();
        try (BlockReader reader = file.reader(format, fingerprint)) {
            for (RowBlock block = reader.next(); block != null; block = reader.next()) {
                blocks.add(block);
            }
        }
    }

    @TearDown
    public void delete() throws IOException {
        file.close();
    }

    /** One block after the other, so that those with a bad record count as often as they occur. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public ParsedBlock parseBlock() {
        next = (next + 1) % blocks.size();
        return parser.parse(blocks.get(next));
    }

    @Benchmark
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public long readFile() {
        long bytes = 0;
        try (BlockReader reader = file.reader(format, fingerprint)) {
            for (RowBlock block = reader.next(); block != null; block = reader.next()) {
                bytes += block.endByte() - block.firstByte();
            }
        }
        return bytes;
    }

    @Benchmark
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public Survey survey() {
        return Survey.of(file.path());
    }
}
