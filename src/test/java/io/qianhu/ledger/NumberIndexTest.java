package io.qianhu.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qianhu.message.Message;
import io.qianhu.number.Callees;
import io.qianhu.number.PhoneNumber;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is found by the index is what is found by reading everything. */
class NumberIndexTest {
    private static final String RUN = "k3f9x2mq";
    private static final long FIRST = 13_800_000_000L;

    @TempDir
    private Path folder;

    private LedgerOnDisk ledger;
    private NumberFinder finder;

    @BeforeEach
    void open() {
        ledger = new LedgerOnDisk(folder);
        finder = new NumberFinder(ledger.jdbc, ledger.runs);
        ledger.begin(
                RUN,
                List.of(LedgerOnDisk.file(0, "numbers.csv", "{}")),
                List.of(new SuppressionList(0, Message.text("dnc.csv"), 1, "b2".repeat(32), 1, 0, 0)));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private void fill() {
        ledger.intake.append(RUN, List.of(LedgerOnDisk.cut(0, 1_000), LedgerOnDisk.cut(5_000, 1_000)));
        ledger.intake.append(RUN, List.of(LedgerOnDisk.cut(2_000, 7)));
        ledger.intake.duplicate(RUN, List.of(duplicate(20, 5), duplicate(21, 5), duplicate(22, 5_000)));
        ledger.intake.duplicate(RUN, List.of(duplicate(23, 5)));
        ledger.intake.suppress(RUN, List.of(new SuppressedRow(Origins.row(0, 30), number(90_000), 0)));
        ledger.intake.reject(
                RUN,
                List.of(RejectedRows.of(List.of(
                        new RejectedRow(0, 40, 1, 2, "TOO_SHORT", List.of("x", "1380-0000")),
                        new RejectedRow(0, 41, 1, 2, "LETTERS", List.of("x", "+86 138 0000 0005 or so")),
                        new RejectedRow(0, 42, 1, 2, "MISSING_CELL", List.of("x")),
                        new RejectedRow(0, 43, 1, 2, "LANDLINE_NOT_ACCEPTED", List.of("x", "+86 10 5555 6666"))))));
    }

    private static PhoneNumber number(int n) {
        return LedgerOnDisk.callees(n, 1).get(0);
    }

    private static DuplicateRow duplicate(int line, int n) {
        return new DuplicateRow(Origins.row(0, line), number(n));
    }

    /** Writes the index; returns how many segments there were. */
    private int index(int entriesPerSegment) {
        return index(entriesPerSegment, 100_000);
    }

    private int index(int entriesPerSegment, int mostEntriesPerBlock) {
        NumberIndexing index = new NumberIndexing(
                new JdbcTemplate(ledger.dataSource), ledger.leases, RUN, entriesPerSegment, mostEntriesPerBlock);
        int calls = 1;
        while (Boolean.TRUE.equals(ledger.transaction.execute(status -> index.segment()))) {
            calls++;
        }
        return calls;
    }

    private FoundNumber only(String text) {
        List<FoundNumber> found = finder.find(SoughtNumber.of(text));
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static int listOf(FoundNumber found) {
        return Objects.requireNonNull(Objects.requireNonNull(found.callee()).list())
                .number();
    }

    @Test
    void aRunWithoutAnyNumberHasAnEmptyIndex() {
        index(100);

        assertThat(ledger.jdbc
                        .sql("select count(*) from number_index")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(finder.find(SoughtNumber.of("00000"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 5_000_000})
    void findsACalleeItsDuplicatesAndItsRejects(int entriesPerSegment) {
        fill();
        if (entriesPerSegment > 0) {
            index(entriesPerSegment);
        }
        FoundNumber five = only("138 0000 0005");
        assertThat(listOf(five)).isEqualTo(1);
        assertThat(Objects.requireNonNull(five.callee()).origin()).isEqualTo(Origins.row(0, 6));
        assertThat(five.duplicates()).containsExactly(Origins.row(0, 20), Origins.row(0, 21), Origins.row(0, 23));
        assertThat(five.rejected()).extracting(RejectedRow::line).containsExactly(41L);
        assertThat(five.suppressed()).isEmpty();

        assertThat(listOf(only("13800005000"))).isEqualTo(2);
        assertThat(only("13800005000").duplicates()).containsExactly(Origins.row(0, 22));
        assertThat(listOf(only("13800005999"))).isEqualTo(2);
        assertThat(listOf(only("13800002006"))).isEqualTo(3);

        FoundNumber suppressed = only("13800090000");
        assertThat(suppressed.callee()).isNull();
        assertThat(suppressed.suppressed()).extracting(SuppressedRow::origin).containsExactly(Origins.row(0, 30));

        assertThat(only("13800000").rejected()).extracting(RejectedRow::line).containsExactly(40L);
        assertThat(only("010-55556666").rejected())
                .extracting(RejectedRow::line)
                .containsExactly(43L);

        assertThat(finder.find(SoughtNumber.of("13800002007"))).isEmpty();
        assertThat(finder.find(SoughtNumber.of("13700000000"))).isEmpty();
        assertThat(finder.find(SoughtNumber.of("19900000000"))).isEmpty();
    }

    @Test
    void everyNumberIsFoundInItsListAcrossBlocksAndSegments() {
        int lists = 11;
        ledger.intake.append(
                RUN,
                IntStream.range(0, lists)
                        .mapToObj(list -> {
                            long[] numbers = LongStream.range(0, 1_000)
                                    .map(i -> FIRST + (i * 7_919 + list * 104_729L) * 13 % 99_999_989L)
                                    .toArray();
                            return new CutList(Callees.of(numbers), Origins.unknown(1_000));
                        })
                        .toList());
        assertThat(index(6_000)).isGreaterThan(1);
        ledger.intake.eachList(RUN, new Consumer<>() {
            private int list;

            @Override
            public void accept(CutList cut) {
                list++;
                for (int i = 0; i < cut.size(); i += 37) {
                    long national = cut.callees().nationals()[i];
                    assertThat(listOf(only(Long.toString(national)))).isLessThanOrEqualTo(list);
                }
            }
        });
    }

    @Test
    void entriesAreSortedByNumberAndThoseOfOneNumberStayInTheirOrder() {
        SplittableRandom random = new SplittableRandom(7);
        long[] entries = random.longs(20_000, 0, 100_000_000_000L)
                .map(number -> IndexEntry.of(number % 3 == 0 ? number % 100 : number, IndexEntry.LIST, 16_777_215))
                .toArray();
        for (int i = 0; i < entries.length; i++) {
            entries[i] = IndexEntry.of(IndexEntry.numberOf(entries[i]), IndexEntry.LIST, i);
        }
        long[] expected = entries.clone();
        Arrays.sort(expected);
        IndexSort.sort(entries, entries.length);
        assertThat(entries).isEqualTo(expected);

        long[] begin = {9L << 30, 5L << 30, 1L << 30};
        IndexSort.sort(begin, 2);
        assertThat(begin).containsExactly(5L << 30, 9L << 30, 1L << 30);
    }

    @Test
    void aNumberWithManyPlacesStandsInOneBlock() {
        long[] entries = LongStream.range(0, 5_000)
                .map(i -> IndexEntry.of(i < 4_000 ? 7 : 8, IndexEntry.DUPLICATES, i / 2 + 1))
                .toArray();
        byte[] body = IndexBlock.pack(entries, 0, entries.length);
        List<Long> places = new ArrayList<>();
        IndexBlock.find(body, 7, 7, places::add);
        assertThat(places).hasSize(2_000).doesNotHaveDuplicates();
        assertThat(places.stream().mapToInt(IndexEntry::kind)).containsOnly(IndexEntry.DUPLICATES);
        assertThat(places.stream().map(IndexEntry::block)).contains(1L, 2_000L);
    }

    /** Row by row it would not fit: one wrong number in every block of rejects of a huge file. */
    @ParameterizedTest
    @CsvSource({"5000000, 7, 5", "5000000, 1, 30", "10, 7, 5", "5000000, 100000, 1"})
    void aNumberInMorePlacesThanARowHoldsGoesOnInTheNextSegment(int perSegment, int perBlock, int segments) {
        ledger.intake.append(RUN, List.of(LedgerOnDisk.cut(0, 5)));
        int blocks = 30;
        for (int block = 0; block < blocks; block++) {
            int line = 100 + 3 * block;
            ledger.intake.reject(
                    RUN,
                    List.of(RejectedRows.of(List.of(
                            new RejectedRow(0, line, 1, 1, "UNASSIGNED_PREFIX", List.of("12345678900")),
                            new RejectedRow(0, line + 1, 1, 1, "UNASSIGNED_PREFIX", List.of("12345678900")),
                            new RejectedRow(0, line + 2, 1, 1, "LETTERS", List.of("x" + (14_700_000_000L + block)))))));
        }
        assertThat(index(perSegment, perBlock)).isGreaterThanOrEqualTo(segments);

        assertThat(only("12345678900").rejected()).hasSize(2 * blocks);
        assertThat(listOf(only("13800000004"))).isEqualTo(1);
        for (int block = 0; block < blocks; block++) {
            assertThat(only(Long.toString(14_700_000_000L + block)).rejected())
                    .extracting(RejectedRow::line)
                    .containsExactly(102L + 3L * block);
        }
    }

    /** The widest entries there are: their numbers far apart, their places high. */
    @Test
    void aRowOfTheIndexFitsItsColumn() {
        int most = NumberIndexing.MOST_ENTRIES_PER_BLOCK;
        long[] entries = LongStream.range(0, most)
                .map(i -> IndexEntry.of(i == 0 ? 0 : 99_999_999_999L, IndexEntry.REJECTS, 16_777_215 - most + i))
                .toArray();
        byte[] body = IndexBlock.pack(entries, 0, most);
        assertThat(body).hasSizeGreaterThan(5 * most - 10);
        assertThat(most * IndexBlock.MOST_BYTES_PER_ENTRY)
                .isLessThanOrEqualTo(ledger.jdbc.sql("""
                        select character_octet_length from information_schema.columns
                        where table_name = 'NUMBER_INDEX' and column_name = 'BODY'""").query(Integer.class).single());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5_000_000})
    void aRejectedCellWithSeveralNumbersIsFoundByEachOfThem(int entriesPerSegment) {
        List<String> cells = List.of(
                "13800138000/13900139000",
                "138 0013 8001 139 0013 9001",
                "13800138002 or maybe 139 0013 9002",
                "+86 138-0013-8003;0571-88886666",
                "13800138004转8001",
                "13800138005 13900139005 13700137005 13600136005, 1340013400512",
                "张三13800138006李四13900139006");
        ledger.intake.reject(
                RUN,
                List.of(RejectedRows.of(IntStream.range(0, cells.size())
                        .mapToObj(i -> new RejectedRow(0, 40 + i, 1, 1, "SEVERAL_NUMBERS", List.of(cells.get(i))))
                        .toList())));
        if (entriesPerSegment > 0) {
            index(entriesPerSegment);
        }
        assertRejectedAt(40, "13800138000", "13900139000");
        assertRejectedAt(41, "13800138001", "13900139001");
        assertRejectedAt(42, "13800138002", "139-0013-9002");
        assertRejectedAt(43, "13800138003", "(0571) 8888 6666");
        assertRejectedAt(44, "13800138004");
        assertRejectedAt(45, "13800138005", "13900139005", "13700137005", "13600136005", "1340013400512");
        assertRejectedAt(46, "13800138006", "13900139006");
        assertThat(finder.find(SoughtNumber.of("38000139001"))).isEmpty();
    }

    private void assertRejectedAt(long line, String... sought) {
        for (String number : sought) {
            assertThat(only(number).rejected())
                    .as(number)
                    .extracting(RejectedRow::line)
                    .containsExactly(line);
        }
    }

    /** It has one key for a cell, and the numbers of a cell with several have none. */
    @Test
    void anIndexThatAnOlderVersionWroteStaysReadable() {
        ledger.intake.reject(
                RUN,
                List.of(RejectedRows.of(List.of(
                        new RejectedRow(0, 40, 1, 1, "TOO_SHORT", List.of("1380-0000")),
                        new RejectedRow(0, 41, 1, 1, "SEVERAL_NUMBERS", List.of("13800138000/13900139000"))))));
        ledger.jdbc
                .sql("insert into number_index (run_id, segment, first_number, body) values (?, 0, 13800000, ?)")
                .params(RUN, IndexBlock.pack(new long[] {IndexEntry.of(13_800_000, IndexEntry.REJECTS, 1)}, 0, 1))
                .update();
        ledger.sql("update run set index_segments = 1");

        assertRejectedAt(40, "1380 0000");
        assertThat(finder.find(SoughtNumber.of("13900139000"))).isEmpty();
    }

    @Test
    void noNumberStandsInTwoBlocksOfTheIndex() {
        ledger.intake.append(RUN, List.of(LedgerOnDisk.cut(0, 1_000), LedgerOnDisk.cut(1_000, 999)));
        ledger.intake.append(RUN, List.of(LedgerOnDisk.cut(1_999, 1_000)));
        for (int line = 1; line <= 3; line++) {
            ledger.intake.duplicate(RUN, List.of(duplicate(line, 1_998)));
        }
        index(5_000_000);
        assertThat(rows()).isEqualTo(2);
        assertThat(only("13800001998").duplicates()).hasSize(3);
        assertThat(listOf(only("13800001998"))).isEqualTo(2);
        assertThat(listOf(only("13800001999"))).isEqualTo(3);
    }

    @Test
    void anUnfinishedIndexIsWrittenAnewAndACompleteOneStays() {
        fill();
        NumberIndexing died = new NumberIndexing(new JdbcTemplate(ledger.dataSource), ledger.leases, RUN, 100, 100_000);
        ledger.transaction.execute(status -> died.segment());
        assertThat(rows()).isPositive();
        assertThat(listOf(only("13800000005"))).as("by reading everything").isEqualTo(1);

        index(5_000_000);
        long complete = rows();
        assertThat(complete).isEqualTo(2);
        assertThat(index(1)).isEqualTo(1);
        assertThat(rows()).isEqualTo(complete);
        assertThat(only("13800000005").duplicates()).hasSize(3);
    }

    private long rows() {
        return ledger.jdbc
                .sql("select count(*) from number_index")
                .query(Long.class)
                .single();
    }

    @Test
    void aNumberInTheListThatIsNotFullYetIsFound() {
        ledger.intake.keepOpen(RUN, LedgerOnDisk.cut(3, 2));
        FoundNumber.Callee callee = Objects.requireNonNull(only("13800000004").callee());
        assertThat(callee.list()).isNull();
        assertThat(callee.origin()).isEqualTo(Origins.row(0, 5));
    }

    @ParameterizedTest
    @CsvSource({
        "1234, -1",
        "12345, 12345",
        "123456789012345, 56789012345",
        "1234567890123456, -1",
        "+86-10 １２３, 8610123"
    })
    void rejectsAreFoundByTheLastElevenDigits(String cell, long key) {
        assertThat(RejectKey.of(cell)).isEqualTo(key);
    }

    @Test
    void whatIsNoNumberIsNotSought() {
        assertThatThrownBy(() -> SoughtNumber.of("abc 12")).hasMessageContaining("is no number");
        assertThat(SoughtNumber.of("+86 138-0000-0005").shown()).isEqualTo("138****0005");
    }

    @Test
    void aCalleeIsFoundThoughItsPrefixIsNotAssignedAnyMore() {
        long national = 15_400_000_001L;
        ledger.intake.append(RUN, List.of(new CutList(Callees.of(national), Origins.unknown(1))));
        index(5_000_000);
        assertThat(listOf(only("154 0000 0001"))).isEqualTo(1);
    }
}
