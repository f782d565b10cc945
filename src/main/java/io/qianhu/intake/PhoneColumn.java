package io.qianhu.intake;

import io.qianhu.intake.ColumnName.Rank;
import io.qianhu.intake.ColumnName.Whose;
import io.qianhu.message.Message;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the column with the phone numbers. Detection may refuse; it never guesses whose numbers are meant.
 *
 * <p>How it is decided when the campaign does not say it:
 *
 * <ol>
 *   <li>Columns that name another person, or things with numbers of their own, never win. Of the others the best named
 *       are the candidates; of those the one with the most numbers is chosen.
 *   <li>A candidate that holds other numbers than the chosen one in at least 1 % of the rows is a rival; so is one whose
 *       filled cells are hardly any numbers: they may have been masked, cut or rounded.
 *   <li>So is a column with other numbers, readable or hidden, in a tenth of the rows, unless it is known to be none: a
 *       thing always; another person's, where the chosen one is not only a spare; beside a whole word also a spare, and
 *       a name that has nothing to do with phones.
 *   <li>What is known to be none is one all the same where another name than the person's own stands between them, so
 *       that the chosen column may be of that one: {@code 学生,家长电话,学校,电话}.
 *   <li>With rivals the file is refused.
 *   <li>The chosen column must bear a name that is known to mean the person of the list, or that person's name stands in
 *       a column of its own and no other's does; and it must not stand behind another person's name, with nothing but
 *       what is told of that one in between.
 *   <li>Without a header, or where there is one column only, the one that holds numbers is taken, unless it is an id, or
 *       a part of its cells is something else.
 * </ol>
 */
final class PhoneColumn {
    static final double SOME = 0.1;
    static final double NEARLY_ALL = 0.9;

    /** So many letters are a word in Chinese, and tell words apart in English. */
    private static final int SAME_WORD = 2;

    private static final int MAX_LISTED = 20;

    private final String file;
    private final List<SampleColumn> columns;
    private final List<String> header;
    private final int width;

    /** Columns with the name of somebody or of an organisation. */
    private final List<SampleColumn> people;

    /**
     * @param header empty without one
     * @param sheet whether the blank names at the end of the header are left out, as in a sheet
     */
    PhoneColumn(String file, List<SampleColumn> columns, List<String> header, boolean sheet) {
        this.file = file;
        this.columns = List.copyOf(columns);
        this.header = header;
        this.width = sheet && !header.isEmpty() ? columns.size() : header.size();
        this.people = where(column -> column.share() < SOME && ColumnName.isSomebody(column.header()));
    }

    /** The column with this header name, or else at this position. */
    SampleColumn configured(String nameOrPosition) {
        List<SampleColumn> named = where(column -> ColumnName.same(column.header(), nameOrPosition));
        if (named.isEmpty()) {
            named = where(column -> ColumnName.alike(column.header(), nameOrPosition));
        }
        if (named.size() > 1) {
            throw new InputRefused(
                    Message.of("intake.input-column-names-several-columns", file, nameOrPosition, listed(named)));
        }
        if (named.size() == 1) {
            SampleColumn best = named.get(0);
            return requireWhole(
                    withoutRivals(best, columns, column -> isNameless(column) && column.shareBeside(best) >= SOME));
        }
        return where(column -> Integer.toString(column.position()).equals(nameOrPosition.strip())).stream()
                .findFirst()
                .map(this::requireWhole)
                .orElseThrow(() -> new InputRefused(
                        Message.of("intake.input-column-no-column-file", file, nameOrPosition, listed(columns))));
    }

    /** The only column that can be meant. */
    SampleColumn detected() {
        List<SampleColumn> own = where(PhoneColumn::mayWin);
        List<SampleColumn> named =
                own.stream().filter(column -> column.name().isPhone()).toList();
        SampleColumn best = named.isEmpty() ? unnamed(own) : named(named);
        withoutRivals(best, columns, column -> mayBeMeant(column, best) && column.shareBeside(best) >= SOME);
        requirePlain(best);
        return requireWhole(best);
    }

    /** Refuses what a spreadsheet has shown as 1.39E+10 and then stored as that. */
    private SampleColumn requireWhole(SampleColumn best) {
        if (best.isRounded()) {
            throw new InputRefused(Message.of("intake.numbers-end-zeros", file, best));
        }
        return best;
    }

