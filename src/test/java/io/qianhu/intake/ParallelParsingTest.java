package io.qianhu.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qianhu.ledger.RejectedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ParallelParsingTest {
    private static final int BLOCK_BYTES = 10;

    private final AtomicInteger read = new AtomicInteger();

    private Supplier<@Nullable RowBlock> blocks(int count) {
        return () -> {
            int number = read.getAndIncrement();
            return number >= count ? null : new RowBlock(number, 0, BLOCK_BYTES, 1, 2, new byte[BLOCK_BYTES]);
        };
    }

    private static ParsedBlock parsed(RowBlock block) {
        return new ParsedBlock(
                block.file(),
                block.end(),
                0,
                new long[0],
                new long[0],
                0,
                RejectedRows.of(List.of()),
                0,
                0,
                ParsedBlock.Doubts.NONE);
    }

    @Test
    void handsOutInTheOrderOfReadingThoughTheFirstTakesLongest() {
        CountDownLatch others = new CountDownLatch(3);
        ParallelParsing parsing = new ParallelParsing(
                blocks(4),
                block -> {
                    if (block.file() == 0) {
                        await(others);
                    }
                    others.countDown();
                    return parsed(block);
                },
                2,
                100);
        List<Integer> order = new ArrayList<>();
        try (parsing) {
            for (ParsedBlock block = parsing.next(); block != null; block = parsing.next()) {
                order.add(block.file());
            }
        }
        assertThat(order).containsExactly(0, 1, 2, 3);
    }

    @Test
    void readsNoMoreAheadThanItIsAllowed() {
        try (ParallelParsing parsing = new ParallelParsing(blocks(100), ParallelParsingTest::parsed, 2, 50)) {
            Objects.requireNonNull(parsing.next());
            assertThat(read).hasValue(5);
            Objects.requireNonNull(parsing.next());
            assertThat(read).hasValue(6);
        }
    }

    @Test
    void readsABlockForEachThreadHoweverLong() {
        try (ParallelParsing parsing = new ParallelParsing(blocks(100), ParallelParsingTest::parsed, 3, 1)) {
            Objects.requireNonNull(parsing.next());
            assertThat(read).hasValue(3);
        }
    }

    @Test
    void aFailureComesInItsPlaceAndNothingBehindIt() {
        ParallelParsing parsing = new ParallelParsing(
                blocks(9),
                block -> {
                    if (block.file() == 1) {
                        throw new IllegalArgumentException("as planned");
                    }
                    return parsed(block);
                },
                2,
                100);
        try (parsing) {
            assertThat(Objects.requireNonNull(parsing.next()).file()).isZero();
            assertThatThrownBy(parsing::next).hasMessage("as planned");
            assertThat(parsing.next()).isNull();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
