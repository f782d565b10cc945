package io.qianhu.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The plain Spring Batch job on its own, smaller file: with ten million rows it would take many minutes. */
final class PlainBatchContestant implements Contestant {
    /** libphonenumber reads no {@code .0} and no {@code E+10}, which are a hundredth of the rows each. */
    private static final double LEAST_SHARE_FOUND = 0.95;

    private final Path input;
    private final Expected expected;

    PlainBatchContestant(Path input, Expected expected) {
        this.input = input;
        this.expected = expected;
    }

    @Override
    public String name() {
        return "plain-batch";
    }

    @Override
    public long rows() {
        return expected.rows();
    }

    @Override
    public Figures run(Path scratch) throws IOException, InterruptedException {
        String database = scratch.resolve("plain").toString();
        MeasuredProcess process = MeasuredProcess.run(
                        Jvm.command(PlainBatchJob.class, List.of(input.toString(), database)), input, scratch)
                .exitedWith(0);
        return new Figures(process, Jvm.startSeconds(process), Jvm.told(process, "seconds"), Map.of(), remark(process));
    }

    private String remark(MeasuredProcess process) {
        long distinct = Jvm.toldCount(process, "distinct");
        boolean whole = Jvm.toldCount(process, "rows") == expected.rows()
                && Jvm.toldCount(process, "accepted") + Jvm.toldCount(process, "rejected") == expected.rows();
        if (!whole || distinct < LEAST_SHARE_FOUND * expected.distinct() || distinct > expected.distinct()) {
            throw new WrongResult("expected " + expected + ", found:\n" + process.output());
        }
        return String.format(
                Locale.ROOT,
                "%,d of %,d numbers found; libphonenumber does not read what a spreadsheet made of the others",
                distinct,
                expected.distinct());
    }
}
