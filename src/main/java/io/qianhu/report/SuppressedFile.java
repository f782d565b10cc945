package io.qianhu.report;

import io.qianhu.ledger.Origins;
import io.qianhu.ledger.RunFile;
import io.qianhu.ledger.RunStore;
import io.qianhu.ledger.SuppressedRow;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** {@code suppressed.csv}: every row whose number is on a suppression list, and which list that is. */
final class SuppressedFile {
    private final RunStore store;
    private final String run;
    private final List<String> names;
    private final List<String> lists;

    SuppressedFile(RunStore store, String run, List<RunFile> files) {
        this.store = store;
        this.run = run;
        this.names = RunReports.shownPaths(files);
        this.lists = store.suppression(run).stream()
                .map(list -> list.name().english())
                .toList();
    }

    void write(Writer out) throws IOException {
        CsvReport csv = new CsvReport(out);
        csv.line("phone", "file", "line", "list");
        store.eachSuppressed(run, row -> csv.line(cells(row)));
    }

    private String[] cells(SuppressedRow row) {
        return new String[] {
            row.number().digits(),
            names.get(Origins.fileOf(row.origin())),
            Long.toString(Origins.lineOf(row.origin())),
            lists.get(row.list())
        };
    }
}
