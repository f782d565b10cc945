package io.qianhu.campaign;

import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
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
            throw new InvalidValue(Message.of("campaign.no-interval-write-whole-minutes", Violation.quoted(text)));
        }
        return requireInterval(Duration.ofMinutes(Integer.parseInt(minutes.group(1))));
    }

    static int state(String text) {
        long code = Text.wholeNumber(text);
        if (STATES.stream().noneMatch(known -> known == code)) {
            throw new InvalidValue(Message.of("campaign.no-call-state-can-dialled", Violation.quoted(text)));
        }
        return (int) code;
    }

    static List<Integer> requireStates(List<Integer> on) {
        if (on.isEmpty()) {
            throw new InvalidValue(Message.of("campaign.list-empty-allowed-busy"));
        }
        for (Integer code : on) {
            state(code.toString());
        }
        if (new HashSet<>(on).size() < on.size()) {
            throw new InvalidValue(Message.of("campaign.state-stands-twice", Violation.quoted(on.toString())));
        }
        return List.copyOf(on);
    }

    private static Duration requireInterval(Duration interval) {
        boolean wholeMinutes = Duration.ofMinutes(interval.toMinutes()).equals(interval);
        if (!wholeMinutes || interval.compareTo(SHORTEST_INTERVAL) < 0 || interval.compareTo(LONGEST_INTERVAL) > 0) {
            throw new InvalidValue(
                    Message.of("campaign.out-range-allowed-more-most", NumberSettings.inWords(interval)));
        }
        return interval;
    }
}
