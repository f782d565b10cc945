package io.qianhu.campaign;

import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import io.qianhu.pace.CallingDays;
import io.qianhu.pace.CallingWindow;
import io.qianhu.pace.HolidayCalendar;
import io.qianhu.pace.Rate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How the lists are submitted.
 *
 * @param launch which request makes a robot task. Default {@link #DEFAULT_LAUNCH}
 * @param rate the most submissions in any sliding period, 1/min to 100/s: the vendor's CreateRobotTask page allows an
 *     account 100 requests a second. Default {@link #DEFAULT_RATE}; raise it when nothing else uses the account
 * @param inFlight the most submissions without an answer at one time, 1 to 200 (our limit). Default
 *     {@link #DEFAULT_IN_FLIGHT}; raise it when answers are slow and the rate is not reached
 * @param window the hours in which submitting is allowed. Default {@link #DEFAULT_WINDOW}
 * @param days the days of the week on which it is. Default {@link #DEFAULT_DAYS}
 * @param holidays on which it is not; null when they are days like others, the default
 * @param zone the zone of the window. Default {@link #DEFAULT_ZONE}
 * @param verifyFirstList whether the first accepted list of the campaign on an account is looked up, and has as many
 *     callees there as were submitted, before another one leaves. Default {@link #DEFAULT_VERIFY_FIRST_LIST}; switch it
 *     off when the key may not query
 * @param lookBefore whether each process asks the service for tasks of the run that the ledger does not know, before it
 *     submits any. Default {@link #DEFAULT_LOOK_BEFORE}; switched off, another home may submit the same lists
 */
public record DispatchSettings(
        Launch launch,
        Rate rate,
        int inFlight,
        CallingWindow window,
        CallingDays days,
        @Nullable HolidayCalendar holidays,
        ZoneId zone,
        boolean verifyFirstList,
        boolean lookBefore) {
    public static final Launch DEFAULT_LAUNCH = Launch.INLINE;
    public static final Rate DEFAULT_RATE = Rate.parse("20/s");
    public static final int DEFAULT_IN_FLIGHT = 16;
    public static final CallingWindow DEFAULT_WINDOW = CallingWindow.parse("09:00-12:00,14:00-21:00");
    public static final CallingDays DEFAULT_DAYS = CallingDays.DAILY;
    public static final ZoneId DEFAULT_ZONE = ZoneId.of("Asia/Shanghai");
    public static final boolean DEFAULT_VERIFY_FIRST_LIST = true;
    public static final boolean DEFAULT_LOOK_BEFORE = true;

    static final int MOST_IN_FLIGHT = 200;
    private static final double MOST_PER_SECOND = 100;

    public DispatchSettings {
        requireRate(rate);
        Text.requireBetween(1, MOST_IN_FLIGHT, inFlight);
    }

    /** When submitting is allowed: the window on the days that are left. */
    public CallingWindow callingTimes() {
        return window.on(holidays == null ? days : days.with(holidays));
    }

    static Rate requireRate(Rate rate) {
        // Compared with a hair of room: 6000/min is 100/s, and division must not make it more.
        if (rate.perSecond() > MOST_PER_SECOND + 1e-9) {
            throw new InvalidValue(Message.of("campaign.more-account-may-submit", rate));
        }
        return rate;
    }

    static ZoneId zone(String text) {
        if (!ZoneId.getAvailableZoneIds().contains(text)) {
            throw new InvalidValue(Message.of("campaign.no-known-time-zone", Violation.quoted(text)));
        }
        return ZoneId.of(text);
    }
}
