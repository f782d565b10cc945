package io.qianhu.intake.unpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qianhu.intake.InputRefused;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Packed files that are broken or made to harm: each is refused with what, where and what to do, and nothing is left.
 */
class HostileFilesTest {
    private static final byte[] ROWS = Packed.utf8("phone\n13800000001\n");
    private static final byte[] MANY_ROWS = Packed.utf8("13800000001,one of many\n".repeat(5000));

    @TempDir
    private Path folder;

    private Packed packed;

    @BeforeEach
    void folder() {
        packed = new Packed(folder);
    }

    /** Valid, and read by the JDK without a word for as long as there are blocks. */
    private static byte[] blocksOfNothing() {
        byte[] name = Packed.utf8("a.csv");
        CRC32 checksum = new CRC32();
        checksum.update(ROWS);
        int packed = 5 * 20_000 + 5 + ROWS.length;
        ByteBuffer zip = ByteBuffer.allocate(packed + 200).order(ByteOrder.LITTLE_ENDIAN);
        zip.putInt(0x04034b50).putShort((short) 20);
        about(zip, (int) checksum.getValue(), packed, name).put(name);
        for (int i = 0; i < 20_000; i++) {
            zip.put(new byte[] {0, 0, 0, -1, -1});
        }
        zip.put((byte) 1).putShort((short) ROWS.length).putShort((short) ~ROWS.length);
        zip.put(ROWS);
        int directory = zip.position();
        zip.putInt(0x02014b50).putShort((short) 20).putShort((short) 20);
        about(zip, (int) checksum.getValue(), packed, name).put(new byte[14]).put(name);
        int bytes = zip.position() - directory;
        zip.putInt(0x06054b50).putInt(0).putShort((short) 1).putShort((short) 1);
        zip.putInt(bytes).putInt(directory).putShort((short) 0);
        return Arrays.copyOf(zip.array(), zip.position());
    }

    private static ByteBuffer about(ByteBuffer zip, int checksum, int packed, byte[] name) {
        zip.putShort((short) 0).putShort((short) 8).putShort((short) 0).putShort((short) 0x21);
        zip.putInt(checksum).putInt(packed).putInt(ROWS.length);
        return zip.putShort((short) name.length).putShort((short) 0);
    }

