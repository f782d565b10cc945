package io.qianhu.number;

import io.qianhu.number.MaskedNumbers.Masked;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every mainland number, mobile or landline, that a person would read in a line of text, whatever stands beside it. For
 * do-not-call lists: where two readings are possible both are taken, since a number too many is seen, and one too few
 * calls somebody who must not be called. Not thread-safe; one object reads line after line.
 *
 * <ol>
 *   <li>Digits that touch are a run, and a run is never divided: neither an id of 18 digits nor a number with one digit
 *       too many holds a number.
 *   <li>Runs with nothing but gaps between them are a chain. Blanks, dots, dashes, brackets, low lines and what cannot be
 *       seen are gaps; all else ends the chain, so that no number reaches from one cell into the next.
 *   <li>Neighbouring runs of a chain that are a number together, or one alone, are taken, in every possible way. A
 *       chain is left out when it is an address of the Internet, the number of a bank card or an id in groups.
 *   <li>Leading zeros are a mainframe's padding, {@code 13,800,138,000} is a spreadsheet's grouping.
 *   <li>Scientific notation counts when its digits are all there. With eight and more it does too, since programs leave
 *       out nothing but zeros; a spreadsheet shows fewer, and those have lost the others.
 *   <li>Groups of 3, 4 and 4 digits, 3 and 8, or 7 and 4, with one and the same sign between them, whatever it is, are a
 *       number too.
 * </ol>
 *
 * <p>What looks like a mobile and cannot be read makes the line unreadable:
 *
 * <ol>
 *   <li>A masked number or one in scientific notation, in any line, unless a number of the line is what was masked.
 *   <li>10 to 13 digits that begin like a mobile, with or without 86, in a line without a number. Beside a number only
 *       11 or 12 do: the others are mostly times in seconds and milliseconds.
 *   <li>A spreadsheet's error, or the signs that it shows for a number in a column too narrow, in a line without one.
 *   <li>What {@link DoubtfulNumbers} finds, in any line; a number in several cells only where it is the whole line.
 * </ol>
 */
public final class NumbersInText {
    private static final NumberReader NUMBERS = new NumberReader(EnumSet.allOf(NumberKind.class));

    private static final int MOBILE_DIGITS = NumberPlan.MOBILE_DIGITS;
    private static final int MOBILE_WITH_COUNTRY = 13;
    private static final int CHINA = PrefixTable.CHINA;
    private static final long MOBILE_FROM = 13_000_000_000L;
    private static final long MOBILE_TO = 19_999_999_999L;
    private static final int FIRST_GROUP = 3;
    private static final int LAST_GROUP = 4;
    private static final int LONGEST_SIGN = 3;

    /** What cheaper long-distance calls were once dialled with; old address books have them before the number. */
    static final Set<Integer> DIAL_PREFIXES = Set.of(
            10131, 10193, 11808, 12520, 12583, 12590, 12593, 17900, 17901, 17908, 17909, 17910, 17911, 17950, 17951,
            17968, 17969);

    private static final int DIALLED_DIGITS = 5 + MOBILE_DIGITS;
    private static final int TOO_LONG = -1;

    private static final int LONGEST_EXPONENT = 3;
    /** Spreadsheets show at most six digits in scientific notation, unless somebody chose another format. */
    private static final int DIGITS_OF_PROGRAMS = 8;

    private static final int GROUPED_LENGTH = 12;
    private static final int CELL_SHOWN = 30;

    private char[] text = {};
    private int lineFrom;
    private int lineTo;

    private long[] numbers = new long[16];
    private int count;
    private boolean perhapsMasked;
    private boolean perhapsDoubtful;
    private boolean perhapsMobile;
    private boolean perhapsDestroyed;
    private int lastGroup;
    private int lastGroupTo;

    private int[] begin = new int[16];
    private int[] end = new int[16];
    private long[] value = new long[16];
    private int runs;
    private boolean plus;

    private final Suspect certain = new Suspect();
    private final Suspect alone = new Suspect();

    /** The first place of the line that may be a number. */
    private static final class Suspect {
        private int from;
        private int to;

        void note(int first, int behind) {
            if (to == 0) {
                from = first;
                to = behind;
            }
        }
    }

