package io.qianhu.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {
    private static final long LAST_LINE = (1L << 40) - 1;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 127, 128, 16_384, LAST_LINE})
    void aPlaceComesBackWhole(long line) {
        long place = Origins.row(1_000_000, line);
        assertThat(Origins.fileOf(place)).isEqualTo(1_000_000);
        assertThat(Origins.lineOf(place)).isEqualTo(line);
        assertThat(unpacked(Origins.of(place))).isEqualTo(Origins.of(place));
    }

    @Test
    void neighbouringRowsTakeOneByteEach() {
        Origins origins = Origins.of(LongStream.rangeClosed(2, 1_001)
                .map(line -> Origins.row(0, line))
                .toArray());
        assertThat(origins.pack()).hasSizeLessThan(1_010);
        assertThat(unpacked(origins)).isEqualTo(origins);
    }

    @Test
    void anyRowsInAnyFilesComeBack() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            Origins origins = Origins.of(LongStream.generate(
                            () -> Origins.row(random.nextInt(3), random.nextLong(1L << random.nextInt(1, 41))))
                    .limit(random.nextInt(1_001))
                    .toArray());
            assertThat(unpacked(origins)).as("seed 5, round %d", round).isEqualTo(origins);
        }
    }

    @Test
    void theMostThatAListTakesFitsIntoItsColumn() {
        long[] apart = LongStream.range(0, 1_000)
                .map(i -> Origins.row((1 << 23) - 1 - (int) (i % 2), LAST_LINE))
                .toArray();
        assertThat(Origins.of(apart).pack()).hasSizeLessThan(20_000);
    }

    private static Origins unpacked(Origins origins) {
        return Origins.unpack(origins.pack(), origins.size());
    }
}
