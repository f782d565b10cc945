package io.qianhu.intake;

import io.qianhu.campaign.InputSettings;
import io.qianhu.message.Message;
import io.qianhu.number.NumberReader;
import io.qianhu.number.RejectReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides how to read a file: encoding, delimiter, title lines, header, phone column. It looks at the beginning of the
 * file, and at the first byte that is not ASCII when that comes later; so the same content is always read in the same
 * way.
 */
public final class FormatDetector {
    private static final Set<RejectReason> NO_GOOD =
            Set.of(RejectReason.MASKED, RejectReason.LOST_DIGITS, RejectReason.LANDLINE_NOT_ACCEPTED);

    private final NumberReader numbers;
    private final IntakeLimits limits;
    private final Reading reading;

    /** A detector that knows a phone column by the numbers that this reader accepts. */
    public FormatDetector(NumberReader numbers, IntakeLimits limits) {
        this(numbers, limits, Reading.TO_THE_END);
    }

    /** As above, for a process that may be told to end meanwhile; {@link #detect} ends as the reading does. */
    public FormatDetector(NumberReader numbers, IntakeLimits limits, Reading reading) {
        this.numbers = numbers;
        this.limits = limits;
        this.reading = reading;
    }

    /**
     * Looks at the first {@link IntakeLimits#sampleBytes} of the file and at most 1,000 rows of them.
     *
     * @param input what the campaign sets is taken, the rest is detected
     * @throws InputRefused when the file is empty, no text, has no phone column or several that may be it, says by a name
     *     that its people must not be called, or when a setting of the campaign cannot be true of it
     */
    public FileFormat detect(PlainFile file, InputSettings input) {
        NotToBeCalled.refuseName(file);
        StopLook look = new StopLook(reading.of(file.name()));
        try {
            Encoding.Stretch begin = Encoding.Stretch.of(file, 0, limits);
            Encoding encoding = encoding(file, input, begin);
            Optional<FewRows> few =
                    begin.toEnd() ? Optional.of(new FewRows(file, input, encoding, begin.bytes())) : Optional.empty();
            Optional<FileFormat> empty = few.flatMap(FewRows::empty);
            if (empty.isPresent()) {
                return empty.get();
            }
            FileFormat found = detected(file, input, encoding, begin, few, look);
            refuseLists(file);
            return found;
        } catch (InputRefused e) {
            throw file.leavesSheets()
                    ? new InputRefused(Message.of(
                            "intake.set-input-sheet-another-meant",
                            e,
                            file.evidence().get(0)))
                    : e;
        }
    }

    /** @param few nothing where the file is longer than the sample */
    private FileFormat detected(
            PlainFile file,
            InputSettings input,
            Encoding encoding,
            Encoding.Stretch begin,
            Optional<FewRows> few,
            StopLook look) {
        FileFormat found;
        try {
            found = detected(file, input, layout(file, input, encoding, begin, look));
        } catch (InputRefused e) {
            return few.flatMap(FewRows::noList).orElseThrow(() -> e);
        }
        return few.flatMap(rows -> rows.emptyBelow(found)).orElse(found);
    }

    /** Who is on another sheet must not be left out without a word. */
    private void refuseLists(PlainFile file) {
        List<String> lists = file.besides().stream()
                .filter(sheet -> sheet.isList(numbers))
                .map(SheetPreview::name)
                .toList();
        if (!lists.isEmpty()) {
            throw new InputRefused(
                    Message.of("intake.other-sheets-hold-column-phone", file.name(), String.join(", ", lists)));
        }
    }

