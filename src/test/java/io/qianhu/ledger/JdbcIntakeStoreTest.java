package io.qianhu.ledger;

import static io.qianhu.ledger.LedgerOnDisk.callees;
import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.number.Callees;
import java.nio.file.Path;
import java.util.ArrayList;
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
        intake.append(RUN, List.of(callees(0, 3), callees(3, 2)));
        intake.append(OTHER, List.of(callees(0, 1)));
        intake.append(RUN, List.of());
        intake.append(RUN, List.of(callees(5, 1)));

        assertThat(ledger.lists.pending(RUN, 10))
                .containsExactly(new ListRef(RUN, 1, 0, 3), new ListRef(RUN, 2, 0, 2), new ListRef(RUN, 3, 0, 1));
        assertThat(ledger.lists.pending(OTHER, 10)).containsExactly(new ListRef(OTHER, 1, 0, 1));
    }

    @Test
    void theOpenListIsReplacedEachTimeAndEmptiedByNone() {
        assertThat(intake.open(RUN)).isEqualTo(Callees.of());

        intake.keepOpen(RUN, callees(0, 5));
        intake.keepOpen(RUN, callees(0, 7));
        assertThat(intake.open(RUN)).isEqualTo(callees(0, 7));
        assertThat(intake.open(OTHER)).isEqualTo(Callees.of());

        intake.keepOpen(RUN, Callees.of());
        assertThat(intake.open(RUN)).isEqualTo(Callees.of());
    }

    @Test
    void countsAddUpOverCommits() {
        intake.count(RUN, new Tally(10, 2, 1, 4, Map.of("EMPTY", 3L)));
        intake.count(RUN, new Tally(5, 0, 0, 1, Map.of("EMPTY", 1L, "TOO_SHORT", 3L)));

        Books books = ledger.runs.books(RUN);
        assertThat(books)
                .extracting(Books::rowsRead, Books::duplicates, Books::suppressed, Books::callees)
                .containsExactly(15L, 2L, 1L, 5L);
        assertThat(books.rejectedByReason()).containsOnly(Map.entry("EMPTY", 4L), Map.entry("TOO_SHORT", 3L));
        assertThat(ledger.runs.books(OTHER).rowsRead()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 499, 500, 501, 1_000, 1_001})
    void eachListGivesEveryListInOrderAcrossPages(int lists) {
        intake.append(
                RUN, IntStream.range(0, lists).mapToObj(n -> callees(n, 1)).toList());
        intake.append(OTHER, List.of(callees(7_777, 1)));

        List<Callees> given = new ArrayList<>();
        intake.eachList(RUN, given::add);

        assertThat(given)
                .isEqualTo(
                        IntStream.range(0, lists).mapToObj(n -> callees(n, 1)).toList());
    }

    @Test
    void aFullListOfAThousandComesBackWhole() {
        intake.append(RUN, List.of(callees(0, 1_000)));
        intake.keepOpen(RUN, callees(1_000, 1_000));

        assertThat(ledger.lists.callees(new ListRef(RUN, 1, 0, 1_000))).isEqualTo(callees(0, 1_000));
        assertThat(intake.open(RUN)).isEqualTo(callees(1_000, 1_000));
    }

    @Test
    void rejectsComeBackInTheOrderOfIntake() {
        RejectedRow one = new RejectedRow(0, 2, 1, "EMPTY", List.of("", "甲"));
        RejectedRow two = new RejectedRow(0, 3, 1, "TOO_SHORT", List.of("138", "乙"));
        RejectedRow three = new RejectedRow(1, 9, 2, "MISSING_CELL", List.of("丙"));
        intake.reject(RUN, List.of(one, two));
        intake.reject(RUN, List.of());
        intake.reject(RUN, List.of(three));

        List<RejectedRow> given = new ArrayList<>();
        ledger.runs.eachReject(RUN, given::add);

        assertThat(given).containsExactly(one, two, three);
    }

    @Test
    void finishDeclaresTheIntakeDone() {
        intake.finish(RUN);

        assertThat(ledger.runs.find(RUN).orElseThrow().intakeDone()).isTrue();
        assertThat(ledger.runs.find(OTHER).orElseThrow().intakeDone()).isFalse();
    }

    @Test
    void theCallersRollbackTakesEverythingBack() {
        intake.append(RUN, List.of(callees(0, 3)));
        intake.keepOpen(RUN, callees(3, 1));
        intake.count(RUN, new Tally(4, 0, 0, 4, Map.of()));
        Books before = ledger.runs.books(RUN);

        ledger.transaction.executeWithoutResult(status -> {
            intake.append(RUN, List.of(callees(10, 3)));
            intake.keepOpen(RUN, callees(13, 2));
            intake.reject(RUN, List.of(new RejectedRow(0, 5, 1, "EMPTY", List.of(""))));
            intake.count(RUN, new Tally(5, 0, 0, 4, Map.of("EMPTY", 1L)));
            intake.finish(RUN);
            status.setRollbackOnly();
        });

        assertThat(ledger.runs.books(RUN)).isEqualTo(before);
        assertThat(intake.open(RUN)).isEqualTo(callees(3, 1));
        assertThat(ledger.lists.pending(RUN, 10)).hasSize(1);
        assertThat(ledger.runs.find(RUN).orElseThrow().intakeDone()).isFalse();
        ledger.runs.eachReject(RUN, row -> assertThat(row).isNull());
    }
}
