package io.qianhu.process;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Input files with invented numbers: one seed, one set of rows. Known beforehand is what must come of them.
 *
 * @param rows rows of all files, headers left out
 * @param rejected rows that hold no number
 * @param numbers the distinct numbers, sorted
 */
@SuppressWarnings("ArrayRecordComponent") // Compared with other arrays, never as part of the record.
record MadeInput(long rows, long rejected, long[] numbers) {
    private static final int[] PREFIXES = {130, 135, 138, 139, 150, 158, 159, 176, 181, 186, 188, 189};
    private static final String[] REJECTED = {"", "12345", "no number", "1.38E+10", "+85261234567", "138001380001234"};

    /** Writes the rows in equal parts into {@code made-1.csv}, {@code made-2.csv} and so on. */
    static MadeInput write(Path folder, int files, int rowsEach, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] used = new long[files * rowsEach];
        int count = 0;
        long rejected = 0;
        for (int file = 1; file <= files; file++) {
            try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("made-" + file + ".csv"))) {
                out.write("name,手机号,city\n");
                for (int row = 0; row < rowsEach; row++) {
                    String cell;
                    int kind = random.nextInt(100);
                    if (kind < 3) {
                        cell = REJECTED[random.nextInt(REJECTED.length)];
                        rejected++;
                    } else {
                        boolean again = kind < 10 && count > 0;
                        long number = again ? used[random.nextInt(count)] : invented(random);
                        used[count++] = number;
                        cell = spelled(Long.toString(number), random.nextInt(24));
                    }
                    out.write("customer " + row + "," + cell + ",\"Hang zhou, 杭州\"\n");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        long[] distinct = Arrays.stream(used, 0, count).sorted().distinct().toArray();
        return new MadeInput((long) files * rowsEach, rejected, distinct);
    }

    private static long invented(SplittableRandom random) {
        return PREFIXES[random.nextInt(PREFIXES.length)] * 100_000_000L + random.nextInt(100_000_000);
    }

    /** Most rows plain, the others as people and spreadsheets write numbers. */
    private static String spelled(String number, int kind) {
        String grouped = number.substring(0, 3) + "-" + number.substring(3, 7) + "-" + number.substring(7);
        return switch (kind) {
            case 0 -> "+86 " + grouped;
            case 1 -> "0086" + number;
            case 2 -> grouped.replace('-', ' ');
            case 3 -> "(86)" + number;
            case 4 -> number + ".0";
            case 5 -> "tel:" + number;
            default -> number;
        };
    }

    long duplicates() {
        return rows - rejected - numbers.length;
    }

    long lists() {
        return (numbers.length + 999L) / 1000;
    }

    boolean holds(long number) {
        return Arrays.binarySearch(numbers, number) >= 0;
    }
}