    /** Reads a line; what the one before came to is forgotten. */
    public void read(char[] chars, int from, int to) {
        text = chars;
        lineFrom = from;
        lineTo = to;
        count = 0;
        perhapsMasked = false;
        perhapsDoubtful = false;
        perhapsMobile = false;
        perhapsDestroyed = false;
        lastGroup = 0;
        certain.to = 0;
        alone.to = 0;
        int at = from;
        while (at < to) {
            char c = chars[at];
            if (digit(c) >= 0) {
                at = takeRun(at);
            } else {
                at++;
                perhapsDestroyed |= c == '#';
                if (isGap(c)) {
                    perhapsMasked |= runs > 0 && MaskedNumbers.isLine(c) && c == chars[at - 2];
                } else {
                    perhapsMasked |= MaskedNumbers.isMask(c)
                            && (runs > 0 || (at - 2 >= from && MaskedNumbers.isMask(chars[at - 2])));
                    perhapsDoubtful |= DoubtfulNumbers.mayStandBeside(c) && isBesideDigit(at - 1);
                    endChain();
                    plus = Spelling.ascii(c) == '+';
                }
            }
        }
        endChain();
        long mobile = 0;
        for (int i = 0; i < count; i++) {
            perhapsDoubtful |= DoubtfulNumbers.mayBeRange(mobile, numbers[i]);
            mobile = numbers[i] < MOBILE_FROM ? mobile : numbers[i];
        }
        if (perhapsMasked || perhapsDoubtful || (perhapsMobile && count == 0)) {
            takeDoubtful();
        }
        if (perhapsDestroyed && count == 0) {
            DoubtfulNumbers.destroyedIn(DoubtfulNumbers.folded(text, lineFrom, lineTo))
                    .ifPresent(found -> alone.note(lineFrom + found.start(), lineFrom + found.end()));
        }
    }

    private void takeDoubtful() {
        String line = DoubtfulNumbers.folded(text, lineFrom, lineTo);
        DoubtfulNumbers.dividedIn(line).forEach(number -> take(number, MOBILE_DIGITS, false));
        if (perhapsMasked) {
            takeMasked(line);
        }
        DoubtfulNumbers.firstIn(line)
                .ifPresent(found -> certain.note(lineFrom + found.start(), lineFrom + found.end()));
        if (count == 0 && DoubtfulNumbers.isInCells(line)) {
            alone.note(lineFrom, lineTo);
        }
    }

    /** Whether a digit, or a numeral, stands next to a position, perhaps behind a blank. */
    private boolean isBesideDigit(int at) {
        int before = at - 1 > lineFrom && text[at - 1] == ' ' ? at - 2 : at - 1;
        return (before >= lineFrom && (digit(text[before]) >= 0 || DoubtfulNumbers.isNumeral(text[before])))
                || (at + 1 < lineTo && digit(text[at + 1]) >= 0);
    }

    /** How many numbers the line holds, one of them perhaps more than once. */
    public int count() {
        return count;
    }

    /** One of them, as {@link NumberReader#read} returns it. */
    public long number(int index) {
        if (index >= count) {
            throw new IndexOutOfBoundsException(index);
        }
        return numbers[index];
    }

    /** Whether the line holds two numbers that may be the ends of a range. */
    public boolean mayBeRange() {
        return count == 2 && DoubtfulNumbers.mayBeRange(numbers[0], numbers[1]);
    }

    /** Whether something in the line looks like a mobile and cannot be read. */
    public boolean isUnreadable() {
        return certain.to > 0 || (count == 0 && alone.to > 0);
    }

    /** The cell that cannot be read, or what is in it, as {@link Masking#maskExample} shows it. */
    public String unreadableCell() {
        Suspect suspect = certain.to > 0 ? certain : alone;
        int from = suspect.from;
        while (from > lineFrom && !endsCell(text[from - 1])) {
            from--;
        }
        int to = suspect.to;
        while (to < lineTo && !endsCell(text[to])) {
            to++;
        }
        int shown = suspect.to - from > CELL_SHOWN ? suspect.from : from;
        return Masking.maskExample(new String(text, shown, to - shown).strip());
    }