    private FileFormat detected(PlainFile file, InputSettings input, Layout layout) {
        if (layout.hasNumberedRows()) {
            throw new InputRefused(Message.of("intake.line-header-name-less-rows", file.name(), layout.headerLine()));
        }
        String column = input.column();
        PhoneColumn columns = new PhoneColumn(file.name(), layout.columns(), layout.header(), layout.sheet());
        UnknownDelimiter unknown = new UnknownDelimiter(file, layout.sample(), numbers);
        SampleColumn chosen;
        try {
            chosen = column == null ? columns.detected() : columns.configured(column);
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
        if (column == null) {
            refuseTwins(file.name(), layout, chosen);
        }
        refuseRowsAbove(file.name(), layout, chosen, input.header() != null);
        if (layout.mayHaveSlipped(chosen)) {
            throw new InputRefused(
                    Message.of("intake.line-header-names", file.name(), layout.headerLine(), layout.names(), chosen));
        }
        FileFormat format = layout.format(
                chosen,
                numbers,
                Message.of(column == null ? "intake.phone-column" : "intake.phone-column-set-input-column", chosen),
                columns.rivals(chosen, column));
        tryOut(file, format, layout);
        return format;
    }

    /** Of two tables side by side, or a name written twice, the other column holds people as well, however few. */
    private static void refuseTwins(String file, Layout layout, SampleColumn chosen) {
        layout.columns().stream()
                .filter(column -> column != chosen && !column.name().another())
                .filter(column -> ColumnName.same(column.header(), chosen.header()))
                .filter(column -> column.differingFrom(chosen) > 0)
                .findFirst()
                .ifPresent(twin -> {
                    throw new InputRefused(Message.of("intake.columns-name-both-hold-numbers", file, chosen, twin));
                });
    }

    /** Reads the sample with the very classes that read the file, and refuses what they would refuse at its end. */
    private void tryOut(PlainFile file, FileFormat format, Layout layout) {
        List<Sample.Row> rows = layout.sample().rows();
        Sample.Row last = rows.get(rows.size() - 1);
        int from = (int) format.firstRowByte();
        byte[] bytes = Arrays.copyOfRange(layout.begin().bytes(), from, last.endByte());
        RowBlock block = new RowBlock(0, from, last.endByte(), format.firstRowLine(), last.nextLine(), bytes);
        RowWatch watch = new RowWatch(file.name(), format, RowWatch.Seen.NOTHING);
        watch.add(new BlockParser(format, numbers, limits).parse(block));
        watch.end();
    }

    private Layout layout(
            PlainFile file, InputSettings input, Encoding encoding, Encoding.Stretch read, StopLook look) {
        boolean sheet = file.origin().isSheet();
        Encoding.Stretch begin = new Encoding.Stretch(0, encoding.content(read), read.toEnd());
        boolean quoted = sheet || input.quote();
        Boolean escape = (sheet || !quoted) ? Boolean.FALSE : input.escape();
        Sample sample = sample(file.name(), begin, encoding, sheet ? "," : delimiters(input), quoted, escape, look);
        refuseWithoutRows(file.name(), sample, begin);

        int headerRow = headerRow(file.name(), sample, input);
        sample.rows().subList(0, headerRow + 1).forEach(row -> refuseTooWide(file.name(), row));
        List<String> header = headerRow < 0 ? List.of() : HeaderRow.names(sample, headerRow);
        List<Message> evidence = new ArrayList<>(file.evidence());
        if (!sheet) {
            evidence.add(encoding.evidence());
            evidence.add(delimiterEvidence(sample, input));
        }
        if (!quoted) {
            evidence.add(Message.of("intake.quote-none-set-input-quote"));
        }
        if (sample.escaped()) {
            evidence.add(escapeEvidence(sample, input));
        }
        evidence.add(headerEvidence(headerRow, header, input));
        List<SampleColumn> columns = columns(sample, header, headerRow, look);
        return new Layout(begin, encoding, sample, quoted, sheet, headerRow, header, columns, evidence);
    }

    private Encoding encoding(PlainFile file, InputSettings input, Encoding.Stretch begin) {
        Encoding.Stretch wide = Encoding.Stretch.wide(file, begin, limits);
        return Encoding.of(file.name(), begin, wide, file.origin().isSheet() ? null : input.encoding());
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
     * @throws InputRefused when two are equal in all of that: by the wrong one every second number would be lost; or when
     *     another one cuts the rows about as well, and gives other numbers: a cell may hold fields of its own
     */
    private Sample sample(
            String file,
            Encoding.Stretch begin,
            Encoding encoding,
            String delimiters,
            boolean quoted,
            @Nullable Boolean escape,
            StopLook look) {
        Comparator<Sample> better = Comparator.<Sample, Boolean>comparing(sample -> sample.isConsistent(numbers))
                .thenComparingDouble(sample -> sample.bestShare(numbers))
                .thenComparingInt(sample -> sample.columns() > 1 ? sample.regular() : 0)
                .thenComparingInt(Sample::columns)
                .thenComparingLong(sample -> sample.weight(numbers));
        List<Sample> samples = delimiters
                .chars()
                .mapToObj(delimiter -> {
                    look.step();
                    return escape == null
                            ? Sample.withEscapeDetected(begin.bytes(), begin.toEnd(), encoding, (char) delimiter)
                            : Sample.of(begin.bytes(), begin.toEnd(), encoding, (char) delimiter, quoted, escape);
                })
                .toList();
        Sample best = samples.stream().reduce(samples.get(0), (a, b) -> better.compare(b, a) > 0 ? b : a);
        for (Sample other : samples) {
            look.step();
            // One with more columns is refused in any case, and to compare all cells with all takes long.
            boolean rival = other.delimiter() != best.delimiter()
                    && best.columns() > 1
                    && Math.max(best.columns(), other.columns()) <= limits.maxColumns()
                    && best.bestShare(numbers) > 0
                    && (better.compare(other, best) == 0 || other.holdsOthersThan(best, numbers));
            if (rival) {
                throw new InputRefused(Message.of(
                        "intake.cells-may-end",
                        file,
                        InputSettings.named(best.delimiter()),
                        InputSettings.named(other.delimiter())));
            }
        }
        return best;
    }

    private void refuseWithoutRows(String file, Sample sample, Encoding.Stretch begin) {
        if (sample.rows().isEmpty() && begin.toEnd()) {
            throw new InputRefused(Message.of("intake.file-holds-no-row", file, begin.bytes().length));
        }
        if (sample.rows().isEmpty()) {
            throw new InputRefused(Message.of("intake.no-row-ends-within-first", file, limits.sampleBytes()));
        }
        if (sample.columns() > limits.maxColumns()) {
            throw new InputRefused(Message.of("intake.most-rows-columns", file, sample.columns(), limits.maxColumns()));
        }
    }

    private void refuseTooWide(String file, Sample.Row row) {
        int width = row.cells().size();
        if (width > limits.maxColumns()) {
            throw new InputRefused(
                    Message.of("intake.line-row-header-title", file, row.line(), width, limits.maxColumns()));
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
        throw new InputRefused(Message.of(
                "intake.input-header-but-no-row-begins",
                file,
                line,
                sample.rows().size()));
    }

    /**
     * What stands above the header is called by nobody, so no number may stand there.
     *
     * @param set whether the campaign says where the header is; then only the phone column counts, and only the header
     *     when that names phones
     */
    private void refuseRowsAbove(String file, Layout layout, SampleColumn chosen, boolean set) {
        for (Sample.Row row : layout.sample().rows().subList(0, layout.headerRow() + 1)) {
            boolean title =
                    set && row.line() < layout.headerLine() && chosen.name().isPhone();
            List<String> cells = set ? List.of(row.cell(chosen.position() - 1)) : row.cells();
            boolean isRow = !set && isBadRow(row, layout, chosen);
            if (isRow || (!title && cells.stream().anyMatch(numbers::finds))) {
                throw numberAbove(file, row.line(), layout.headerLine(), set);
            }
            boolean above = !set && row.line() < layout.headerLine() && row.filled() == 1;
            if (above && row.cells().stream().anyMatch(StrayRows::isTitleOfOthers)) {
                throw new InputRefused(Message.of("intake.line-title-says-rows-about", file, row.line()));
            }
            boolean hides = row.cells().stream()
                    .filter(cell -> cell.lines().count() > 1)
                    .flatMap(String::lines)
                    .anyMatch(line -> holdsNumber(line, layout.sample().delimiter()));
            if (hides) {
                throw new InputRefused(Message.of("intake.line-quote-row", file, row.line()));
            }
        }
    }

    /** Whether a row above the header is as wide, and has a number in the phone column that cannot be called. */
    private boolean isBadRow(Sample.Row row, Layout layout, SampleColumn chosen) {
        long reading = numbers.read(row.cell(chosen.position() - 1));
        return NumberReader.isReject(reading)
                && NO_GOOD.contains(NumberReader.reasonOf(reading))
                && row.width() == layout.names()
                && !HeaderRow.isTitle(row.cells().subList(0, chosen.position() - 1))
                && row.cells().stream().noneMatch(cell -> ColumnName.of(cell).isPhone());
    }

    private static InputRefused numberAbove(String file, long line, long headerLine, boolean set) {
        return new InputRefused(
                set
                        ? Message.of("intake.line-row-holds-number", file, line)
                        : Message.of("intake.number-above-header", file, line, headerLine));
    }

    /** Whether a line of a quoted cell holds numbers as a row would. */
    private boolean holdsNumber(String line, char delimiter) {
        return Stream.of(line.split(Pattern.quote(String.valueOf(delimiter)), -1))
                .anyMatch(numbers::finds);
    }

    private List<SampleColumn> columns(Sample sample, List<String> header, int headerRow, StopLook look) {
        List<SampleColumn> columns = new ArrayList<>();
        List<Sample.Row> below =
                sample.rows().subList(headerRow + 1, sample.rows().size());
        int width = Math.min(limits.maxColumns(), Math.max(header.size(), sample.columns()));
        UpperNames upper = new UpperNames(sample, headerRow, header);
        for (int column = 0; column < width; column++) {
            look.step();
            String name = column < header.size() ? header.get(column) : "";
            ColumnName said = upper.named(column, ColumnName.of(name));
            columns.add(new SampleColumn(column + 1, name, said, below, numbers));
        }
        return columns;
    }

    private static Message delimiterEvidence(Sample sample, InputSettings input) {
        return Message.of(
                input.delimiter() == null
                        ? "intake.delimiter-first-rows-cells"
                        : "intake.delimiter-set-input-delimiter",
                InputSettings.named(sample.delimiter()),
                sample.regular(),
                sample.rows().size(),
                sample.columns());
    }

    private static Message escapeEvidence(Sample sample, InputSettings input) {
        return input.escape() == null
                ? Message.of(
                        "intake.escape-backslash-quotes-within-cells",
                        sample.escapes(),
                        sample.rows().size())
                : Message.of("intake.escape-backslash-set-input-escape");
    }

    private static Message headerEvidence(int headerRow, List<String> header, InputSettings input) {
        Message set = input.header() == null ? Message.NONE : Message.of("intake.set-input-header");
        if (headerRow < 0) {
            return input.header() == null
                    ? Message.of("intake.no-header-first-row-holds")
                    : Message.of("intake.no-header", set);
        }
        Message titles = headerRow == 0 ? Message.NONE : Message.of("intake.below-title-lines", headerRow);
        return Message.of("intake.header-names", titles, header.size(), set);
    }
}
