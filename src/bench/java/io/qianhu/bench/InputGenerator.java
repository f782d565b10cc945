package io.qianhu.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes {@code id,phone,name,city} in UTF-8: 20 % of the numbers in other spellings, 4 % of the rows bad, 0.1 %
 * duplicates. The same rows and seed are the same bytes. Streams; memory does not grow with the rows.
 */
public final class InputGenerator {
    private static final int BAD_PER_MILLE = 40;
    private static final int DUPLICATE_PER_MILLE = 1;
    private static final int OTHER_SPELLING_PERCENT = 20;
    /** So many rows have no name, and so many no city; the file then has 31 bytes a row. */
    private static final int BLANK_PERCENT = 32;

    private static final byte[][] SURNAMES = words("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧".split(""));
    private static final byte[][] GIVEN = words("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉红建文辉玲".split(""));
    private static final byte[][] CITIES =
            words(("北京 上海 广州 深圳 杭州 南京 成都 重庆 武汉 西安 苏州 天津 长沙 郑州 青岛 沈阳 宁波 " + "东莞 无锡 合肥 昆明 大连 厦门 济南 福州 温州 石家庄 哈尔滨 呼和浩特")
                    .split(" "));

    private final InventedNumbers numbers;
    private final Dice dice;
    private final RowBytes row = new RowBytes();
    private final SortedMap<String, Long> rejected = new TreeMap<>();
    private long distinct;
    private long duplicates;

    private InputGenerator(long seed) {
        this.numbers = new InventedNumbers(seed);
        this.dice = new Dice(seed);
    }

    /** Arguments: rows, seed, file. */
    public static void main(String[] args) throws IOException {
        long rows = Long.parseLong(args[0]);
        long seed = Long.parseLong(args[1]);
        Path file = Path.of(args[2]);
        long begin = System.nanoTime();
        Expected expected = write(file, rows, seed);
        System.out.printf(
                Locale.ROOT,
                "%s: %,d bytes in %.1f s, %s%n",
                file,
                Files.size(file),
                (System.nanoTime() - begin) / 1e9,
                expected);
    }

    /** Writes the file and what is expected of it beside it; neither is there before it is whole. */
    static Expected write(Path file, long rows, long seed) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        InputGenerator generator = new InputGenerator(seed);
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            generator.writeRows(rows, Channels.newOutputStream(channel));
            channel.force(true);
        }
        Expected expected = generator.expected(rows);
        expected.write(file);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return expected;
    }

    private Expected expected(long rows) {
        return new Expected(rows, distinct, duplicates, rejected);
    }

    private void writeRows(long rows, OutputStream out) throws IOException {
        row.put("id,phone,name,city".getBytes(StandardCharsets.UTF_8));
        row.endRow(out);
        for (long id = 1; id <= rows; id++) {
            row.putDecimal(id);
            if (putPhone()) {
                row.put(',');
                putName();
                row.put(',');
                putWord(CITIES);
            }
            row.endRow(out);
        }
        row.writeTo(out);
    }

    /** Returns whether the row goes on behind its number. */
    private boolean putPhone() {
        int kind = dice.below(1000);
        if (kind < BAD_PER_MILLE) {
            return putBad();
        }
        row.put(',');
        boolean again = kind < BAD_PER_MILLE + DUPLICATE_PER_MILLE && distinct > 0;
        long index = again ? dice.below(distinct) : distinct;
        if (again) {
            duplicates++;
        } else {
            distinct++;
        }
        boolean other = dice.below(100) < OTHER_SPELLING_PERCENT;
        CellShape shape = other ? Spellings.anyOther(dice) : Spellings.plain();
        shape.write(numbers.at(index), dice, row);
        return true;
    }

    private boolean putBad() {
        BadCells bad = BadCells.any(dice);
        rejected.merge(bad.reason().code(), 1L, Long::sum);
        if (bad.shapes().isEmpty()) {
            return false;
        }
        row.put(',');
        CellShape shape = bad.shapes().get(dice.below(bad.shapes().size()));
        // From the end of the numbers, where no accepted row of a file ever gets to.
        shape.write(numbers.at(numbers.size() - 1 - dice.below(1_000_000)), dice, row);
        return true;
    }

    private void putName() {
        if (dice.below(100) >= BLANK_PERCENT) {
            row.put(SURNAMES[dice.below(SURNAMES.length)]);
            row.put(GIVEN[dice.below(GIVEN.length)]);
        }
    }

    private void putWord(byte[][] words) {
        if (dice.below(100) >= BLANK_PERCENT) {
            row.put(words[dice.below(words.length)]);
        }
    }

    private static byte[][] words(String... words) {
        return Stream.of(words)
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }
}
