package io.qianhu.ledger;

import static io.qianhu.ledger.LedgerOnDisk.cut;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcIntakeStoreTest {
    private static final String RUN = "k3f9x2mq";
    private static final String OTHER = "b7w2n8pd";

    private final LedgerOnDisk ledger;
    private final IntakeStore intake;

    JdbcIntakeStoreTest(@TempDir Path directory) {
        ledger = new LedgerOnDisk(directory);
        intake = ledger.intake;
    }

    @BeforeEach
    void beginRuns() {
        ledger.begin(RUN);
        ledger.begin(OTHER);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void listsAreNumberedWithoutGapsOverSeveralCallsAndForEachRun() {
        intake.append(RUN, List.of(cut(0, 3), cut(3, 2)));
        intake.append(OTHER, List.of(cut(0, 1)));
        intake.append(RUN, List.of());
        intake.append(RUN, List.of(cut(5, 1)));

        assertThat(ledger.lists.pending(RUN, 10))
                .containsExactly(new ListRef(RUN, 1, 0, 3), new ListRef(RUN, 2, 0, 2), new ListRef(RUN, 3, 0, 1));
        assertThat(ledger.lists.pending(OTHER, 10)).containsExactly(new ListRef(OTHER, 1, 0, 1));
    }

    @Test
    void theOpenListIsReplacedEachTimeAndEmptiedByNone() {
        assertThat(intake.open(RUN)).isEqualTo(CutList.EMPTY);

        intake.keepOpen(RUN, cut(0, 5));
        intake.keepOpen(RUN, cut(0, 7));
        assertThat(intake.open(RUN)).isEqualTo(cut(0, 7));
        assertThat(intake.open(OTHER)).isEqualTo(CutList.EMPTY);

        intake.keepOpen(RUN, CutList.EMPTY);
        assertThat(intake.open(RUN)).isEqualTo(CutList.EMPTY);
    }

    @Test
    void countsAddUpOverCommits() {
        intake.count(RUN, new Tally(10, 2, 1, 4, Map.of("EMPTY", 3L)));
        intake.count(RUN, new Tally(5, 0, 0, 1, Map.of("EMPTY", 1L, "TOO_SHORT", 3L)));

        intake.count(RUN, new Tally(1, 0, 0, 3, Map.of(), Map.of(), 2, 1));
        intake.count(RUN, new Tally(1, 0, 0, 2, Map.of(), Map.of(), 1, 4));

        Books books = ledger.runs.books(RUN);
        assertThat(books).extracting(Books::moreNumbers, Books::passedOver).containsExactly(3L, 5L);
        assertThat(books)
                .extracting(Books::rowsRead, Books::duplicates, Books::suppressed, Books::callees)
                .containsExactly(17L, 2L, 1L, 10L);
        assertThat(books.rejectedByReason()).containsOnly(Map.entry("EMPTY", 4L), Map.entry("TOO_SHORT", 3L));
        assertThat(ledger.runs.books(OTHER).rowsRead()).isZero();
    }

    @Test
    void theFirstRejectOfAReasonIsKeptAsItsExampleMasked() {
        RejectedRows first = RejectedRows.of(List.of(
                new RejectedRow(0, 7, 70, 2, "LETTERS", List.of("甲", "13800138000 王小明")),
                new RejectedRow(0, 8, 80, 2, "LETTERS", List.of("乙", "abc")),
                new RejectedRow(0, 9, 90, 2, "MISSING_CELL", List.of("13800138000"))));
        RejectedRows later = RejectedRows.of(List.of(
                new RejectedRow(1, 2, 70, 1, "LETTERS", List.of("x1")),
                new RejectedRow(1, 3, 70, 1, "TOO_SHORT", List.of("138001"))));
        intake.count(RUN, tally(first));
        intake.count(RUN, tally(later));

        assertThat(ledger.runs.books(RUN).rejectExamples())
                .isEqualTo(Map.of(
                        "LETTERS", new RejectExample(0, 7, "138******00 xxx"),
                        "MISSING_CELL", new RejectExample(0, 9, ""),
                        "TOO_SHORT", new RejectExample(1, 3, "138***")));
        assertThat(ledger.runs.books(OTHER).rejectExamples()).isEmpty();
    }

    /** A later row would not be the first one of the run. */
    @Test
    void whatAnOlderVersionBeganToCountStaysWithoutAnExample() {
        intake.count(RUN, new Tally(1, 0, 0, 0, Map.of("LETTERS", 1L)));
        intake.count(RUN, tally(RejectedRows.of(List.of(new RejectedRow(0, 8, 80, 1, "LETTERS", List.of("abc"))))));

        assertThat(ledger.runs.books(RUN).rejectedByReason()).isEqualTo(Map.of("LETTERS", 2L));
        assertThat(ledger.runs.books(RUN).rejectExamples()).isEmpty();
    }

    private static Tally tally(RejectedRows rows) {
        return new Tally(rows.count(), 0, 0, 0, rows.byReason(), rows.examples(), 0, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 499, 500, 501, 1_000, 1_001})
    void eachListGivesEveryListInOrderAcrossPages(int lists) {
        intake.append(RUN, IntStream.range(0, lists).mapToObj(n -> cut(n, 1)).toList());
        intake.append(OTHER, List.of(cut(7_777, 1)));

        List<CutList> given = new ArrayList<>();
        intake.eachList(RUN, given::add);

        assertThat(given)
                .isEqualTo(IntStream.range(0, lists).mapToObj(n -> cut(n, 1)).toList());
    }

    @Test
    void aFullListOfAThousandComesBackWhole() {
        intake.append(RUN, List.of(cut(0, 1_000)));
        intake.keepOpen(RUN, cut(1_000, 1_000));

        assertThat(ledger.lists.callees(new ListRef(RUN, 1, 0, 1_000)))
                .isEqualTo(cut(0, 1_000).callees());
        assertThat(intake.open(RUN)).isEqualTo(cut(1_000, 1_000));
    }

    @Test
    void rejectsComeBackInTheOrderOfIntake() {
        RejectedRow one = new RejectedRow(0, 2, 70, 1, "EMPTY", List.of("", "甲"));
        RejectedRow two = new RejectedRow(0, 3, 70, 1, "TOO_SHORT", List.of("138", "乙"));
        RejectedRow three = new RejectedRow(1, 9, 70, 2, "MISSING_CELL", List.of("丙"));
        intake.reject(RUN, List.of(RejectedRows.of(List.of(one, two))));
        intake.reject(RUN, List.of(RejectedRows.of(List.of())));
        intake.reject(RUN, List.of(RejectedRows.of(List.of(three))));

        List<RejectedRow> given = new ArrayList<>();
        ledger.runs.eachReject(RUN, given::add);

        assertThat(given).containsExactly(one, two, three);
    }

    @Test
    void aDuplicateComesBackWithTheFirstRowThatHasItsNumber() {
        CutList full = cut(0, 1_000);
        CutList open = cut(1_000, 3);
        DuplicateRow inFull =
                new DuplicateRow(Origins.row(0, 2_000), full.callees().get(0));
        DuplicateRow inOpen = new DuplicateRow(Origins.row(1, 5), open.callees().get(2));
        DuplicateRow again = new DuplicateRow(Origins.row(1, 6), full.callees().get(999));
        intake.append(RUN, List.of(full));
        intake.keepOpen(RUN, open);
        intake.duplicate(RUN, List.of(inFull, inOpen));
        intake.duplicate(RUN, List.of());
        intake.duplicate(RUN, List.of(again));
        intake.duplicate(OTHER, List.of(inFull));

        Map<DuplicateRow, Long> given = new LinkedHashMap<>();
        ledger.runs.eachDuplicate(RUN, given::put);

        assertThat(given)
                .containsExactly(
                        Map.entry(inFull, Origins.row(0, 1)),
                        Map.entry(inOpen, Origins.row(0, 1_003)),
                        Map.entry(again, Origins.row(0, 1_000)));
    }

    @Test
    void callListsOfAnOlderVersionHaveUnknownOrigins() {
        intake.append(RUN, List.of(cut(0, 2)));
        intake.keepOpen(RUN, cut(2, 1));
        ledger.jdbc.sql("update call_list_callees set origins = null").update();
        ledger.jdbc.sql("update open_list set origins = null").update();

        List<CutList> given = new ArrayList<>();
        intake.eachList(RUN, given::add);
        assertThat(given).containsExactly(new CutList(cut(0, 2).callees(), Origins.unknown(2)));
        assertThat(intake.open(RUN)).isEqualTo(new CutList(cut(2, 1).callees(), Origins.unknown(1)));
    }

    @Test
    void finishDeclaresTheIntakeDone() {
        intake.finish(RUN);

        assertThat(ledger.runs.find(RUN).orElseThrow().intakeDone()).isTrue();
        assertThat(ledger.runs.find(OTHER).orElseThrow().intakeDone()).isFalse();
    }

    /** What another home has submitted since then is known by that time. */
    @Test
    void theListsAreStoredSinceTheFirstTime() {
        intake.finish(RUN);
        ledger.sql("update run set stored_at = '2026-01-01 00:00:00+00' where run_id = '" + RUN + "'");
        intake.finish(RUN);
        assertThat(ledger.runs.find(RUN).orElseThrow().storedAt()).isEqualTo("2026-01-01T00:00:00Z");

        ledger.sql("update run set stored_at = null where run_id = '" + RUN + "'");
        intake.finish(RUN);
        assertThat(ledger.runs.find(RUN).orElseThrow().storedAt())
                .as("of an older version")
                .isNull();
    }

    @Test
    void booksAtAGlanceCountWhatWasStoredAtTheSealOrALaterStartAndTheOthersNow() {
        ledger.store(RUN, 1_000);
        assertThat(ledger.runs.booksAtAGlance(RUN)).isEqualTo(ledger.runs.books(RUN));
        ledger.store(RUN, 3);
        assertThat(ledger.runs.booksAtAGlance(RUN).storedCallees()).isEqualTo(1_003);
        intake.finish(RUN);

        ledger.sql("delete from call_list_callees where list_no = 2");
        assertThat(ledger.runs.books(RUN).balanced()).isFalse();
        assertThat(ledger.runs.booksAtAGlance(RUN).balanced()).isTrue();
        intake.finish(RUN);
        assertThat(ledger.runs.booksAtAGlance(RUN)).isEqualTo(ledger.runs.books(RUN));
        assertThat(ledger.runs.booksAtAGlance(RUN).storedCallees()).isEqualTo(1_000);
    }

    @Test
    void theCallersRollbackTakesEverythingBack() {
        intake.append(RUN, List.of(cut(0, 3)));
        intake.keepOpen(RUN, cut(3, 1));
        intake.count(RUN, new Tally(4, 0, 0, 4, Map.of()));
        Books before = ledger.runs.books(RUN);

        ledger.transaction.executeWithoutResult(status -> {
            intake.append(RUN, List.of(cut(10, 3)));
            intake.keepOpen(RUN, cut(13, 2));
            intake.reject(RUN, List.of(RejectedRows.of(List.of(new RejectedRow(0, 5, 70, 1, "EMPTY", List.of(""))))));
            intake.count(RUN, new Tally(5, 0, 0, 4, Map.of("EMPTY", 1L)));
            intake.finish(RUN);
            status.setRollbackOnly();
        });

        assertThat(ledger.runs.books(RUN)).isEqualTo(before);
        assertThat(intake.open(RUN)).isEqualTo(cut(3, 1));
        assertThat(ledger.lists.pending(RUN, 10)).hasSize(1);
        assertThat(ledger.runs.find(RUN).orElseThrow().intakeDone()).isFalse();
        ledger.runs.eachReject(RUN, row -> assertThat(row).isNull());
    }
}