    /** Refuses a name that nobody knows, and one that stands behind another person than the rows are about. */
    private void requirePlain(SampleColumn best) {
        List<SampleColumn> named = namesOf(best).toList();
        boolean ofNamed = !named.isEmpty()
                && people.stream().allMatch(one -> named.contains(one) || !ColumnName.isSubject(one.header()));
        boolean known = best.header().isBlank()
                || ColumnName.isPlain(best.header())
                || (columns.size() == 1 && !ColumnName.saysWhose(best.header()))
                || (best.name().whose() != Whose.MIXED && ofNamed);
        if (!known) {
            throw doubtful(best, null);
        }
        List<SampleColumn> owners =
                people.stream().filter(one -> ColumnName.isOwn(one.header())).toList();
        if (!owners.isEmpty() && owners.stream().allMatch(best::isSharedBy)) {
            throw new InputRefused(
                    Message.of("intake.rows-share-number", file, shown(List.of(best)), owners.get(0), value(best)));
        }
        SampleColumn before = where(column -> column.position() < best.position()
                        && !column.header().isBlank()
                        && !(ColumnName.isAnothersName(column.header()) && best.isApartFrom(column))
                        && !ColumnName.isPersonalDetail(column.header())
                        && !isToldOfSomebody(column))
                .stream()
                .reduce((one, later) -> later)
                .orElse(null);
        if (before != null && !ofNamed && isOfAnother(before)) {
            throw doubtful(best, before);
        }
    }

    /** Whether a column tells something of the very person who is named in another one before it: 业务员, 业务员部门. */
    private boolean isToldOfSomebody(SampleColumn column) {
        if (!column.name().another() || people.contains(column)) {
            return false;
        }
        String told = ColumnName.plain(column.header());
        return people.stream()
                .filter(person -> person.position() < column.position())
                .map(person -> ColumnName.plain(person.header()))
                .anyMatch(name -> told.startsWith(name.substring(0, Math.min(SAME_WORD, name.length()))));
    }

    /** @param before whose the numbers may be; null where nobody knows */
    private InputRefused doubtful(SampleColumn best, @Nullable SampleColumn before) {
        return new InputRefused(
                before == null
                        ? Message.of("intake.column-not-plainly-whose", file, shown(List.of(best)), value(best))
                        : Message.of("intake.column-behind-another", file, shown(List.of(best)), before, value(best)));
    }

    /**
     * Whether a phone that follows, right behind it or behind what is told of a person, may be that of somebody else than the
     * rows are about.
     */
    private boolean isOfAnother(SampleColumn before) {
        if (ColumnName.isRelation(before.header())) {
            return true;
        }
        if (!people.contains(before) || ColumnName.isOrganisation(before.header())) {
            return false;
        }
        boolean others = people.stream()
                .anyMatch(one -> one.position() > before.position()
                        || (one != before && !ColumnName.isOrganisation(one.header())));
        return ColumnName.isAnothersName(before.header())
                ? others || columns.stream().anyMatch(column -> ColumnName.isAccount(column.header()))
                : ColumnName.isPerson(before.header())
                        && !ColumnName.isOwn(before.header())
                        && people.stream()
                                .anyMatch(one -> one != before
                                        && (ColumnName.isOwn(one.header())
                                                || (one.position() == before.position() + 2
                                                        && ColumnName.isPerson(one.header()))));
    }

    /** The columns with the name of the very person whose phone it is: 宝妈 of 宝妈电话. */
    private Stream<SampleColumn> namesOf(SampleColumn column) {
        String person = ColumnName.personOf(column.header());
        return people.stream().filter(name -> column.name().isPhone() && ColumnName.isNameOf(person, name.header()));
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
        return where(column -> column != best && (isAlike(column, best) || mayBeMeant(column, best))).stream()
                .filter(column -> isAlike(column, best) || column.name().isPhone() || column.mayBeFilled())
                .map(column -> new Rival(column.position() - 1, isAlike(column, best)))
                .toList();
    }

    private static boolean isAlike(SampleColumn column, SampleColumn best) {
        return mayWin(column)
                && column.name().rank().compareTo(best.name().rank()) >= 0
                && (best.name().isPhone() || column.share() >= SOME);
    }

    private static boolean mayWin(SampleColumn column) {
        Whose whose = column.name().whose();
        return whose != Whose.ANOTHER && whose != Whose.THING;
    }

    private SampleColumn unnamed(List<SampleColumn> own) {
        List<SampleColumn> some =
                own.stream().filter(column -> column.share() >= SOME).toList();
        List<SampleColumn> others = where(column -> column.name().another()
                && (column.share() >= SOME || (column.name().isPhone() && column.readable() > 0)));
        if (some.isEmpty() && others.isEmpty()) {
            throw noneFound();
        }
        if (some.isEmpty() && others.size() == 1 && isListOf(others.get(0))) {
            return others.get(0);
        }
        if (!others.isEmpty()) {
            throw new InputRefused(Message.of(
                    "intake.phone-numbers-seem-those-other",
                    file,
                    shown(concat(others, some)),
                    value(some.isEmpty() ? others.get(0) : some.get(0))));
        }
        SampleColumn best = withoutRivals(some);
        if (!best.header().isBlank() && (ColumnName.isAccount(best.header()) || best.shareOfFilled() < NEARLY_ALL)) {
            throw noneFound();
        }
        return best;
    }

    private InputRefused noneFound() {
        return new InputRefused(Message.of("intake.no-column-phone-numbers-found", file, listed(columns)));
    }

