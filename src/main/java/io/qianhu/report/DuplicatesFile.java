package io.qianhu.report;

import io.qianhu.ledger.DuplicateRow;
import io.qianhu.ledger.Origins;
import io.qianhu.ledger.RunFile;
import io.qianhu.ledger.RunStore;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** {@code duplicates.csv}: every row whose number an earlier row of the run had, and where that first row is. */
final class DuplicatesFile {
    private static final String UNKNOWN = "";

    private final RunStore store;
    private final String run;
    private final List<String> names;

    DuplicatesFile(RunStore store, String run, List<RunFile> files) {
        this.store = store;
        this.run = run;
        this.names = RunReports.shownPaths(files);
    }

    void write(Writer out) throws IOException {
        CsvReport csv = new CsvReport(out);
        csv.line("phone", "file", "line", "first_file", "first_line");
        store.eachDuplicate(run, (row, first) -> csv.line(cells(row, first)));
    }

    private String[] cells(DuplicateRow row, long first) {
        return new String[] {row.number().digits(), file(row.origin()), line(row.origin()), file(first), line(first)};
    }

    private String file(long origin) {
        return Origins.lineOf(origin) == 0 ? UNKNOWN : names.get(Origins.fileOf(origin));
    }

    private static String line(long origin) {
        return Origins.lineOf(origin) == 0 ? UNKNOWN : Long.toString(Origins.lineOf(origin));
    }
}
