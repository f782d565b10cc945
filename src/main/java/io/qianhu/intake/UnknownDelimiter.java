package io.qianhu.intake;

import io.qianhu.message.Message;
import io.qianhu.number.NumberReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says why no cell is a number though the rows hold numbers.
 *
 * <ol>
 *   <li>Looked at are rows in which a number is found beside something else, and no cell that is one.
 *   <li>What stands right before the number, or else right behind it, and is neither letter nor digit, quote nor
 *       bracket, may be a delimiter. A run of blanks is one.
 *   <li>It is, when it is the same in nearly all of these rows, cuts nearly all rows of the file into equally many
 *       cells, and leaves a column in which most cells are numbers.
 * </ol>
 */
final class UnknownDelimiter {
    private static final double NEARLY_ALL = 0.9;
    private static final double MOST = 0.5;

    private static final Pattern NUMBER =
            Pattern.compile("(?<![0-9])(?:1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8})(?![0-9])");
    private static final Pattern BESIDE = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\"'\\p{Ps}\\p{Pe}]+");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

    private final PlainFile file;
    private final Sample sample;
    private final NumberReader numbers;

    UnknownDelimiter(PlainFile file, Sample sample, NumberReader numbers) {
        this.file = file;
        this.sample = sample;
        this.numbers = numbers;
    }

    /** The refusal of a file with one column, whose cells end at something that is not read. */
    Optional<InputRefused> named() {
        List<String> hiding = hiding();
        if (file.origin().isSheet()
                || sample.columns() != 1
                || hiding.size() < MOST * sample.rows().size()) {
            return Optional.empty();
        }
        Map<String, Integer> seen = new HashMap<>();
        hiding.forEach(row -> seen.merge(besideTheNumber(row), 1, Integer::sum));
        return seen.entrySet().stream()
                .filter(entry -> !entry.getKey().isEmpty() && entry.getValue() >= NEARLY_ALL * hiding.size())
                .filter(entry -> cutsWell(entry.getKey()))
                .findFirst()
                .map(entry ->
                        new InputRefused(Message.of("intake.cells-seem-end", file.name(), shown(entry.getKey()))));
    }

    /** The refusal of a file in which no column was found, and numbers stand beside something else all the same. */
    Optional<InputRefused> unnamed() {
        int hiding = hiding().size();
        return hiding == 0 || hiding < MOST * sample.rows().size()
                ? Optional.empty()
                : Optional.of(new InputRefused(
                        file.origin().isSheet()
                                ? Message.of(
                                        "intake.no-cell-phone-number",
                                        file.name(),
                                        hiding,
                                        sample.rows().size())
                                : Message.of(
                                        "intake.numbers-beside-something-else",
                                        file.name(),
                                        hiding,
                                        sample.rows().size())));
    }

    /** The rows that hold a number in a cell with something else, and no cell that is one. */
    private List<String> hiding() {
        return sample.rows().stream()
                .filter(row -> row.cells().stream().noneMatch(numbers::holds))
                .map(row -> String.join(String.valueOf(sample.delimiter()), row.cells()))
                .filter(text -> NUMBER.matcher(text).results().anyMatch(found -> numbers.finds(found.group())))
                .toList();
    }

    private static String besideTheNumber(String row) {
        Matcher number = NUMBER.matcher(row);
        if (!number.find()) {
            return "";
        }
        String run = reversed(beginOf(reversed(row.substring(0, number.start()))));
        run = run.isEmpty() ? beginOf(row.substring(number.end())) : run;
        return BLANKS.matcher(run).matches() ? " " : run.strip();
    }

    private static String beginOf(String text) {
        Matcher beside = BESIDE.matcher(text);
        return beside.lookingAt() ? beside.group() : "";
    }

    private static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    private boolean cutsWell(String delimiter) {
        Pattern cut = delimiter.equals(" ") ? BLANKS : Pattern.compile(Pattern.quote(delimiter));
        List<String[]> rows = sample.rows().stream()
                .map(row -> cut.split(row.cell(0).strip(), -1))
                .toList();
        Map<Integer, Integer> widths = new HashMap<>();
        rows.forEach(row -> widths.merge(row.length, 1, Integer::sum));
        boolean regular = widths.entrySet().stream()
                .anyMatch(width -> width.getKey() > 1 && width.getValue() >= NEARLY_ALL * rows.size());
        int widest = rows.stream().mapToInt(row -> row.length).max().orElse(0);
        for (int column = 0; regular && column < widest; column++) {
            int at = column;
            long found = rows.stream()
                    .filter(row -> at < row.length && numbers.finds(row[at]))
                    .count();
            if (found >= MOST * rows.size()) {
                return true;
            }
        }
        return false;
    }

    private static Message shown(String delimiter) {
        if (delimiter.equals(" ")) {
            return Message.of("intake.blank");
        }
        StringBuilder shown = new StringBuilder("\"");
        delimiter
                .codePoints()
                .forEach(c ->
                        shown.append(Character.isISOControl(c) ? String.format("\\x%02x", c) : Character.toString(c)));
        return Message.text(shown.append('"').toString());
    }
}
