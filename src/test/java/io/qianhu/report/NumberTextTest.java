package io.qianhu.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.ledger.DuplicateRow;
import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.ListRef;
import io.qianhu.ledger.NumberFinder;
import io.qianhu.ledger.Origins;
import io.qianhu.ledger.RejectedRow;
import io.qianhu.ledger.RejectedRows;
import io.qianhu.ledger.SoughtNumber;
import io.qianhu.ledger.SuppressedRow;
import io.qianhu.ledger.SuppressionList;
import io.qianhu.ledger.Transition;
import io.qianhu.message.Message;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberTextTest {
    @TempDir
    private Path folder;

    @Test
    void showsWhereANumberIsAndMasksIt() {
        try (LedgerOnDisk ledger = new LedgerOnDisk(folder)) {
            fill(ledger);
            NumberReport report = NumberReport.of(
                    SoughtNumber.of("+86 138 0000 0001"), new NumberFinder(ledger.jdbc, ledger.runs), ledger.runs);

            assertThat(new NumberText(Words.of(Locale.ENGLISH), ZoneId.of("Asia/Shanghai")).render(report))
                    .isEqualTo("""
                    138****0001 is in 2 runs (times in Asia/Shanghai)

                    Run later of campaign spring-renewal, label later, sandbox, RUNNING, started 2026-03-02 10:00:00
                      suppressed at numbers.csv line 9: dnc.csv
                      rejected at numbers.csv line 4: letters: The cell holds letters or other characters that do not belong to a number.

                    Run first of campaign spring-renewal, label first, sandbox, RUNNING, started 2026-03-02 09:00:00
                      callee, read at numbers.csv line 2
                      list 1, ACCEPTED, task 4711 named first-1-1, attempt 1, signed 2026-03-02 09:00:00, answered 2026-03-02 09:00:02
                      duplicate at numbers.csv line 7
                    """);
            assertThat(NumberReport.fromJson(report.toJson())).isEqualTo(report);
            assertThat(report.toJson()).doesNotContain("13800000001");
        }
    }

    @Test
    void saysWhenThereIsNothing() {
        assertThat(new NumberText(Words.of(Locale.ENGLISH), ZoneId.of("UTC"))
                        .render(new NumberReport("138****0001", List.of())))
                .isEqualTo("138****0001 is in no run of this qianhu.home.\n");
    }

    private static void fill(LedgerOnDisk ledger) {
        ledger.begin("first");
        ledger.store("first", 3);
        ledger.submit(new ListRef("first", 1, 0, 3), Transition.ACCEPT);
        ledger.intake.duplicate(
                "first",
                List.of(new DuplicateRow(
                        Origins.row(0, 7), LedgerOnDisk.callees(1, 1).get(0))));
        ledger.begin(
                "later",
                List.of(LedgerOnDisk.file(0, "numbers.csv", "{}")),
                List.of(new SuppressionList(0, Message.text("dnc.csv"), 1, "b2".repeat(32), 1, 0, 0)));
        ledger.intake.suppress(
                "later",
                List.of(new SuppressedRow(
                        Origins.row(0, 9), LedgerOnDisk.callees(1, 1).get(0), 0)));
        ledger.intake.reject(
                "later",
                List.of(RejectedRows.of(List.of(new RejectedRow(0, 4, 1, 1, "LETTERS", List.of("13800000001 home"))))));
        ledger.sql("update run set started_at = dateadd(hour, 1, started_at) where run_id = 'later'");
    }
}
