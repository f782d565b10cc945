package io.qianhu.intake;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern for names of files, as Java's own {@link java.nio.file.FileSystem#getPathMatcher} reads them. That one tries
 * each place of a name for each star, so that some stars take longer than anybody waits; this one stands at several steps
 * of the pattern at once and looks at each character one time.
 */
public final class Glob {
    /** What each step takes; the next one follows, or the same again where it is repeated. */
    private final List<IntPredicate> steps = new ArrayList<>();

    private final BitSet repeated = new BitSet();

    /** To which later steps each one also leads when it takes nothing. */
    private final List<BitSet> skips = new ArrayList<>();

    /**
     * Reads a pattern.
     *
     * @param pattern with {@code *}, {@code **}, {@code ?}, {@code [a-z]}, <code>{a,b}</code>; a backslash makes a character
     *     of one of them
     * @throws PatternSyntaxException when it is none
     */
    public Glob(String pattern) {
        int group = -1;
        List<BitSet> ends = new ArrayList<>();
        int at = 0;
        while (at < pattern.length()) {
            int from = at;
            int c = pattern.codePointAt(at);
            at += Character.charCount(c);
            int step = steps.size();
            if (c == '*') {
                boolean deep = pattern.startsWith("*", at);
                at += deep ? 1 : 0;
                add(taken -> deep || taken != '/').set(step + 1);
                repeated.set(step);
            } else if (c == '{') {
                require(group < 0, pattern, from);
                group = step;
                add(taken -> false).set(step + 1);
            } else if (c == ',' && group >= 0) {
                ends.add(add(taken -> false));
                skips.get(group).set(step + 1);
            } else if (c == '}' && group >= 0) {
                add(taken -> false).set(step + 1);
                ends.forEach(end -> end.set(step));
                ends.clear();
                group = -1;
            } else if (c == '[') {
                int end = pattern.indexOf(']', at);
                require(end > at, pattern, from);
                add(oneOf(pattern.substring(at, end)));
                at = end + 1;
            } else if (c == '?') {
                add(taken -> taken != '/');
            } else {
                require(c != '\\' || at < pattern.length(), pattern, from);
                int literal = c == '\\' ? pattern.codePointAt(at) : c;
                at += c == '\\' ? Character.charCount(literal) : 0;
                add(taken -> taken == literal);
            }
        }
        require(group < 0, pattern, at);
    }

    private BitSet add(IntPredicate takes) {
        BitSet skip = new BitSet();
        steps.add(takes);
        skips.add(skip);
        return skip;
    }

    private static void require(boolean holds, String pattern, int at) {
        if (!holds) {
            throw new PatternSyntaxException("glob", pattern, at);
        }
    }

    private static IntPredicate oneOf(String characters) {
        boolean not = characters.startsWith("!");
        String quoted = characters.substring(not ? 1 : 0).replaceAll("[^\\p{L}\\p{N}-]", "\\\\$0");
        Pattern one = Pattern.compile("[" + (not ? "^" : "") + quoted + "]");
        return c -> c != '/' && one.matcher(Character.toString(c)).matches();
    }

    /** Whether a name, perhaps with folders before it, is as the pattern says. */
    public boolean matches(String name) {
        BitSet now = new BitSet();
        now.set(0);
        skip(now);
        for (int c : name.codePoints().toArray()) {
            BitSet next = new BitSet();
            for (int step = now.nextSetBit(0); step >= 0 && step < steps.size(); step = now.nextSetBit(step + 1)) {
                if (steps.get(step).test(c)) {
                    next.set(repeated.get(step) ? step : step + 1);
                }
            }
            skip(next);
            now = next;
        }
        return now.get(steps.size());
    }

    private void skip(BitSet now) {
        for (int step = now.nextSetBit(0); step >= 0 && step < steps.size(); step = now.nextSetBit(step + 1)) {
            now.or(skips.get(step));
        }
    }
}
