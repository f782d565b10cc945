package io.qianhu.intake;

import io.qianhu.number.NumberReader;
import io.qianhu.number.RejectReason;
import io.qianhu.number.SeveralNumbers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns a block into numbers and rejects. Keeps nothing between blocks, so many threads may share one.
 *
 * <p>How it works:
 *
 * <ol>
 *   <li>The rest of the block is decoded strictly, up to the record with the first byte that cannot be decoded, and
 *       parsed up to the first record in which Commons CSV meets text after a closing quote. Nearly every block is read
 *       to its end this way.
 *   <li>The bad record is found by the {@link RecordScanner} that cut the block and becomes a reject, or as many as it
 *       hides rows. Then it goes on behind it with 1, at first with a few kilobytes, then with twice as many each time. So
 *       a bad row costs no other row, no row is parsed twice, and a block of nothing but bad rows takes no more than a few
 *       times longer.
 * </ol>
 *
 * <p>A cell is taken by its position; rows that do not line up with the header are the {@link RowAlignment}'s. What one row
 * cannot show goes to the {@link RowWatch} as a doubt.
 */
public final class BlockParser {
    private static final long NONE = -1;

    /** Bad records seldom come alone, and each costs the decoding of what lies behind it. */
    private static final int AFTER_BAD_RECORD = 4_096;

    private final Charset charset;
    private final int phoneColumn;
    private final int width;
    private final NumberReader numbers;
    private final IntakeLimits limits;
    private final FileFormat format;
    private final CSVFormat strict;
    private final CSVFormat lenient;
    private final RowAlignment alignment;
    private final StrayRows stray;
    private final int[] rivals;

    /** A parser for the blocks of files of this format. */
    public BlockParser(FileFormat format, NumberReader numbers, IntakeLimits limits) {
        this.format = format;
        this.charset = format.decoding();
        this.phoneColumn = format.phoneColumn();
        this.width = format.width();
        this.numbers = numbers;
        this.limits = limits;
        this.strict = Csv.strict(format);
        this.lenient = Csv.lenient(format);
        this.alignment = new RowAlignment(format, numbers);
        this.stray = new StrayRows(format);
        this.rivals = format.rivals().stream().mapToInt(Rival::column).toArray();
    }

    /** Parses every row of the block; the result holds each of them as a number or as a reject. */
    public ParsedBlock parse(RowBlock block) {
        ParsedRows rows = new ParsedRows(block, charset, phoneColumn, rivals.length, limits);
        RecordScanner records = new RecordScanner(format);
        byte[] bytes = block.bytes();
        long line = block.firstLine();
        int from = 0;
        int window = bytes.length;
        while (from < bytes.length) {
            int to = endOfRecords(records, bytes, from, Math.min(bytes.length, from + window));
            StrictDecoding decoding = new StrictDecoding(charset, bytes, from, to);
            boolean decodable = decoding.end() == to;
            if (!decodable) {
                int good = startOfRecord(records, bytes, from, decoding.end());
                decoding = new StrictDecoding(charset, bytes, from, good);
            }
            long malformed = parse(decoding.text(), line, block, rows);
            if (malformed == NONE && decodable) {
                line = rows.lineAt(to);
                from = to;
                window = Math.min(bytes.length, 2 * window);
                continue;
            }
            int bad = malformed == NONE ? decoding.end() : rows.startOf(malformed);
            findRecord(records, block, bad);
            line = rows.lineAt(records.start());
            RejectReason reason = malformed == NONE ? RejectReason.UNDECODABLE : RejectReason.MALFORMED;
            reject(block, records, line, reason.name(), rows);
            line += records.lineBreaks();
            from = records.end();
            window = AFTER_BAD_RECORD;
        }
        return rows.done();
    }

    /** Rejects the record that was found: as one row, or as each of the rows that it hides. */
    private void reject(RowBlock block, RecordScanner record, long line, String reason, ParsedRows rows) {
        String text = text(block, record);
        List<CoveredRows.Line> hidden =
                width > 0 && text.lines().count() > 1 ? new CoveredRows(format, numbers).inRejected(text) : List.of();
        if (hidden.isEmpty()) {
            List<String> cells = lenientCells(text);
            rows.reject(line, alignment.isMisaligned(cells) ? RejectReason.MISALIGNED.name() : reason, cells);
        }
        for (CoveredRows.Line covered : hidden) {
            RejectReason covers =
                    alignment.isMisaligned(covered.cells()) ? RejectReason.MISALIGNED : RejectReason.COVERED_BY_QUOTE;
            rows.reject(line + covered.offset(), covers.name(), covered.cells());
        }
    }

    /** The characters of a record, with U+FFFD for what cannot be decoded. */
    private String text(RowBlock block, RecordScanner record) {
        return new String(block.bytes(), record.start(), record.contentEnd() - record.start(), charset);
    }

    /** Finds the first record from here on that is not blank. */
    private static void findRecord(RecordScanner records, RowBlock block, int from) {
        int at = from;
        do {
            if (!records.next(block.bytes(), at, block.bytes().length, true)) {
                throw new IllegalStateException(block + " does not hold whole records");
            }
            at = records.end();
        } while (records.contentEnd() == records.start());
    }

    /** Where a record ends: the first one that reaches a byte. */
    private static int endOfRecords(RecordScanner records, byte[] bytes, int from, int wanted) {
        int end = wanted == bytes.length ? wanted : from;
        while (end < wanted && records.next(bytes, end, bytes.length, true)) {
            end = records.end();
        }
        return end;
    }