    private static boolean endsCell(char c) {
        return switch (c) {
            case ',', ';', '\t', '|', '"' -> true;
            default -> false;
        };
    }

    private int takeRun(int from) {
        long sum = 0;
        int at = from;
        while (at < lineTo) {
            int digit = digit(text[at]);
            if (digit < 0) {
                break;
            }
            sum = sum == TOO_LONG || Digits.count(sum) == Digits.MOST ? TOO_LONG : 10 * sum + digit;
            at++;
        }
        add(from, at, sum);
        perhapsMobile |= mayBegin(from, at);
        perhapsDoubtful |= at - from >= 2 * MOBILE_DIGITS || mayBeDivided(from, at);
        lastGroup = at - from;
        lastGroupTo = at;
        if (at == lineTo) {
            return at;
        }
        int next = Spelling.ascii(text[at]);
        if (next == ',' && length(runs - 1) == 2) {
            takeGrouped(from, sum);
        }
        return (next | 0x20) == 'e' ? takeScientific(at) : at;
    }

    private void add(int from, int to, long sum) {
        if (runs == begin.length) {
            begin = Arrays.copyOf(begin, 2 * runs);
            end = Arrays.copyOf(end, 2 * runs);
            value = Arrays.copyOf(value, 2 * runs);
        }
        begin[runs] = from;
        end[runs] = to;
        value[runs] = sum;
        runs++;
    }

    private int length(int run) {
        return end[run] - begin[run];
    }

    /** Whether a run begins like a mobile, with or without zeros and 86. */
    private boolean mayBegin(int from, int to) {
        int at = from;
        while (at < to && digit(text[at]) == 0) {
            at++;
        }
        if (at + 1 < to && digit(text[at]) == 8 && digit(text[at + 1]) == 6) {
            at += 2;
        }
        return at + 1 < to && digit(text[at]) == 1 && digit(text[at + 1]) >= 3;
    }

    /** Whether this may be the last group of a number that has a sign between its groups. */
    private boolean mayBeDivided(int from, int to) {
        int group = to - from;
        return runs == 1
                && (group == LAST_GROUP || group == 2 * LAST_GROUP)
                && lastGroup >= FIRST_GROUP
                && lastGroup <= FIRST_GROUP + LAST_GROUP + MOBILE_WITH_COUNTRY - MOBILE_DIGITS
                && from - lastGroupTo <= LONGEST_SIGN
                && !endsCell(text[lastGroupTo]);
    }

    private void endChain() {
        if (runs == 1) {
            if (!take(value[0], length(0), false)) {
                suspectRun(0);
            }
        } else if (runs > 1 && !isOneLongerNumber()) {
            takeChain();
        }
        runs = 0;
        plus = false;
    }

    private void takeChain() {
        boolean any = false;
        for (int first = 0; first < runs; first++) {
            any |= take(value[first], length(first), false);
            long sum = value[first];
            int digits = length(first);
            for (int last = first + 1; last < runs && digits + length(last) <= Digits.MOST; last++) {
                sum = Digits.shifted(sum, length(last)) + value[last];
                digits += length(last);
                any |= !isAddress(first, last) && take(sum, digits, plus && first == 0);
            }
        }
        for (int run = 0; run < runs; run++) {
            suspectRun(run);
        }
        if (!any) {
            suspectChain();
        }
    }

    /** Takes digits that are a number. */
    private boolean take(long sum, int digits, boolean foreign) {
        long number = numberOf(sum, digits, foreign);
        if (number > 0 && (count == 0 || numbers[count - 1] != number)) {
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            numbers[count] = number;
            count++;
        }
        return number > 0;
    }

    /** The number that digits are; 0 for none. */
    private static long numberOf(long sum, int digits, boolean announced) {
        if (digits < MOBILE_DIGITS) {
            return 0;
        }
        if (!announced && isMobile(sum)) {
            return sum;
        }
        if (digits >= DIALLED_DIGITS && digits <= Digits.MOST && DIAL_PREFIXES.contains(Digits.first(5, sum, digits))) {
            long dialled = Digits.last(digits - 5, sum);
            return isMobile(dialled) ? dialled : 0;
        }
        long reading = NUMBERS.ofDigits(sum, digits, announced);
        if (!NumberReader.isReject(reading)) {
            return reading;
        }
        boolean country =
                Digits.count(sum) == MOBILE_WITH_COUNTRY && Digits.first(2, sum, MOBILE_WITH_COUNTRY) == CHINA;
        long mobile = country ? Digits.last(MOBILE_DIGITS, sum) : 0;
        return isMobile(mobile) ? mobile : 0;
    }

