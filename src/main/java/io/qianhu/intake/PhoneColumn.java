package io.qianhu.intake;

import io.qianhu.intake.ColumnName.Rank;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Chooses the column with the phone numbers. Detection may refuse; it never guesses whose numbers are meant.
 *
 * <p>How it is decided when the campaign does not say it:
 *
 * <ol>
 *   <li>Columns whose names speak of another person's role are left aside: they never win, and never decide against the
 *       person's own column. Of the others the best named are the candidates; where none is named like a phone column,
 *       those in which at least a tenth of the rows holds a number.
 *   <li>The candidate with the most numbers is chosen. Where the best named ones hold nothing but numbers of a kind that
 *       is not called, such as landlines, those with the next best names are looked at in the same way.
 *   <li>A candidate that holds other numbers than the chosen one in at least 1 % of the rows is a rival; so is one whose
 *       filled cells are hardly any numbers: they may have been masked, cut or rounded. With rivals the file is refused.
 *   <li>A chosen column whose filled cells are mostly no numbers, or that is blank, is refused when another column holds
 *       some, unless that is another person's by its name.
 * </ol>
 */
final class PhoneColumn {
    static final double SOME = 0.1;
    private static final int MAX_LISTED = 20;
    private static final int ROWS_OF_ONE_RIVAL = 100;

    private final String file;
    private final List<SampleColumn> columns;

    PhoneColumn(String file, List<SampleColumn> columns) {
        this.file = file;
        this.columns = List.copyOf(columns);
    }

    /** The column with this header name, or else at this position. */
    SampleColumn configured(String nameOrPosition) {
        List<SampleColumn> named = where(column -> ColumnName.same(column.header(), nameOrPosition));
        if (named.isEmpty()) {
            named = where(column -> ColumnName.alike(column.header(), nameOrPosition));
        }
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
    SampleColumn detected() {
        List<SampleColumn> own = where(column -> !column.name().another());
        List<SampleColumn> named =
                own.stream().filter(column -> column.name().isPhone()).toList();
        return named.isEmpty() ? unnamed(own) : named(own, named);
    }

    private SampleColumn unnamed(List<SampleColumn> own) {
        List<SampleColumn> some =
                own.stream().filter(column -> column.share() >= SOME).toList();
        List<SampleColumn> others = where(column -> column.name().another()
                && (column.share() >= SOME || (column.name().isPhone() && column.readable() > 0)));
        if (some.isEmpty() && others.isEmpty()) {
            throw new InputRefused(file + ": no column of phone numbers was found among " + listed(columns)
                    + "; set input.column to a header name or a position from 1");
        }
        if (!others.isEmpty()) {
            throw new InputRefused(file
                    + ": the phone numbers seem to be those of other people than the rows are about: "
                    + shown(concat(others, some)) + "; name the right one in the campaign, such as input: { column: "
                    + value(some.isEmpty() ? others.get(0) : some.get(0)) + " }");
        }
        return withoutRivals(some);
    }

    private SampleColumn named(List<SampleColumn> own, List<SampleColumn> named) {
        SampleColumn best = named.get(0);
        List<SampleColumn> passed = new ArrayList<>();
        for (Rank rank : List.of(Rank.EXACT, Rank.ENDING)) {
            List<SampleColumn> ranked = named.stream()
                    .filter(column -> column.name().rank() == rank)
                    .toList();
            if (!ranked.isEmpty()) {
                SampleColumn candidate = withoutRivals(ranked);
                best = passed.isEmpty() || candidate.readable() > 0 ? candidate : best;
                passed.addAll(ranked);
                if (!holdOtherKinds(ranked)) {
                    break;
                }
            }
        }
        List<SampleColumn> instead = own.stream()
                .filter(column -> !passed.contains(column) && column.share() >= SOME)
                .toList();
        if (best.shareOfFilled() < SOME && !instead.isEmpty()) {
            throw new InputRefused(
                    file + ": the column that is named for phone numbers holds hardly any: " + shown(List.of(best))
                            + "; they stand elsewhere, and may be those of other people: " + shown(instead)
                            + "; name the right one in the campaign, such as input: { column: " + value(best) + " }");
        }
        return best;
    }

    /** Whether they hold numbers, and none of them one of a kind that is called. */
    private static boolean holdOtherKinds(List<SampleColumn> columns) {
        return columns.stream().anyMatch(SampleColumn::isOfOtherKind)
                && columns.stream().allMatch(column -> column.isOfOtherKind() || column.isBlank());
    }

    private SampleColumn withoutRivals(List<SampleColumn> candidates) {
        SampleColumn best = candidates.stream()
                .max(Comparator.comparingInt(SampleColumn::readable))
                .orElseThrow();
        List<SampleColumn> rivals = candidates.stream()
                .filter(column -> column != best && isRival(column, best))
                .toList();
        if (rivals.isEmpty()) {
            return best;
        }
        List<SampleColumn> all = candidates.stream()
                .filter(column -> column == best || rivals.contains(column))
                .toList();
        throw new InputRefused(file + ": several columns may hold the phone numbers: " + shown(all)
                + "; name the right one in the campaign, such as input: { column: " + value(all.get(0)) + " }");
    }

    private static boolean isRival(SampleColumn column, SampleColumn best) {
        int differing = column.differingFrom(best);
        boolean holdsOthers = differing > 0 && (long) differing * ROWS_OF_ONE_RIVAL >= column.rows();
        return holdsOthers || (best.readable() > 0 && column.isUnreadable());
    }

    private List<SampleColumn> where(Predicate<SampleColumn> test) {
        return columns.stream().filter(test).toList();
    }

    private static List<SampleColumn> concat(List<SampleColumn> one, List<SampleColumn> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    /** How the campaign names it. */
    private String value(SampleColumn column) {
        boolean byName = column.shownName().equals(column.header())
                && column.header().indexOf('"') < 0
                && column.header().indexOf('\\') < 0
                && where(other -> ColumnName.same(other.header(), column.header()))
                                .size()
                        == 1;
        return byName ? "\"" + column.header() + "\"" : Integer.toString(column.position());
    }

    private static String shown(List<SampleColumn> columns) {
        return listed(columns, column -> column + (column.isBlank() ? "" : " such as " + column.example()));
    }

    static String listed(List<SampleColumn> columns) {
        return listed(columns, SampleColumn::toString);
    }

    private static String listed(List<SampleColumn> columns, Function<SampleColumn, String> shown) {
        String some = columns.stream().limit(MAX_LISTED).map(shown).collect(Collectors.joining(", "));
        return columns.size() > MAX_LISTED ? some + " and " + (columns.size() - MAX_LISTED) + " more" : some;
    }
}
