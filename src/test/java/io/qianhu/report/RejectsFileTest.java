package io.qianhu.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.RejectedRow;
import io.qianhu.ledger.RejectedRows;
import io.qianhu.ledger.RunStore;
import io.qianhu.number.NumberKind;
import io.qianhu.number.NumberReader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectsFileTest {
    private static final String RUN = "k3f9x2mq";

    private final LedgerOnDisk ledger;

    RejectsFileTest(@TempDir Path directory) {
        ledger = new LedgerOnDisk(directory);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void severalFilesShareOneHeader() throws IOException {
        ledger.begin(
                RUN,
                LedgerOnDisk.file(
                        0, "a\u001B[2J\u202E\n13800138000.csv", "{\"header\":[\"姓名\",\"手机号\"],\"phoneColumn\":1}"),
                LedgerOnDisk.file(1, "b.csv", "{\"header\":[],\"phoneColumn\":0}"),
                LedgerOnDisk.file(
                        2, "=c.csv", "{\"header\":[\"phone\",\"姓名\"],\"phoneColumn\":0,\"charset\":\"GB18030\"}"));
        ledger.intake.reject(
                RUN,
                List.of(RejectedRows.of(List.of(
                        new RejectedRow(0, 2, 70, 2, "EMPTY", List.of("甲", "")),
                        new RejectedRow(1, 1, 70, 1, "TOO_SHORT", List.of("1380013", "杭州"))))));
        ledger.intake.reject(
                RUN, List.of(RejectedRows.of(List.of(new RejectedRow(2, 4, 70, 1, "MALFORMED", List.of("@1", "丙"))))));

        assertThat(written(ledger.runs))
                .containsExactly(
                        List.of(
                                "\uFEFFfile",
                                "line",
                                "byte",
                                "column",
                                "reason",
                                "explanation",
                                "姓名",
                                "手机号",
                                "column_2"),
                        List.of(
                                "a\\u001B[2J\\u202E\\u000A138****8000.csv",
                                "2",
                                "70",
                                "2",
                                "empty",
                                "The cell holds no digit.",
                                "甲",
                                "",
                                ""),
                        List.of(
                                "b.csv",
                                "1",
                                "70",
                                "1",
                                "too-short",
                                "The number has too few digits.",
                                "",
                                "1380013",
                                "杭州"),
                        List.of(
                                "'=c.csv",
                                "4",
                                "70",
                                "1",
                                "malformed",
                                RejectCode.coded("malformed").explanation(),
                                "丙",
                                "'@1",
                                ""));
    }

    /** Read by position, such a file would call whoever stands in the place of the phone column. */
    @Test
    void theCellThatMayBeAnotherColumnsIsMarkedAndIsNoNumber() throws IOException {
        ledger.begin(RUN, LedgerOnDisk.file(0, "a.csv", "{\"header\":[\"a\",\"b\",\"phone\"],\"phoneColumn\":2}"));
        ledger.intake.reject(
                RUN,
                List.of(RejectedRows.of(List.of(
                        new RejectedRow(0, 2, 9, 3, "MISALIGNED", List.of("甲", "x", "13800138000", "13900139000")),
                        new RejectedRow(0, 3, 60, 3, "MISALIGNED", List.of("甲", "x", " ", "13900139000")),
                        new RejectedRow(0, 4, 90, 3, "COVERED_BY_QUOTE", List.of("甲", "x", "13800138000"))))));
        List<List<String>> rows = written(ledger.runs);
        assertThat(rows.get(1).subList(6, 10)).containsExactly("甲", "x", "?13800138000", "13900139000");
        assertThat(rows.get(2).get(8)).isEqualTo(" ");
        assertThat(rows.get(3).get(8)).isEqualTo("13800138000");
        assertThat(new NumberReader(Set.of(NumberKind.MOBILE)).finds("?13800138000"))
                .isFalse();
    }

    @Test
    void saysHowManyLinesAMalformedRecordSpans() throws IOException {
        ledger.begin(RUN, LedgerOnDisk.file(0, "a.csv", "{\"header\":[],\"phoneColumn\":0}"));
        ledger.intake.reject(
                RUN,
                List.of(RejectedRows.of(List.of(
                        new RejectedRow(0, 1, 0, 1, "MALFORMED", List.of("13800138000", "a\nb", "c\r\nd")),
                        new RejectedRow(0, 4, 30, 1, "MALFORMED", List.of("13800138000", ""))))));
        List<List<String>> rows = written(ledger.runs);
        assertThat(rows.get(1).get(5)).endsWith(" It spans 3 lines.");
        assertThat(rows.get(2).get(5)).isEqualTo(RejectCode.coded("malformed").explanation());
    }

    @Test
    void cellsOfAnyContentComeBackAsTheyWere() throws IOException {
        ledger.begin(RUN, LedgerOnDisk.file(0, "a.csv", "{\"header\":[],\"phoneColumn\":0}"));
        List<String> cells = List.of(
                "",
                " 138 ",
                "\"quoted\"",
                "a,b;c|d\te",
                "line\r\nbreak",
                "cr\rlf\n",
                "千👩‍🚀\u0000",
                "#no comment",
                "\\");
        ledger.intake.reject(RUN, List.of(RejectedRows.of(List.of(new RejectedRow(0, 1, 70, 1, "EMPTY", cells)))));

        List<String> row = written(ledger.runs).get(1);

        assertThat(row.subList(6, row.size())).isEqualTo(cells);
    }

    /** Rows must not be kept until the end: when the last row comes, those of earlier blocks can be collected. */
    @Test
    void rowsOfEarlierCommitsAreNotKept() throws IOException {
        ledger.begin(RUN);
        int blocks = 20;
        int rowsPerBlock = 50;
        for (int block = 0; block < blocks; block++) {
            ledger.intake.reject(
                    RUN,
                    List.of(RejectedRows.of(IntStream.range(0, rowsPerBlock)
                            .mapToObj(n -> new RejectedRow(0, n + 1L, 70, 2, "EMPTY", List.of("", "")))
                            .toList())));
        }
        List<WeakReference<RejectedRow>> seen = new ArrayList<>();
        List<Long> alive = new ArrayList<>();

        written(watching(row -> {
            seen.add(new WeakReference<>(row));
            if (seen.size() % (blocks * rowsPerBlock) == 0) {
                System.gc();
                alive.add(seen.stream().filter(ref -> ref.get() != null).count());
            }
        }));

        assertThat(alive).hasSize(2).allMatch(rows -> rows <= rowsPerBlock);
    }

    /** The store of the ledger that shows each rejected row to the watcher before it passes it on. */
    @SuppressWarnings("unchecked")
    private RunStore watching(Consumer<RejectedRow> watcher) {
        return (RunStore) Proxy.newProxyInstance(
                RunStore.class.getClassLoader(), new Class<?>[] {RunStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("eachReject")) {
                        arguments[1] = ((Consumer<RejectedRow>) arguments[1]).andThen(watcher);
                    }
                    return method.invoke(ledger.runs, arguments);
                });
    }

    private List<List<String>> written(RunStore store) throws IOException {
        Writer out = new StringWriter();
        new RejectsFile(store, RUN, store.files(RUN)).write(out);
        try (CSVParser parser = CSVParser.parse(out.toString(), CSVFormat.RFC4180)) {
            return parser.stream().map(CSVRecord::toList).toList();
        }
    }
}
