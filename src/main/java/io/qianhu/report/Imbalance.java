package io.qianhu.report;

/** Says in which sum the books of a run do not balance. */
final class Imbalance {
    private Imbalance() {}

    static String of(RunSummary run, Words words) {
        return words.get("imbalance", where(run, words));
    }

    private static String where(RunSummary run, Words words) {
        if (run.rowsRead() != run.rowsAccountedFor()) {
            return words.get("imbalance.rows", run.rowsRead(), run.rowsAccountedFor());
        }
        if (run.callees() != run.calleesAccountedFor()) {
            return words.get("imbalance.callees", run.callees(), run.calleesAccountedFor());
        }
        return words.get("imbalance.stored");
    }
}
