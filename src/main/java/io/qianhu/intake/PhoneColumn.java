package io.qianhu.intake;

import io.qianhu.intake.ColumnName.Rank;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the column with the phone numbers. Detection may refuse; it never guesses whose numbers are meant.
 *
 * <p>How it is decided when the campaign does not say it:
 *
 * <ol>
 *   <li>Columns whose names speak of another person's role, or of something else with a number, are left aside: they
 *       never win, and never decide against the person's own column. Of the others the best named are the candidates;
 *       where none is named like a phone column, those in which at least a tenth of the rows holds a number.
 *   <li>The candidate with the most numbers is chosen.
 *   <li>A candidate that holds other numbers than the chosen one in at least 1 % of the rows is a rival; so is one whose
 *       filled cells are hardly any numbers: they may have been masked, cut or rounded.
 *   <li>Where the name of the chosen column is not plainly that of the person's own number, or its filled cells are
 *       hardly any numbers that are called, every column with other numbers, readable or hidden, in a tenth of the rows
 *       is a rival. Otherwise only such a one without a name, as one beside it may reach over both, and one that names a
 *       person before it.
 *   <li>With rivals the file is refused.
 * </ol>
 */
final class PhoneColumn {
    static final double SOME = 0.1;
    private static final int MAX_LISTED = 20;

    private final String file;
    private final List<SampleColumn> columns;
    private final List<String> header;

    /** @param header empty without one */
    PhoneColumn(String file, List<SampleColumn> columns, List<String> header) {
        this.file = file;
        this.columns = List.copyOf(columns);
        this.header = header;
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
            SampleColumn best = named.get(0);
            return withoutRivals(best, columns, column -> isNameless(column) && column.shareBeside(best) >= SOME);
        }
        return where(column -> Integer.toString(column.position()).equals(nameOrPosition.strip())).stream()
                .findFirst()
                .orElseThrow(() -> new InputRefused(file + ": input.column \"" + nameOrPosition
                        + "\" is no column of the file; the columns are " + listed(columns)
                        + "; where the names stand on another line, set input.header to it"));
    }

    /** The only column that can be meant. */
    SampleColumn detected() {
        List<SampleColumn> own = where(PhoneColumn::mayWin);
        List<SampleColumn> named =
                own.stream().filter(column -> column.name().isPhone()).toList();
        SampleColumn best = named.isEmpty() ? unnamed(own) : named(named);
        return withoutRivals(best, own, column -> isBeside(column, best) && column.shareBeside(best) >= SOME);
    }

    /**
     * The columns that may turn out behind the sample to be meant as well.
     *
     * @param configured the chosen column as the campaign names it; null where it was detected
     */
    List<Rival> rivals(SampleColumn best, @Nullable String configured) {
        if (configured != null) {
            boolean byName = ColumnName.alike(best.header(), configured);
            return where(column -> byName && column != best && isNameless(column)).stream()
                    .map(column -> new Rival(column.position() - 1, false))
                    .toList();
        }
        return where(column -> column != best && mayWin(column)).stream()
                .filter(column -> isAlike(column, best)
                        || (isBeside(column, best) && (column.name().isPhone() || column.mayBeFilled())))
                .map(column -> new Rival(column.position() - 1, isAlike(column, best)))
                .toList();
    }

    private static boolean isAlike(SampleColumn column, SampleColumn best) {
        return column.name().rank() == best.name().rank() && (best.name().isPhone() || column.share() >= SOME);
    }

    private static boolean mayWin(SampleColumn column) {
        return !column.name().another() && column.name().rank() != Rank.NO_PHONE;
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

    private SampleColumn named(List<SampleColumn> named) {
        Rank best = Collections.max(
                named.stream().map(column -> column.name().rank()).toList());
        return withoutRivals(
                named.stream().filter(column -> column.name().rank() == best).toList());
    }

    private SampleColumn withoutRivals(List<SampleColumn> candidates) {
        SampleColumn best = candidates.stream()
                .max(Comparator.comparingInt(SampleColumn::readable))
                .orElseThrow();
        return withoutRivals(best, candidates, column -> isRival(column, best));
    }

    private SampleColumn withoutRivals(SampleColumn best, List<SampleColumn> among, Predicate<SampleColumn> rival) {
        List<SampleColumn> all = among.stream()
                .filter(column -> column == best || rival.test(column))
                .toList();
        if (all.size() > 1) {
            throw new InputRefused(file + ": several columns may hold the phone numbers: " + shown(all)
                    + "; name the right one in the campaign, such as input: { column: " + value(all.get(0)) + " }");
        }
        return best;
    }

    private static boolean isRival(SampleColumn column, SampleColumn best) {
        boolean called = best.readable() > 0;
        int others = called ? column.besides(best) : column.differingFrom(best);
        boolean holdsOthers = others > 0 && (long) others * Rival.ROWS_OF_ONE >= column.rows();
        return holdsOthers || (called && column.isUnreadable());
    }

    /** Whether it may be meant though its name is not as good, if it holds other numbers in a tenth of the rows. */
    private boolean isBeside(SampleColumn column, SampleColumn best) {
        boolean plain = best.name().rank() == Rank.EXACT && !best.name().doubtful() && best.shareOfFilled() >= SOME;
        return !plain || isNameless(column) || isOfFirstPerson(column, best);
    }

    /** Whether the header has no name for it: one beside it may reach over both. */
    private boolean isNameless(SampleColumn column) {
        return column.header().isBlank() && column.position() <= header.size();
    }

    /** Whether a person's phone stands before the chosen column, which may be that of the next person: 学员手机, 电话. */
    private boolean isOfFirstPerson(SampleColumn column, SampleColumn best) {
        return column.name().isPhone()
                && column.position() < best.position()
                && ColumnName.isOfPerson(column.header(), columns.stream().map(SampleColumn::header));
    }

    private List<SampleColumn> where(Predicate<SampleColumn> test) {
        return columns.stream().filter(test).toList();
    }

    private static List<SampleColumn> concat(List<SampleColumn> one, List<SampleColumn> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private String value(SampleColumn column) {
        return value(header, column.position());
    }

    /** How the campaign names the column at a position from 1. */
    static String value(List<String> header, int position) {
        String name = position <= header.size() ? header.get(position - 1) : "";
        boolean byName = header.stream().noneMatch(String::isBlank)
                && SampleColumn.shown(name).equals(name)
                && name.indexOf('"') < 0
                && name.indexOf('\\') < 0
                && header.stream().filter(other -> ColumnName.same(other, name)).count() == 1;
        return byName ? "\"" + name + "\"" : Integer.toString(position);
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