    /** Whether the rows are about the people whose role the column names: nothing else is told in the header. */
    private boolean isListOf(SampleColumn column) {
        String person = ColumnName.personOf(column.header());
        return column.name().isPhone()
                && namesOf(column).count() == 1
                && columns.stream()
                        .map(SampleColumn::header)
                        .allMatch(other -> other.equals(column.header())
                                || ColumnName.isNameOf(person, other)
                                || StrayRows.isRowNumber(other)
                                || ColumnName.isPersonalDetail(other));
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
        return withoutRivals(
                best, candidates, column -> isRival(column, best) || (column.isBlank() && isApart(column, best)));
    }

    private SampleColumn withoutRivals(SampleColumn best, List<SampleColumn> among, Predicate<SampleColumn> rival) {
        List<SampleColumn> all = among.stream()
                .filter(column -> column == best || (rival.test(column) && !column.isMaskOf(best)))
                .toList();
        if (all.size() > 1) {
            throw new InputRefused(
                    Message.of("intake.several-columns-may-hold-phone", file, shown(all), value(helpful(all))));
        }
        return best;
    }

    private static boolean isRival(SampleColumn column, SampleColumn best) {
        boolean called = best.readable() > 0;
        int others = called ? column.besides(best) : column.differingFrom(best);
        boolean holdsOthers = others > 0 && (long) others * Rival.ROWS_OF_ONE >= column.rows();
        return holdsOthers || (called && column.isUnreadable());
    }

    /** Of the best named the one with the most numbers. */
    private static SampleColumn helpful(List<SampleColumn> candidates) {
        Comparator<SampleColumn> better = Comparator.<SampleColumn, Boolean>comparing(PhoneColumn::mayWin)
                .thenComparing(column -> column.name().rank())
                .thenComparing(SampleColumn::readable)
                .thenComparing(column -> -column.position());
        return Collections.max(candidates, better);
    }

    /** Whether it may be meant though its name is not as good, if it holds other numbers in a tenth of the rows. */
    private boolean mayBeMeant(SampleColumn column, SampleColumn best) {
        Whose whose = column.name().whose();
        if (column == best || whose == Whose.THING) {
            return false;
        }
        Whose chosen = best.name().whose();
        if (isNameless(column) || whose == Whose.MIXED || chosen == Whose.MIXED || isApart(column, best)) {
            return true;
        }
        if (whose == Whose.ANOTHER) {
            return chosen == Whose.SPARE;
        }
        boolean plain = best.name().rank() == Rank.EXACT && best.shareOfFilled() >= SOME;
        return !plain
                || (whose != Whose.SPARE
                        && ColumnName.isPhonish(column.header())
                        && !(isSubjects(best) && isOfSomebodyElse(column)));
    }

    /** Whether it stands behind the name of whom the rows are about. */
    private boolean isSubjects(SampleColumn column) {
        SampleColumn name = nameBefore(column);
        return name != null && ColumnName.isSubject(name.header());
    }

    /** Whether it says of whom it is, and that one's name stands in the header as well: 居间人, 居间人电话. */
    private boolean isOfSomebodyElse(SampleColumn column) {
        return !ColumnName.isSubject(ColumnName.personOf(column.header()))
                && namesOf(column).anyMatch(name -> name.position() < column.position());
    }

    /** Whether the header has no name for it: one beside it may reach over both. */
    private boolean isNameless(SampleColumn column) {
        return column.header().isBlank() && column.position() <= width;
    }

    /**
     * Whether the two stand behind different names, and the chosen one behind none that is plainly the person's own:
     * behind a later one, or behind another party, with the person following. A phone of a company that is named itself
     * is nobody's own.
     */
    private boolean isApart(SampleColumn column, SampleColumn best) {
        SampleColumn before = nameBefore(best);
        SampleColumn other = nameBefore(column);
        boolean organisations = column.name().whose() == Whose.SPARE && isOfSomebodyElse(column);
        if (before == null || before == other || organisations || ColumnName.isSubject(before.header())) {
            return false;
        }
        if (column.position() < best.position()) {
            return other != null;
        }
        return other != null
                && (ColumnName.isSubject(other.header())
                        || ((!ColumnName.isPerson(before.header()) || ColumnName.isOtherParty(before.header()))
                                && ColumnName.isPerson(other.header())
                                && !ColumnName.isOtherParty(other.header())));
    }

    private @Nullable SampleColumn nameBefore(SampleColumn column) {
        return people.stream()
                .filter(one -> one.position() < column.position())
                .reduce((one, later) -> later)
                .orElse(null);
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

    private static Message shown(List<SampleColumn> columns) {
        return listed(
                columns,
                column -> column.isBlank()
                        ? column.said()
                        : Message.of("intake.column-such-as", column, column.example()));
    }

    static Message listed(List<SampleColumn> columns) {
        return listed(columns, SampleColumn::said);
    }

    private static Message listed(List<SampleColumn> columns, Function<SampleColumn, Message> shown) {
        List<Message> first = columns.stream().limit(MAX_LISTED).map(shown).toList();
        Message some = Message.joined("message.comma", first).orElse(Message.NONE);
        return columns.size() > MAX_LISTED ? Message.of("intake.more", some, columns.size() - MAX_LISTED) : some;
    }
}
