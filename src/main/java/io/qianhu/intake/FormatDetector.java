package io.qianhu.intake;

import io.qianhu.campaign.InputSettings;
import io.qianhu.number.NumberReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Decides how to read a file: encoding, delimiter, title lines, header, phone column. It looks at the beginning of the
 * file, and at the first byte that is not ASCII when that comes later; so the same content is always read in the same
 * way.
 */
public final class FormatDetector {
    private final NumberReader numbers;
    private final IntakeLimits limits;

    /** A detector that knows a phone column by the numbers that this reader accepts. */
    public FormatDetector(NumberReader numbers, IntakeLimits limits) {
        this.numbers = numbers;
        this.limits = limits;
    }

    /**
     * Looks at the first {@link IntakeLimits#sampleBytes} of the file and at most 1,000 rows of them.
     *
     * @param input what the campaign sets is taken, the rest is detected
     * @throws InputRefused when the file is empty, no text, has no phone column or several that may be it, or when a
     *     setting of the campaign cannot be true of it
     */
    public FileFormat detect(PlainFile file, InputSettings input) {
        try {
            Optional<FewRows> few = few(file, input);
            Optional<FileFormat> empty = few.flatMap(FewRows::empty);
            return empty.isPresent() ? empty.get() : detected(file, input, few);
        } catch (InputRefused e) {
            throw file.leavesSheets()
                    ? new InputRefused(e.getMessage() + "; it is "
                            + file.evidence().get(0) + "; set input.sheet where another one is meant")
                    : e;
        }
    }

    private FileFormat detected(PlainFile file, InputSettings input, Optional<FewRows> few) {
        FileFormat found;
        try {
            found = detected(file, input);
        } catch (InputRefused e) {
            return few.flatMap(FewRows::noList).orElseThrow(() -> e);
        }
        return few.flatMap(rows -> rows.emptyBelow(found)).orElse(found);
    }

    /** Nothing where the file is longer than the sample, or no text. */
    private Optional<FewRows> few(PlainFile file, InputSettings input) {
        Encoding.Stretch begin = stretch(file, 0);
        try {
            return begin.toEnd()
                    ? Optional.of(new FewRows(file, input, encoding(file, input, begin), begin.bytes()))
                    : Optional.empty();
        } catch (InputRefused e) {
            return Optional.empty();
        }
    }

    private FileFormat detected(PlainFile file, InputSettings input) {
        Layout layout = layout(file, input);
        String column = input.column();
        UnknownDelimiter unknown = new UnknownDelimiter(file, layout.sample(), numbers);
        PhoneColumn.Column chosen;
        try {
            chosen = column == null
                    ? layout.columns().detected()
                    : layout.columns().configured(column);
        } catch (InputRefused e) {
            throw unknown.named()
                    .or(() -> column == null ? unknown.unnamed() : Optional.empty())
                    .orElse(e);
        }
        if (chosen.share() == 0) {
            unknown.named().ifPresent(refusal -> {
                throw refusal;
            });
        }
        refuseNumbersAbove(layout.headerRow(), chosen.position() - 1, file.name(), layout.sample());
        return layout.format(chosen, "phone column " + chosen + (column == null ? "" : ": set by input.column"));
    }

    /**
     * The same for a file of which every number counts: one format for each column that holds numbers or is named so,
     * alike but for the column.
     *
     * @param whole whether it is all that there is; a part may hold notes
     * @return at least one, the column with the most numbers first; none for notes, without a column of numbers
     * @throws InputRefused as above, but not because several columns hold numbers
     */
    List<FileFormat> detectAll(PlainFile file, InputSettings input, boolean whole) {
        Layout layout = layout(file, input);
        List<PhoneColumn.Column> all = layout.columns().all();
        if (all.isEmpty() && !whole) {
            return List.of();
        }
        if (all.isEmpty()) {
            all = List.of(layout.columns().detected());
        }
        String evidence =
                (all.size() == 1 ? "phone column " : "phone columns, which are all read: ") + PhoneColumn.listed(all);
        return all.stream().map(column -> layout.format(column, evidence)).toList();
    }

