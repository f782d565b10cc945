package io.qianhu.intake;

import io.qianhu.number.NumberReader;
import io.qianhu.number.RejectReason;
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
    private final int phoneColumn;
    private final NumberReader numbers;
    private final IntakeLimits limits;
    private final FileFormat format;
    private final CSVFormat strict;
    private final CSVFormat lenient;

    /** A parser for the blocks of files of this format. */
    public BlockParser(FileFormat format, NumberReader numbers, IntakeLimits limits) {
        this.format = format;
        this.charset = format.decoding();
        this.phoneColumn = format.phoneColumn();
        this.numbers = numbers;
        this.limits = limits;
        this.strict = Csv.strict(format);
        this.lenient = Csv.lenient(format);
    }

    /** Parses every row of the block; the result holds each of them as a number or as a reject. */
    public ParsedBlock parse(RowBlock block) {
        ParsedRows rows = new ParsedRows(block, phoneColumn, limits);
        try {
            parseStretch(block.bytes(), 0, block.bytes().length, block.firstLine(), rows);
            return rows.done();
        } catch (CharacterCodingException | UncheckedIOException e) {
            return parseAroundBadRecords(block);
        }
    }

    private ParsedBlock parseAroundBadRecords(RowBlock block) {
        ParsedRows rows = new ParsedRows(block, phoneColumn, limits);
        RecordScanner scanner = new RecordScanner(format);
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
            for (CSVRecord row : parser) {
                String reason = take(row, rows);
                if (reason != null) {
                    List<String> cells = Arrays.asList(row.values());
                    long line = firstLine - 1 + parser.getCurrentLineNumber() - lineBreaksIn(cells);
                    rows.reject(line, reason, cells);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns why the row is rejected, or null when its number was accepted. */
    private @Nullable String take(CSVRecord row, ParsedRows rows) {
        if (row.size() > limits.maxColumns()) {
            return RejectReason.MALFORMED.name();
        }
        if (row.size() <= phoneColumn) {
            return RejectReason.MISSING_CELL.name();
        }
        long reading = numbers.read(row.get(phoneColumn));
        if (NumberReader.isReject(reading)) {
            return NumberReader.reasonOf(reading).name();
        }
        rows.accept(reading);
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

    /** Line breaks inside the cells: the parser counts them, the line where the row begins does not. */
    private static long lineBreaksIn(List<String> cells) {
        long lineBreaks = 0;
        for (String cell : cells) {
            for (int i = 0; i < cell.length(); i++) {
                char c = cell.charAt(i);
                boolean endsLine = c == '\n' || (c == '\r' && !cell.startsWith("\n", i + 1));
                lineBreaks += endsLine ? 1 : 0;
            }
        }
        return lineBreaks;
    }
}
