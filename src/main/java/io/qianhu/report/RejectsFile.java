package io.qianhu.report;

import io.qianhu.ledger.RejectedRow;
import io.qianhu.ledger.RunFile;
import io.qianhu.ledger.RunStore;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * {@code rejects.csv}: every row that is not called, why, and the row itself, under the header of its file. It is input
 * for Qianhu again once its numbers are put right. The ledger is read twice, first for the widest row, because the
 * header comes before the rows and the rows may be too many to keep.
 */
final class RejectsFile {
    private final RunStore store;
    private final String run;
    private final List<RunFile> files;

    RejectsFile(RunStore store, String run, List<RunFile> files) {
        this.store = store;
        this.run = run;
        this.files = files;
    }

    void write(Writer out) throws IOException {
        RejectColumns columns =
                new RejectColumns(files.stream().map(InputHeader::of).toList(), widths());
        CsvReport csv = new CsvReport(out);
        csv.line(columns.names().toArray(String[]::new));
        store.eachReject(run, row -> csv.line(columns.row(own(row), row.file(), row.cells())));
    }

    private List<Integer> widths() {
        List<Integer> widths = new ArrayList<>(Collections.nCopies(files.size(), 0));
        store.eachReject(
                run,
                row -> widths.set(
                        row.file(), Math.max(widths.get(row.file()), row.cells().size())));
        return widths;
    }

    private List<String> own(RejectedRow row) {
        RejectCode reason = RejectCode.named(row.reason());
        return List.of(
                files.get(row.file()).path(),
                Long.toString(row.line()),
                row.byteOffset() < 0 ? "" : Long.toString(row.byteOffset()),
                Integer.toString(row.column()),
                reason.code(),
                reason.explanation());
    }
}