    /** Where the record begins that holds a byte. */
    private static int startOfRecord(RecordScanner records, byte[] bytes, int from, int wanted) {
        int start = from;
        while (records.next(bytes, start, bytes.length, true) && records.end() <= wanted) {
            start = records.end();
        }
        return start;
    }

    /**
     * Parses whole records up to the end of the text, or up to one that is malformed.
     *
     * @param firstLine physical line where the text begins
     * @return the physical line below the last record that was read, or {@link #NONE} when all were
     */
    private long parse(CharBuffer text, long firstLine, RowBlock block, ParsedRows rows) {
        long linesBefore = 0;
        try (CSVParser parser = parser(text, strict)) {
            for (CSVRecord row : parser) {
                long linesRead = parser.getCurrentLineNumber();
                long line = firstLine + (linesRead == linesBefore + 1 ? linesBefore : linesBefore(row, linesRead));
                linesBefore = linesRead;
                String reason = take(row, line, rows);
                if (reason != null) {
                    List<String> cells = Arrays.asList(row.values());
                    if (stray.isSection(cells) || stray.isOtherHeader(cells, line)) {
                        rows.markOtherHeader(line);
                    }
                }
                if (width > 0 && firstLine + linesRead > line + 1) {
                    takeLines(row, line, reason, block, rows);
                } else if (reason != null) {
                    rows.reject(line, reason, Arrays.asList(row.values()));
                }
            }
            return NONE;
        } catch (UncheckedIOException e) {
            return firstLine + linesBefore;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks at a row of several lines, which was accepted when there is no reason, for rows that it hides. */
    private void takeLines(CSVRecord row, long line, @Nullable String reason, RowBlock block, ParsedRows rows) {
        RecordScanner record = new RecordScanner(format);
        findRecord(record, block, rows.startOf(line));
        if (reason != null) {
            reject(block, record, line, reason, rows);
        } else if (hasLineBreak(row)) {
            new CoveredRows(format, numbers)
                    .firstIn(text(block, record))
                    .ifPresent(hidden -> rows.markOpenQuote(line + hidden.openedAt()));
        }
    }

    /** That of an only column parts the numbers of its cell. */
    private boolean hasLineBreak(CSVRecord row) {
        return width > 1 && row.stream().anyMatch(cell -> cell.indexOf('\n') >= 0 || cell.indexOf('\r') >= 0);
    }

    /** Returns why the row is rejected, or null when a number of it was accepted. */
    private @Nullable String take(CSVRecord row, long line, ParsedRows rows) {
        if (row.size() > limits.maxColumns()) {
            return RejectReason.MALFORMED.name();
        }
        if (row.size() <= phoneColumn) {
            countRivals(row, line, rows);
            return RejectReason.MISSING_CELL.name();
        }
        List<String> cells = Arrays.asList(row.values());
        if (alignment.isMisaligned(cells)) {
            return RejectReason.MISALIGNED.name();
        }
        RejectReason flaw = stray.flaw(cells, line);
        if (flaw != null) {
            return flaw.name();
        }
        countRivals(row, line, rows);
        String reason = takeCell(row.get(phoneColumn), line, rows);
        if (reason == null && row.size() < width && format.cells() > 0) {
            rows.markShort(line);
        }
        markNumberBehind(row, line, rows);
        return reason;
    }

    private void countRivals(CSVRecord row, long line, ParsedRows rows) {
        for (int i = 0; i < rivals.length; i++) {
            String phone = phoneColumn < row.size() ? row.get(phoneColumn) : "";
            if (rivals[i] < row.size() && SampleColumn.isOther(row.get(rivals[i]), phone, numbers)) {
                rows.countRival(i, line);
            }
        }
    }

    private @Nullable String takeCell(String cell, long line, ParsedRows rows) {
        long reading = numbers.read(cell);
        if (NumberReader.isReject(reading)) {
            RejectReason reason = NumberReader.reasonOf(reading);
            return reason == RejectReason.SEVERAL_NUMBERS ? takeSeveral(cell, line, rows) : reason.name();
        }
        rows.accept(reading, line);
        return null;
    }

    /** Marks the first number behind the phone column that the format does not know of. */
    private void markNumberBehind(CSVRecord row, long line, ParsedRows rows) {
        if (format.numbersBehind()) {
            return;
        }
        int end = Math.min(row.size(), width);
        for (int i = phoneColumn + 1; i < end && !rows.isNumberBehind(); i++) {
            String cell = row.get(i);
            if (RowAlignment.mayBeNumber(cell) && numbers.finds(cell)) {
                rows.markNumberBehind(line);
            }
        }
    }

    private @Nullable String takeSeveral(String cell, long line, ParsedRows rows) {
        SeveralNumbers several = numbers.several(cell);
        if (several.reason() != null) {
            return several.reason().name();
        }
        rows.accept(several, line);
        return null;
    }

    /** The cells of a bad row as well as they can be read. */
    private List<String> lenientCells(String text) {
        return Csv.cells(text, lenient, format.escaped());
    }

    private CSVParser parser(CharBuffer text, CSVFormat csv) throws IOException {
        return CSVParser.builder()
                .setReader(Csv.reader(text, format.delimiter(), format.escaped()))
                .setFormat(csv)
                .get();
    }

    /** Lines above a row that has blank ones above it or line breaks inside its cells. */
    private static long linesBefore(CSVRecord row, long linesRead) {
        long lineBreaks = 1;
        for (String cell : row) {
            for (int i = 0; i < cell.length(); i++) {
                char c = cell.charAt(i);
                boolean endsLine = c == '\n' || (c == '\r' && !cell.startsWith("\n", i + 1));
                lineBreaks += endsLine ? 1 : 0;
            }
        }
        return linesRead - lineBreaks;
    }
}