    private static boolean isMobile(long national) {
        return national >= MOBILE_FROM && national <= MOBILE_TO && NumberPlan.isMobile(national);
    }

    /** Four groups of an address, a card in groups of four digits, an id in its three parts. */
    private boolean isOneLongerNumber() {
        int last = runs - 1;
        if (last == 2 && length(0) == 6 && length(1) == 8) {
            return length(2) == 4 || length(2) == 3;
        }
        int digits = 4 * last + length(last);
        char first = (char) ('0' + digit(text[begin[0]]));
        boolean card = digits >= 16 && digits <= 19 && first >= '3' && first <= '6' && isUniform(0);
        for (int run = 0; run < last; run++) {
            card &= length(run) == 4;
        }
        return card;
    }

    /** Whether four runs are an IPv4 address. */
    private boolean isAddress(int first, int last) {
        boolean address = last - first == 3;
        for (int run = first; run <= last && address; run++) {
            address = value[run] <= 255
                    && length(run) == Math.max(1, Digits.count(value[run]))
                    && (run == last || (text[end[run]] == '.' && begin[run + 1] == end[run] + 1));
        }
        return address;
    }

    /** Whether the same single character stands between all runs from this one on. */
    private boolean isUniform(int first) {
        for (int run = first; run < runs - 1; run++) {
            if (begin[run + 1] != end[run] + 1 || text[end[run]] != text[end[first]]) {
                return false;
            }
        }
        return true;
    }

    /** What follows the E; when it is an exponent, what stands before is no part of a chain. */
    private int takeScientific(int e) {
        int run = runs - 1;
        boolean point = run > 0 && isFraction(run);
        boolean signed = e + 1 < lineTo && Spelling.ascii(text[e + 1]) == '+';
        int from = signed ? e + 2 : e + 1;
        int to = from;
        int exponent = 0;
        while (to < lineTo && to - from < LONGEST_EXPONENT && digit(text[to]) >= 0) {
            exponent = 10 * exponent + digit(text[to]);
            to++;
        }
        if (to == from || !(point || signed) || (to < lineTo && isLatinOrDigit(text[to]))) {
            return e;
        }
        int behind = point ? length(run) : 0;
        int first = point ? run - 1 : run;
        int digits = behind + length(first);
        long sum = point && digits <= Digits.MOST ? Digits.shifted(value[first], behind) + value[run] : value[first];
        int start = begin[first];
        runs = first;
        endChain();
        takeScientific(sum, digits, exponent - behind, start, to);
        return to;
    }

    private void takeScientific(long sum, int digits, int zeros, int from, int to) {
        if (digits > Digits.MOST || sum == TOO_LONG) {
            return;
        }
        boolean whole = zeros == 0 || (zeros > 0 && digits >= DIGITS_OF_PROGRAMS && digits + zeros <= Digits.MOST);
        if (whole && take(Digits.shifted(sum, zeros), digits + zeros, false)) {
            return;
        }
        double size = sum * Math.pow(10, zeros);
        boolean mobile = size >= (digits == 1 ? 1e10 : 1.3e10) && size <= 2e10;
        boolean withCountry = (size >= 8.6e12 && size < 8.7e12) || (digits == 1 && size == 9e12);
        if (mobile || withCountry) {
            certain.note(from, to);
        }
    }

