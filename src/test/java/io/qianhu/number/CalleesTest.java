package io.qianhu.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class CalleesTest {
    private static final Callees TWO = Callees.of(13_800_130_000L, 57_188_888_888L);

    @Test
    void joinsTheNumbersAsTheyAreSubmitted() {
        assertThat(TWO.joined()).isEqualTo("13800130000,057188888888");
    }

    @Test
    void namesNoNumber() {
        assertThat(TWO).hasToString("2 callees");
        assertThat(TWO.stream().map(PhoneNumber::toString)).containsExactly("138****0000", "0571****8888");
        assertThat(TWO.get(1)).isEqualTo(new PhoneNumber(57_188_888_888L));
    }

    @Test
    void packsEachNumberIntoFiveBytesBigEndian() {
        byte[] packed = Callees.of(13_800_130_000L).pack();

        // 13,800,130,000 in hexadecimal, as any calculator shows it: 3368D45D0
        assertThat(packed).containsExactly(0x03, 0x36, 0x8D, 0x45, 0xD0);
    }

    @Test
    void unpacksWhatItPacked() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20_261_122L);
        long[] nationals = random.longs(1_000, 13_000_000_000L, 20_000_000_000L).toArray();
        nationals[0] = 99_999_999_999L;
        nationals[1] = 1_000_000_000L;
        Callees callees = Callees.of(nationals);

        assertThat(callees.pack()).hasSize(5_000);
        assertThat(Callees.unpack(callees.pack())).isEqualTo(callees).hasSameHashCodeAs(callees);
        assertThat(Callees.unpack(new byte[0]).size()).isZero();
    }

    @Test
    void refusesDamagedBytes() {
        byte[] packed = TWO.pack();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Callees.unpack(Arrays.copyOf(packed, 9)))
                .withMessageContaining("9 bytes are damaged");
        packed[5] = (byte) 0xFF;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Callees.unpack(packed))
                .withMessageContaining("callee 2 of 2");
    }

    @Test
    void keepsItsOwnCopy() {
        long[] nationals = {13_800_130_000L};
        Callees callees = Callees.of(nationals);
        nationals[0] = 13_900_130_000L;
        callees.nationals()[0] = 13_900_130_000L;

        assertThat(callees.nationals()).containsExactly(13_800_130_000L);
    }
}
