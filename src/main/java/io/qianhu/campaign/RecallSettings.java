package io.qianhu.campaign;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When the platform dials a person again. All three are required where a campaign asks for recalls.
 *
 * @param times how often, 1 to 10. The limit is ours: the vendor's CreateRobotTask page states none
 * @param interval whole minutes, more than 1 and at most 30 as the vendor's CreateRobotTask page has it
 * @param on call states that are dialled again, at least one of {@link #STATES}, none twice
 */
public record RecallSettings(int times, Duration interval, List<Integer> on) {
    /** The states that the vendor's CreateRobotTask page allows in RecallStateCodes. */
    public static final Set<Integer> STATES = Set.of(200_002, 200_003, 200_005, 200_010, 200_011, 200_012);

    private static final String STATES_IN_WORDS =
            "200002 (busy), 200003 (no answer), 200005 (unreachable), 200010 (switched off), 200011 (suspended),"
                    + " 200012 (call loss)";

    static final int MOST_TIMES = 10;
    static final Duration SHORTEST_INTERVAL = Duration.ofMinutes(2);
    static final Duration LONGEST_INTERVAL = Duration.ofMinutes(30);

    private static final Pattern MINUTES = Pattern.compile("([0-9]{1,4})m");

    public RecallSettings {
        Text.requireBetween(1, MOST_TIMES, times);
        requireInterval(interval);
        on = requireStates(on);
    }

    /** Reads {@code 5m}: whole minutes, and only with their unit. */
    static Duration interval(String text) {
        Matcher minutes = MINUTES.matcher(text);
        if (!minutes.matches()) {
            throw new IllegalArgumentException(
                    Violation.quoted(text) + " is no interval; write whole minutes with their unit, 2m to 30m");
        }
        return requireInterval(Duration.ofMinutes(Integer.parseInt(minutes.group(1))));
    }

    static int state(String text) {
        long code = Text.wholeNumber(text);
        if (STATES.stream().noneMatch(known -> known == code)) {
            throw new IllegalArgumentException(Violation.quoted(text) + " is no call state that can be dialled again; "
                    + "allowed are " + STATES_IN_WORDS);
        }
        return (int) code;
    }

    static List<Integer> requireStates(List<Integer> on) {
        if (on.isEmpty()) {
            throw new IllegalArgumentException("the list is empty; allowed are " + STATES_IN_WORDS);
        }
        for (Integer code : on) {
            state(code.toString());
        }
        if (new HashSet<>(on).size() < on.size()) {
            throw new IllegalArgumentException(
                    "a state stands twice in " + Violation.quoted(on.toString()) + "; write each once");
        }
        return List.copyOf(on);
    }

    private static Duration requireInterval(Duration interval) {
        boolean wholeMinutes = Duration.ofMinutes(interval.toMinutes()).equals(interval);
        if (!wholeMinutes || interval.compareTo(SHORTEST_INTERVAL) < 0 || interval.compareTo(LONGEST_INTERVAL) > 0) {
            throw new IllegalArgumentException("\"" + NumberSettings.inWords(interval) + "\" is out of range; "
                    + "allowed are more than 1 and at most 30 minutes, 2m to 30m");
        }
        return interval;
    }
}
