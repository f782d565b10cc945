package io.qianhu.report;

import io.qianhu.ledger.RejectedRow;
import io.qianhu.ledger.RunFile;
import io.qianhu.ledger.RunStore;
import io.qianhu.number.RejectReason;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * {@code rejects.csv}: every row that is not called, why, and the row itself, under the header of its file. It is input
 * for Qianhu again once its numbers are put right. A cell that may be another column's is marked, so that nobody is called
 * by it before a person has looked. The ledger is read twice, first for the widest row, because the
 * header comes before the rows and the rows may be too many to keep.
 */
final class RejectsFile {
    /** No number begins so. */
    private static final String DOUBTFUL = "?";

    private final RunStore store;
    private final String run;
    private final List<RunFile> files;
    private final List<String> names;

    RejectsFile(RunStore store, String run, List<RunFile> files) {
        this.store = store;
        this.run = run;
        this.files = files;
        this.names = RunReports.shownPaths(files);
    }

    void write(Writer out) throws IOException {
        RejectColumns columns =
                new RejectColumns(files.stream().map(InputHeader::of).toList(), widths());
        CsvReport csv = new CsvReport(out);
        csv.line(columns.names().toArray(String[]::new));
        store.eachReject(run, row -> csv.line(columns.row(own(row), row.file(), cells(row))));
    }

    private static List<String> cells(RejectedRow row) {
        boolean marked = row.reason().equals(RejectReason.MISALIGNED.name())
                && row.column() <= row.cells().size()
                && !row.cells().get(row.column() - 1).isBlank();
        if (!marked) {
            return row.cells();
        }
        List<String> cells = new ArrayList<>(row.cells());
        cells.set(row.column() - 1, DOUBTFUL + cells.get(row.column() - 1));
        return cells;
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
                names.get(row.file()),
                Long.toString(row.line()),
                row.byteOffset() < 0 ? "" : Long.toString(row.byteOffset()),
                Integer.toString(row.column()),
                reason.code(),
                reason.explanation() + lines(row));
    }

    /** How many lines a record covers that is no valid CSV: what is the matter with it may stand in any of them. */
    private static String lines(RejectedRow row) {
        long lines = 1;
        if (row.reason().equals(RejectReason.MALFORMED.name())) {
            lines += row.cells().stream()
                    .mapToLong(cell -> cell.lines().count() - (cell.isEmpty() ? 0 : 1))
                    .sum();
        }
        return lines > 1 ? " It spans " + lines + " lines." : "";
    }
}
