package io.qianhu.dispatch;

import io.qianhu.campaign.DispatchSettings;
import io.qianhu.ledger.CampaignPast;
import io.qianhu.ledger.ListRef;
import io.qianhu.ledger.Run;
import io.qianhu.message.Message;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Ends a run at the list with which its campaign would submit more callees in a day than allowed. It counts what it lets
 * through, which is too much where lists come back; only when that reaches the limit does it wait for what is in flight
 * and count in the ledger.
 */
public final class DailyLimit implements ListGate {
    private final int most;
    private final Run run;
    private final DispatchSettings settings;
    private final CampaignPast past;
    private final Submitter submitter;
    private final StopSignal stopSignal;
    private final Ticker ticker;

    private LocalDate day = LocalDate.MIN;
    private long submitted;

    public DailyLimit(
            int most,
            Run run,
            DispatchSettings settings,
            CampaignPast past,
            Submitter submitter,
            StopSignal stopSignal,
            Ticker ticker) {
        this.most = most;
        this.run = run;
        this.settings = settings;
        this.past = past;
        this.submitter = submitter;
        this.stopSignal = stopSignal;
        this.ticker = ticker;
    }

    @Override
    public Leave ask(ListRef next) {
        if (!today().equals(day)) {
            count();
        }
        if (submitted + next.calleeCount() > most) {
            submitter.awaitIdle();
            count();
        }
        if (submitted + next.calleeCount() > most) {
            stop(next);
            return Leave.LATER;
        }
        submitted += next.calleeCount();
        return Leave.NOW;
    }

    private LocalDate today() {
        return ticker.now().atZone(settings.zone()).toLocalDate();
    }

    private void count() {
        day = today();
        submitted = past.calleesSubmittedSince(run.campaign(), run.target(), startOf(day));
    }

    private Instant startOf(LocalDate date) {
        return date.atStartOfDay(settings.zone()).toInstant();
    }

    private void stop(ListRef next) {
        if (next.calleeCount() > most) {
            stopSignal.stop(StopSignal.Cause.FAILURE, tooSmall(most, next.calleeCount()));
            return;
        }
        ZoneId zone = settings.zone();
        Instant goesOn = settings.callingTimes().nextOpening(startOf(day.plusDays(1)), zone);
        stopSignal.stop(
                StopSignal.Cause.WINDOW,
                Message.of(
                        "dispatch.limits-max-callees-per-day-callees-submitted",
                        most,
                        submitted,
                        day,
                        zone,
                        next.calleeCount(),
                        settings.callingTimes().nextOpeningText(startOf(day.plusDays(1)), zone)),
                goesOn);
    }

    /** What is wrong with a limit under which a list of this size can never leave. */
    public static Message tooSmall(int most, int callees) {
        return Message.of("dispatch.limits-max-callees-per-day-under-list-callees-can", most, callees, callees);
    }
}