    static Stream<Arguments> refused() {
        byte[] gzip = Packed.gzip(ROWS);
        byte[] zip = Packed.zip("a.csv", ROWS);
        byte[] zipOfGzip = Packed.zip("a.csv.gz", Packed.gzip(Packed.gzip(ROWS)));
        return Stream.of(
                Arguments.of("a.gz", Packed.concat(gzip, Packed.utf8("x")), "something else than gzip data follows at"),
                Arguments.of("a.gz", Packed.gzip(gzip), "is packed once more inside"),
                Arguments.of("a.gz", Packed.gzip(zip), "is packed once more inside"),
                Arguments.of("a.gz", changed(gzip, 12), "the gzip data is "),
                Arguments.of("a.gz", changed(gzip, gzip.length - 1), "the gzip data is damaged before byte"),
                Arguments.of("a.gz", changed(gzip, gzip.length - 5), "the gzip data is damaged before byte"),
                Arguments.of(
                        "a.zip", Packed.zip("b.zip", zip), "holds no .csv, .txt, .tsv, .gz or .xlsx file, only b.zip"),
                Arguments.of("a.zip", Packed.zip("b.csv", zip), "a.zip > b.csv: is packed once more inside"),
                Arguments.of("a.zip", zipOfGzip, "a.zip > a.csv.gz: is packed once more inside"),
                Arguments.of("a.zip", Packed.zip(), "holds no .csv"),
                Arguments.of("a.zip", encrypted(), "the archive has a password; unpack it"),
                Arguments.of("a.zip", packedWith(9), "is packed by another method than deflate"),
                Arguments.of("a.zip", blocksOfNothing(), "more is packed than comes of it"),
                Arguments.of("a.zip", twoOfOneName(), "two entries have the name a.csv"),
                Arguments.of("a.zip", Packed.concat(zip, Packed.zip("b.csv", MANY_ROWS)), "stands before the zip"),
                Arguments.of("a.zip", Packed.concat(zip, Arrays.copyOf(zip, 60)), "stands behind the zip archive"),
                Arguments.of("a.zip", changed(zip, 40), "a.zip > a.csv: the zip data is damaged or cut off"),
                Arguments.of("a.xls", bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), "save it as .xlsx"),
                Arguments.of("a.csv", bytes(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'), "is an image"),
                Arguments.of("a.csv", bytes(0x7f, 'E', 'L', 'F', 2), "is a program"),
                Arguments.of("a.csv", bytes('R', 'a', 'r', '!', 0x1a, 7, 0), "is a RAR archive; pack it as .zip"),
                Arguments.of("a.csv", bytes('7', 'z', 0xbc, 0xaf, 0x27, 0x1c), "is a 7z archive"),
                Arguments.of("a.csv", bytes('%', 'P', 'D', 'F', '-', '1'), "is a PDF"),
                Arguments.of("a.xls", Packed.utf8("\ufeff <TABLE border=1>"), "is a web page or other markup"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatCannotBeRead(String name, byte[] bytes, String message) {
        assertThatThrownBy(() -> packed.unpack(name, bytes))
                .isInstanceOf(InputRefused.class)
                .hasMessageStartingWith(folder.resolve(name).toString())
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
        assertThat(packed.left()).isEmpty();
    }

    @Test
    void refusesGzipThatIsCutOffAnywhere() {
        byte[] whole = Packed.concat(Packed.gzip(ROWS), Packed.gzip(MANY_ROWS));
        int first = Packed.gzip(ROWS).length;
        for (int length = 3; length < whole.length; length += length < first + 40 ? 1 : 37) {
            byte[] cut = Arrays.copyOf(whole, length);
            if (length == first) {
                assertThat(packed.unpack("a.gz", cut)).hasSize(1);
                continue;
            }
            assertThatThrownBy(() -> packed.unpack("a.gz", cut))
                    .isInstanceOf(InputRefused.class)
                    .hasMessageContaining("is cut off at byte " + length);
        }
    }

    @Test
    void readsAllMembersOfAGzipFileAndZerosBehindThem() {
        byte[] bytes = Packed.concat(Packed.concat(Packed.gzip(ROWS), Packed.gzip(MANY_ROWS)), new byte[100_000]);
        assertThat(packed.unpack("a.gz", bytes).get(0).survey().fingerprint().bytes())
                .isEqualTo(ROWS.length + MANY_ROWS.length);
    }

    @Test
    void readsAnArchiveWithZerosBehindIt() {
        assertThat(packed.unpack("a.zip", Packed.concat(Packed.zip("a.csv", ROWS), new byte[512])))
                .hasSize(1);
    }

    @Test
    void refusesAnArchiveThatIsCutOffAnywhere() {
        byte[] zip = Packed.zip("a.csv", ROWS, "b.csv", MANY_ROWS);
        for (int length = 4; length < zip.length; length += 7) {
            byte[] cut = Arrays.copyOf(zip, length);
            assertThatThrownBy(() -> packed.unpack("a.zip", cut))
                    .isInstanceOf(InputRefused.class)
                    .hasMessageContaining("cut off or damaged");
        }
    }

    @Test
    void findsEveryChangedByteOfAnArchivesContent() {
        byte[] content = new byte[3000];
        new Random(1).nextBytes(content);
        byte[] zip = Packed.zip("a.csv", content);
        for (int at = 40; at < 2900; at += 17) {
            byte[] changed = changed(zip, at);
            assertThatThrownBy(() -> packed.unpack("a.zip", changed))
                    .isInstanceOf(InputRefused.class)
                    .hasMessageContaining("damaged");
        }
    }

    @Test
    void refusesTooManyBytes() {
        packed.within(MANY_ROWS.length, 1032, 10, 1024);
        assertThat(packed.unpack("a.gz", Packed.gzip(MANY_ROWS))).hasSize(1);
        packed.within(MANY_ROWS.length - 1, 1032, 10, 1024);
        for (byte[] bytes : new byte[][] {Packed.gzip(MANY_ROWS), Packed.zip("a.csv", MANY_ROWS)}) {
            assertThatThrownBy(() -> new Packed(folder.resolve("."))
                            .within(MANY_ROWS.length - 1, 1032, 10, 1024)
                            .unpack("b.gz", bytes))
                    .isInstanceOf(InputRefused.class)
                    .hasMessageContaining("becomes more than 119999 bytes")
                    .hasMessageContaining("raise qianhu.intake.unpack.max-bytes");
        }
    }

    @Test
    void countsTheBytesOfAllEntriesTogether() {
        packed.within(2L * MANY_ROWS.length - 1, 1032, 10, 1024);
        assertThatThrownBy(() -> packed.unpack("a.zip", Packed.zip("a.csv", MANY_ROWS, "b.csv", MANY_ROWS)))
                .hasMessageContaining("qianhu.intake.unpack.max-bytes");
        assertThat(packed.left()).isEmpty();
    }

    @Test
    void refusesABomb() {
        byte[] bomb = Packed.gzip(new byte[20 << 20]);
        assertThatThrownBy(() -> packed.unpack("a.gz", bomb))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("becomes more than 200 times its " + bomb.length + " bytes")
                .hasMessageContaining("raise qianhu.intake.unpack.max-ratio");
        packed.within(1L << 30, 1032, 10, 1024);
        assertThat(packed.unpack("a.gz", bomb)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4000})
    void refusesTooManyEntries(int entries) {
        packed.within(1 << 20, 1032, 2, 1024);
        assertThat(packed.unpack("a.zip", Packed.zip("a.csv", ROWS, "b.csv", MANY_ROWS)))
                .hasSize(2);
        Object[] many = Stream.iterate(0, i -> i + 1)
                .limit(entries)
                .flatMap(i -> Stream.of(i + ".csv", "x"))
                .toArray();
        assertThatThrownBy(() -> packed.unpack("b.zip", Packed.zip(many)))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("has more than 2 entries")
                .hasMessageContaining("raise qianhu.intake.unpack.max-entries");
    }

    /** The JDK would take as much memory as the archive claims. */
    @Test
    void opensNoArchiveThatClaimsAHugeDirectory() {
        byte[] zip = Packed.zip("a.csv", ROWS);
        int end = zip.length - 22;
        for (int i = 12; i < 15; i++) {
            zip[end + i] = (byte) 0xff;
        }
        assertThatThrownBy(() -> packed.unpack("a.zip", zip))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("has more than 1000 entries");
    }

    private static byte[] changed(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        changed[at] ^= 0x55;
        return changed;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /** The flags of the directory's entry say that it is encrypted. */
    private static byte[] encrypted() {
        byte[] zip = Packed.zip("a.csv", ROWS);
        zip[directory(zip) + 8] |= 1;
        return zip;
    }

    private static byte[] packedWith(int method) {
        byte[] zip = Packed.zip("a.csv", ROWS);
        zip[directory(zip) + 10] = (byte) method;
        return zip;
    }

    private static byte[] twoOfOneName() {
        return Packed.replaced(
                Packed.zip("a.csv", ROWS, "b.csv", MANY_ROWS), Packed.utf8("b.csv"), Packed.utf8("a.csv"));
    }

    private static int directory(byte[] zip) {
        for (int at = 0; ; at++) {
            if (zip[at] == 'P' && zip[at + 1] == 'K' && zip[at + 2] == 1 && zip[at + 3] == 2) {
                return at;
            }
        }
    }
}