    /** How notes are read, which have no column of numbers. */
    FileFormat detectNotes(PlainFile file, InputSettings input) {
        Layout layout = layout(file, input);
        return new FileFormat(
                layout.encoding().charset(),
                layout.sample().delimiter(),
                layout.encoding().markBytes(),
                1,
                List.of(),
                limits.maxColumns(),
                file.evidence());
    }

    /** All that is decided about a file but which column is read. */
    private record Layout(
            Encoding encoding,
            Sample sample,
            boolean quoted,
            int headerRow,
            List<String> header,
            PhoneColumn columns,
            List<String> evidence) {
        FileFormat format(PhoneColumn.Column chosen, String why) {
            Sample.Row last = headerRow < 0 ? null : sample.rows().get(headerRow);
            List<String> whole = new ArrayList<>(evidence);
            whole.add(why);
            return new FileFormat(
                    encoding.charset(),
                    sample.delimiter(),
                    last == null ? encoding.markBytes() : last.endByte(),
                    last == null ? 1 : last.nextLine(),
                    header,
                    chosen.position() - 1,
                    whole,
                    !quoted);
        }
    }

    private Layout layout(PlainFile file, InputSettings input) {
        boolean sheet = file.origin().isSheet();
        Encoding.Stretch read = stretch(file, 0);
        Encoding encoding = encoding(file, input, read);
        Encoding.Stretch begin = new Encoding.Stretch(0, encoding.content(read), read.toEnd());
        boolean quoted = sheet || input.quote();
        Sample sample = sample(file.name(), begin, encoding, sheet ? "," : delimiters(input), quoted);
        refuseWithoutRows(file.name(), sample, begin);

        int headerRow = headerRow(file.name(), sample, input);
        List<String> header =
                headerRow < 0 ? List.of() : sample.rows().get(headerRow).cells();
        List<String> evidence = new ArrayList<>(file.evidence());
        if (!sheet) {
            evidence.add(encoding.evidence());
            evidence.add(delimiterEvidence(sample, input));
        }
        if (!quoted) {
            evidence.add("quote none: set by input.quote");
        }
        evidence.add(headerEvidence(headerRow, header, input));
        PhoneColumn columns = new PhoneColumn(file.name(), columns(sample, header, headerRow + 1));
        return new Layout(encoding, sample, quoted, headerRow, header, columns, evidence);
    }

    private Encoding encoding(PlainFile file, InputSettings input, Encoding.Stretch begin) {
        return Encoding.of(file.name(), begin, wide(file, begin), file.origin().isSheet() ? null : input.encoding());
    }

    private Encoding.Stretch stretch(PlainFile file, long from) {
        try (RandomAccessFile in = new RandomAccessFile(file.path().toFile(), "r")) {
            in.seek(from);
            byte[] bytes = new byte[(int) Math.max(0, Math.min(limits.sampleBytes(), in.length() - from))];
            in.readFully(bytes);
            return new Encoding.Stretch(from, bytes, from + bytes.length >= in.length());
        } catch (IOException e) {
            throw InputRefused.unreadable(file.path(), e);
        }
    }

    private Encoding.Stretch wide(PlainFile file, Encoding.Stretch begin) {
        long first = file.survey().firstNonAscii();
        return first < begin.bytes().length ? begin : stretch(file, first);
    }

    private static String delimiters(InputSettings input) {
        return input.delimiter() == null ? FileFormat.DELIMITERS : String.valueOf(input.delimiter());
    }

    /**
     * The file as it looks with the delimiter that fits best.
     *
     * <ol>
     *   <li>The one by which all rows, the header too, have equally many cells.
     *   <li>The one that gives more rows a cell with numbers, one or several: a delimiter may stand between the numbers
     *       of a cell as well.
     *   <li>The one with the more regular, then wider rows, then the one that leaves fewer numbers in a cell with
     *       something else.
     * </ol>
     *
     * @throws InputRefused when two are equal in all of that: by the wrong one every second number would be lost
     */
    private Sample sample(String file, Encoding.Stretch begin, Encoding encoding, String delimiters, boolean quoted) {
        Comparator<Sample> better = Comparator.<Sample, Boolean>comparing(sample -> sample.isConsistent(numbers))
                .thenComparingDouble(sample -> sample.bestShare(numbers))
                .thenComparingInt(sample -> sample.columns() > 1 ? sample.regular() : 0)
                .thenComparingInt(Sample::columns)
                .thenComparingLong(sample -> sample.weight(numbers));
        List<Sample> samples = delimiters
                .chars()
                .mapToObj(delimiter -> Sample.of(begin.bytes(), begin.toEnd(), encoding, (char) delimiter, quoted))
                .toList();
        Sample best = samples.stream().reduce(samples.get(0), (a, b) -> better.compare(b, a) > 0 ? b : a);
        for (Sample other : samples) {
            boolean rival = other.delimiter() != best.delimiter() && better.compare(other, best) == 0;
            if (rival && best.columns() > 1 && best.bestShare(numbers) > 0) {
                throw new InputRefused(file + ": its cells may end at " + InputSettings.named(best.delimiter())
                        + " or at " + InputSettings.named(other.delimiter())
                        + ", and numbers stand on both sides; set input.delimiter");
            }
        }
        return best;
    }

