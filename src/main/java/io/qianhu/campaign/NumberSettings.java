package io.qianhu.campaign;

import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import io.qianhu.number.Multiple;
import io.qianhu.number.NumberKind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which numbers are called.
 *
 * @param accept at least one kind. Default {@link #DEFAULT_ACCEPT}; add landlines when the account may call them
 * @param multiple what is done with a cell that holds several numbers. Default {@link #DEFAULT_MULTIPLE}; take them
 *     when the file is known to hold numbers of the same person in one cell
 * @param suppress paths or globs of do-not-call lists, relative to the working directory; a number in one of them is
 *     not called. Default {@link #DEFAULT_SUPPRESS}
 * @param suppressUnreadable how many rows of these lists may be unreadable. Default {@link #DEFAULT_UNREADABLE}: a
 *     live run is refused, since a number that cannot be read would be called
 * @param notCalledWithin numbers that an earlier run may have called in this time before the run began are not called;
 *     1 hour to 366 days. Null, which is the default, asks nothing
 * @param notCalledScope whose calls count for {@code notCalledWithin}. Default {@link #DEFAULT_NOT_CALLED_SCOPE}
 */
public record NumberSettings(
        Set<NumberKind> accept,
        Multiple multiple,
        List<String> suppress,
        UnreadableLimit suppressUnreadable,
        @Nullable Duration notCalledWithin,
        CalledScope notCalledScope) {
    public static final Set<NumberKind> DEFAULT_ACCEPT = Set.of(NumberKind.MOBILE);
    public static final Multiple DEFAULT_MULTIPLE = Multiple.REJECT;
    public static final List<String> DEFAULT_SUPPRESS = List.of();
    public static final UnreadableLimit DEFAULT_UNREADABLE = UnreadableLimit.STOP;
    public static final CalledScope DEFAULT_NOT_CALLED_SCOPE = CalledScope.ANY;

    static final Duration SHORTEST_NOT_CALLED = Duration.ofHours(1);
    static final Duration LONGEST_NOT_CALLED = Duration.ofDays(366);

    public NumberSettings {
        accept = Set.copyOf(accept);
        suppress = List.copyOf(suppress);
        if (accept.isEmpty()) {
            throw new InvalidValue(Message.of("campaign.accept-holds-no-kind-number"));
        }
        if (notCalledWithin != null) {
            requireNotCalled(notCalledWithin);
        }
    }

    /** Suppresses nothing. */
    public NumberSettings(Set<NumberKind> accept, Multiple multiple) {
        this(accept, multiple, DEFAULT_SUPPRESS, DEFAULT_UNREADABLE, null, DEFAULT_NOT_CALLED_SCOPE);
    }

    static Duration requireNotCalled(Duration period) {
        if (period.compareTo(SHORTEST_NOT_CALLED) < 0 || period.compareTo(LONGEST_NOT_CALLED) > 0) {
            throw new InvalidValue(Message.of("campaign.out-range-allowed-h-d", inWords(period)));
        }
        return period;
    }

    /**
     * Reads a period as a campaign file has it.
     *
     * @throws IllegalArgumentException when it is none; the message says what is allowed
     */
    public static Duration period(String text) {
        return Text.period(text);
    }

    /** Any length of time as settings and campaign files have it, such as {@code 7d}, {@code 36h}, {@code 90s}. */
    public static String inWords(Duration period) {
        if (period.toSeconds() * 1000 != period.toMillis()) {
            return period.toMillis() + "ms";
        }
        if (period.isZero() || period.toMinutes() * 60 < period.toSeconds()) {
            return period.toSeconds() + "s";
        }
        if (period.toHours() * 60 < period.toMinutes()) {
            return period.toMinutes() + "m";
        }
        return period.toHours() % 24 == 0 ? period.toDays() + "d" : period.toHours() + "h";
    }
}
