package io.qianhu.dispatch;

import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.DispatchSettings;
import io.qianhu.campaign.InputSettings;
import io.qianhu.campaign.Launch;
import io.qianhu.campaign.LimitsSettings;
import io.qianhu.campaign.NumberSettings;
import io.qianhu.campaign.TaskSettings;
import io.qianhu.pace.CallingWindow;
import io.qianhu.pace.Rate;
import java.util.List;

/** Campaigns that differ in how they dispatch. */
public final class Campaigns {
    private Campaigns() {}

    public static Campaign of(String rate, int inFlight) {
        return of(rate, inFlight, "always");
    }

    public static Campaign of(String rate, int inFlight, String window) {
        return new Campaign(
                "spring-renewal",
                new InputSettings(List.of(), null),
                new NumberSettings(NumberSettings.DEFAULT_ACCEPT, NumberSettings.DEFAULT_MULTIPLE),
                new TaskSettings("春季回访", 1_234_567, null, false, false, null),
                new DispatchSettings(
                        Launch.INLINE,
                        Rate.parse(rate),
                        inFlight,
                        CallingWindow.parse(window),
                        DispatchSettings.DEFAULT_DAYS,
                        null,
                        DispatchSettings.DEFAULT_ZONE,
                        DispatchSettings.DEFAULT_VERIFY_FIRST_LIST,
                        true),
                LimitsSettings.NONE);
    }
}
