package io.qianhu.intake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Chooses the column with the phone numbers.
 *
 * <p>How it is decided when the campaign does not say it:
 *
 * <ol>
 *   <li>The candidates are the columns named like a phone column; when there is none, those in which at least a tenth
 *       of the rows holds a number.
 *   <li>The candidate with the greatest share of numbers is chosen, when every other has less than half of that share.
 *   <li>A column with another name that is mostly numbers stands against a candidate that is not.
 * </ol>
 */
final class PhoneColumn {
    private static final double SOME = 0.1;
    private static final double MOST = 0.5;
    private static final int MAX_LISTED = 20;

    private final String file;
    private final List<Column> columns;

    /**
     * One column of the sample.
     *
     * @param position from 1
     * @param name empty without a header
     * @param share part of its cells that are numbers, from 0 to 1
     * @param shareOfFilled the same of those cells only that are not blank
     */
    record Column(int position, String name, double share, double shareOfFilled) {
        /** Long digits are hidden: a row that was taken for the header may hold a number. */
        @Override
        public String toString() {
            String shown = name.strip().replaceAll("\\p{Nd}{5,}", "****").replaceAll("\\s+", " ");
            String quoted = shown.isEmpty() ? "" : " \"" + shown.substring(0, Math.min(40, shown.length())) + "\"";
            return position + quoted + " (" + Math.round(100 * share) + " % numbers)";
        }
    }

    PhoneColumn(String file, List<Column> columns) {
        this.file = file;
        this.columns = List.copyOf(columns);
    }

    /** The column with this header name, or else at this position. */
    Column configured(String nameOrPosition) {
        List<Column> named = where(column -> PhoneWords.same(column.name(), nameOrPosition));
        if (named.size() > 1) {
            throw new InputRefused(file + ": input.column \"" + nameOrPosition + "\" names several columns: "
                    + listed(named) + "; set it to a position");
        }
        if (named.size() == 1) {
            return named.get(0);
        }
        return where(column -> Integer.toString(column.position()).equals(nameOrPosition.strip())).stream()
                .findFirst()
                .orElseThrow(() -> new InputRefused(file + ": input.column \"" + nameOrPosition
                        + "\" is no column of the file; the columns are " + listed(columns)
                        + "; where the names stand on another line, set input.header to it"));
    }

    /** The only column that can be meant. */
    Column detected() {
        List<Column> candidates = where(column -> PhoneWords.name(column.name()));
        if (candidates.isEmpty()) {
            candidates = where(column -> column.share() >= SOME);
        }
        if (candidates.isEmpty()) {
            throw new InputRefused(file + ": no column of phone numbers was found among " + listed(columns)
                    + "; set input.column to a header name or a position from 1");
        }
        Column best = candidates.stream()
                .max(Comparator.comparingDouble(Column::share))
                .orElseThrow();
        List<Column> equals = equals(best, candidates);
        if (equals.size() > 1) {
            throw new InputRefused(file + ": several columns may hold the phone numbers: " + listed(equals)
                    + "; set input.column to the name or position of one");
        }
        return best;
    }

    /**
     * Every column that is named like a phone column or in which at least a tenth of the filled cells are numbers, the
     * one with the greatest share first.
     */
    List<Column> all() {
        return where(column -> PhoneWords.numbered(column.name()) || column.shareOfFilled() >= SOME).stream()
                .sorted(Comparator.comparingDouble(Column::share).reversed())
                .toList();
    }

    private List<Column> equals(Column best, List<Column> candidates) {
        List<Column> equals = new ArrayList<>();
        for (Column column : columns) {
            boolean close = candidates.contains(column) && 2 * column.share() >= best.share();
            boolean rival = best.share() < MOST && column.share() >= MOST;
            if (close || rival) {
                equals.add(column);
            }
        }
        return equals;
    }

    private List<Column> where(Predicate<Column> test) {
        return columns.stream().filter(test).toList();
    }

    static String listed(List<Column> columns) {
        String some = columns.stream().limit(MAX_LISTED).map(Column::toString).collect(Collectors.joining(", "));
        return columns.size() > MAX_LISTED ? some + " and " + (columns.size() - MAX_LISTED) + " more" : some;
    }
}