    private void refuseWithoutRows(String file, Sample sample, Encoding.Stretch begin) {
        if (sample.rows().isEmpty() && begin.toEnd()) {
            throw new InputRefused(file + ": the file holds no row (" + begin.bytes().length
                    + " bytes, blank or in a quote that is never closed); check its export");
        }
        if (sample.rows().isEmpty()) {
            throw new InputRefused(file + ": no row ends within the first " + limits.sampleBytes()
                    + " bytes; check for a quote that is never closed, or raise qianhu.intake.sample-bytes");
        }
        if (sample.columns() > limits.maxColumns()) {
            throw new InputRefused(file + ": most rows have " + sample.columns() + " columns, " + limits.maxColumns()
                    + " are allowed; repair the file or raise qianhu.intake.max-columns");
        }
    }

    private int headerRow(String file, Sample sample, InputSettings input) {
        Integer line = input.header();
        if (line == null) {
            return new HeaderRow(sample, numbers, input.column()).find();
        }
        if (line == InputSettings.NO_HEADER) {
            return HeaderRow.NONE;
        }
        for (int i = 0; i < sample.rows().size(); i++) {
            if (sample.rows().get(i).line() == line) {
                return i;
            }
        }
        throw new InputRefused(file + ": input.header is " + line + ", but no row begins on that line of the first "
                + sample.rows().size() + " rows; set it to the line of the column names, or to none");
    }

    /** A header that is set holds for all files; one that has none, or has it further up, would lose its first rows. */
    private void refuseNumbersAbove(int headerRow, int phoneColumn, String file, Sample sample) {
        for (Sample.Row row : sample.rows().subList(0, headerRow + 1)) {
            if (phoneColumn < row.cells().size() && numbers.finds(row.cells().get(phoneColumn))) {
                throw new InputRefused(
                        file + " line " + row.line() + ": this row holds a number, and input.header makes"
                                + " it the header or a title, so that nobody would call it; correct input.header, or run"
                                + " files with other headers on their own");
            }
        }
    }

    private List<PhoneColumn.Column> columns(Sample sample, List<String> header, int firstRow) {
        List<PhoneColumn.Column> columns = new ArrayList<>();
        int width = Math.min(limits.maxColumns(), Math.max(header.size(), sample.columns()));
        for (int column = 0; column < width; column++) {
            String name = column < header.size() ? header.get(column) : "";
            columns.add(new PhoneColumn.Column(
                    column + 1,
                    name,
                    sample.share(column, firstRow, numbers),
                    sample.shareOfFilled(column, firstRow, numbers)));
        }
        return columns;
    }

    private static String delimiterEvidence(Sample sample, InputSettings input) {
        return "delimiter " + InputSettings.named(sample.delimiter()) + ": "
                + (input.delimiter() == null ? "" : "set by input.delimiter; ") + sample.regular() + " of the first "
                + sample.rows().size() + " rows have " + sample.columns() + " cells";
    }

    private static String headerEvidence(int headerRow, List<String> header, InputSettings input) {
        String set = input.header() == null ? "" : ", set by input.header";
        if (headerRow < 0) {
            return input.header() == null ? "no header: the first row holds values" : "no header" + set;
        }
        String titles = headerRow == 0 ? "" : " below title lines (" + headerRow + ")";
        return "header" + titles + ": " + header.size() + " names" + set;
    }
}