    /** {@code 13,800,138,000}, with no comma before or behind that would make it four cells of many. */
    private void takeGrouped(int from, long firstTwo) {
        int to = from + GROUPED_LENGTH + 2;
        boolean grouped = to <= lineTo
                && (from == lineFrom || Spelling.ascii(text[from - 1]) != ',')
                && (to == lineTo || (Spelling.ascii(text[to]) != ',' && digit(text[to]) < 0));
        long sum = firstTwo;
        for (int at = from + 2; at < to && grouped; at++) {
            boolean comma = (at - from - 2) % 4 == 0;
            int digit = digit(text[at]);
            grouped = comma ? Spelling.ascii(text[at]) == ',' : digit >= 0;
            sum = comma ? sum : 10 * sum + digit;
        }
        if (grouped) {
            take(sum, MOBILE_DIGITS, false);
        }
    }

    private void takeMasked(CharSequence line) {
        List<Masked> masked = MaskedNumbers.in(line);
        if (masked.isEmpty()) {
            return;
        }
        Set<String> unknown = masked.stream().map(Masked::shown).collect(Collectors.toSet());
        masked.stream()
                .map(Masked::shape)
                .distinct()
                .forEach(shape ->
                        Arrays.stream(numbers, 0, count).mapToObj(shape::of).forEach(unknown::remove));
        masked.stream()
                .filter(one -> unknown.contains(one.shown()))
                .findFirst()
                .ifPresent(one -> certain.note(lineFrom + one.from(), lineFrom + one.to()));
    }

    private void suspectRun(int run) {
        boolean partOfCode = begin[run] > lineFrom && isLatinOrDigit(text[begin[run] - 1]);
        if (!partOfCode && !(run > 0 && isFraction(run))) {
            suspect(value[run], length(run), run == 0 && plus, begin[run], end[run]);
        }
    }

    /** Looks at a chain without a number as a whole, and without its first run, which may be a list's own number. */
    private void suspectChain() {
        for (int first = 0; first <= 1 && first < runs - 1; first++) {
            int digits = 0;
            long sum = 0;
            boolean groups = isUniform(first) && (first == 0 || length(0) <= 4);
            for (int run = first; run < runs && groups; run++) {
                digits += length(run);
                groups = digits <= Digits.MOST && (run == runs - 1 || length(run) >= 3);
                sum = groups ? Digits.shifted(sum, length(run)) + value[run] : 0;
            }
            if (groups) {
                suspect(sum, digits, first == 0 && plus, begin[first], end[runs - 1]);
            }
        }
    }

    private void suspect(long sum, int digits, boolean announced, int from, int to) {
        int left = Digits.count(sum);
        boolean china = Digits.first(2, sum, left) == CHINA;
        boolean foreign = !china && (announced || digits - left == 2);
        if (sum == TOO_LONG || foreign || numberOf(sum, digits, announced) > 0) {
            return;
        }
        long mobile = china && left > MOBILE_DIGITS ? Digits.last(left - 2, sum) : sum;
        int length = Digits.count(mobile);
        int beginning = Digits.first(2, mobile, length);
        if (beginning < 13 || beginning > 19 || length < MOBILE_DIGITS - 1 || length > MOBILE_WITH_COUNTRY) {
            return;
        }
        alone.note(from, to);
        if (length == MOBILE_DIGITS || length == MOBILE_DIGITS + 1) {
            certain.note(from, to);
        }
    }

    /** Whether a run stands right behind a decimal point and a run. */
    private boolean isFraction(int run) {
        return begin[run] == end[run - 1] + 1 && Spelling.ascii(text[end[run - 1]]) == '.';
    }

    private static boolean isLatinOrDigit(char c) {
        int folded = Spelling.ascii(c);
        return (folded >= 'a' && folded <= 'z') || (folded >= 'A' && folded <= 'Z') || digit(c) >= 0;
    }

    private static int digit(char c) {
        if (c < 0x80) {
            return c >= '0' && c <= '9' ? c - '0' : -1;
        }
        return Character.digit(c, 10);
    }

    private static boolean isGap(char c) {
        if (c < 0x80) {
            return switch (c) {
                case ' ', '.', '-', '_', '(', ')', '[', ']' -> true;
                default -> false;
            };
        }
        return switch (Character.getType(c)) {
            case Character.DASH_PUNCTUATION,
                    Character.CONNECTOR_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK -> true;
            // Full-width dot, middle dots and minus.
            default -> Invisible.is(c) || c == '\uFF0E' || c == '\u00B7' || c == '\u30FB' || c == '\u2212';
        };
    }
}
