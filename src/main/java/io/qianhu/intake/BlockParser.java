package io.qianhu.intake;

import io.qianhu.number.NumberReader;
import io.qianhu.number.RejectReason;
import io.qianhu.number.SeveralNumbers;
import java.io.CharArrayReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
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
 *   <li>The block is decoded strictly and parsed as a whole; this is the way of nearly every block.
 *   <li>When a byte cannot be decoded, or Commons CSV meets text after a closing quote, the block is begun anew: its
 *       records are found one by one by the {@link RecordScanner} that cut the block, each bad one becomes a reject,
 *       and the stretches between them are parsed as in 1. So a bad row costs no other row.
 * </ol>
 */
public final class BlockParser {
    private final Charset charset;
    private final char delimiter;
    private final int phoneColumn;
    private final NumberReader numbers;
    private final IntakeLimits limits;
    private final CSVFormat strict;
    private final CSVFormat lenient;

    /** A parser for the blocks of files of this format. */
    public BlockParser(FileFormat format, NumberReader numbers, IntakeLimits limits) {
        this.charset = format.decoding();
        this.delimiter = format.delimiter();
        this.phoneColumn = format.phoneColumn();
        this.numbers = numbers;
        this.limits = limits;
        this.strict = Csv.strict(delimiter);
        this.lenient = Csv.lenient(delimiter);
    }

    /** Parses every row of the block; the result holds each of them as a number or as a reject. */
    public ParsedBlock parse(RowBlock block) {
        ParsedRows rows = new ParsedRows(block, charset, phoneColumn, limits);
        try {
            parseStretch(block.bytes(), 0, block.bytes().length, block.firstLine(), rows);
            return rows.done();
        } catch (CharacterCodingException | UncheckedIOException e) {
            return parseAroundBadRecords(block);
        }
    }

    private ParsedBlock parseAroundBadRecords(RowBlock block) {
        ParsedRows rows = new ParsedRows(block, charset, phoneColumn, limits);
        RecordScanner scanner = new RecordScanner(charset.name(), delimiter);
        StrictDecoding decoding = new StrictDecoding(charset, block.bytes());
        int stretch = 0;
        long stretchLine = block.firstLine();
        long line = block.firstLine();
        for (int at = 0; scanner.next(block.bytes(), at, block.bytes().length, true); at = scanner.end()) {
            String reason = badness(at, scanner, decoding);
            if (reason != null) {
                parseGoodStretch(block, stretch, at, stretchLine, rows);
                rows.reject(line, reason, lenientCells(block, at, scanner.end()));
                stretch = scanner.end();
                stretchLine = line + scanner.lineBreaks();
            }
            line += scanner.lineBreaks();
        }
        parseGoodStretch(block, stretch, block.bytes().length, stretchLine, rows);
        return rows.done();
    }

    private @Nullable String badness(int at, RecordScanner scanner, StrictDecoding decoding) {
        if (!decoding.accepts(at, scanner.end())) {
            return RejectReason.UNDECODABLE.name();
        }
        if (scanner.textAfterQuote() && !parsesStrictly(decoding.text())) {
            return RejectReason.MALFORMED.name();
        }
        return null;
    }

    private void parseGoodStretch(RowBlock block, int from, int to, long firstLine, ParsedRows rows) {
        try {
            parseStretch(block.bytes(), from, to, firstLine, rows);
        } catch (CharacterCodingException | UncheckedIOException e) {
            throw new IllegalStateException(block + " does not hold whole records", e);
        }
    }

    private void parseStretch(byte[] bytes, int from, int to, long firstLine, ParsedRows rows)
            throws CharacterCodingException {
        CharBuffer text = charset.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
        try (CSVParser parser = parser(new CharArrayReader(text.array(), text.arrayOffset(), text.length()), strict)) {
            long linesBefore = 0;
            for (CSVRecord row : parser) {
                long linesRead = parser.getCurrentLineNumber();
                long line = firstLine + (linesRead == linesBefore + 1 ? linesBefore : linesBefore(row, linesRead));
                linesBefore = linesRead;
                String reason = take(row, line, rows);
                if (reason != null) {
                    rows.reject(line, reason, Arrays.asList(row.values()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns why the row is rejected, or null when a number of it was accepted. */
    private @Nullable String take(CSVRecord row, long line, ParsedRows rows) {
        if (row.size() > limits.maxColumns()) {
            return RejectReason.MALFORMED.name();
        }
        if (row.size() <= phoneColumn) {
            return RejectReason.MISSING_CELL.name();
        }
        String cell = row.get(phoneColumn);
        long reading = numbers.read(cell);
        if (NumberReader.isReject(reading)) {
            RejectReason reason = NumberReader.reasonOf(reading);
            return reason == RejectReason.SEVERAL_NUMBERS ? takeSeveral(cell, line, rows) : reason.name();
        }
        rows.accept(reading, line);
        return null;
    }

    private @Nullable String takeSeveral(String cell, long line, ParsedRows rows) {
        SeveralNumbers several = numbers.several(cell);
        if (several.reason() != null) {
            return several.reason().name();
        }
        rows.accept(several, line);
        return null;
    }

    private boolean parsesStrictly(CharSequence row) {
        try (CSVParser parser = parser(new StringReader(row.toString()), strict)) {
            parser.forEach(cells -> {});
            return true;
        } catch (UncheckedIOException | IOException e) {
            return false;
        }
    }

    /** The cells of a bad row as well as they can be read, with U+FFFD for what cannot be decoded. */
    private List<String> lenientCells(RowBlock block, int from, int to) {
        String text = new String(block.bytes(), from, to - from, charset);
        try (CSVParser parser = parser(new StringReader(text), lenient)) {
            return parser.stream().flatMap(CSVRecord::stream).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CSVParser parser(Reader text, CSVFormat format) throws IOException {
        return CSVParser.builder().setReader(text).setFormat(format).get();
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
