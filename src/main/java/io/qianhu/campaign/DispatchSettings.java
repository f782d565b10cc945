package io.qianhu.campaign;

import io.qianhu.pace.CallingWindow;
import io.qianhu.pace.Rate;
import java.time.ZoneId;

/**
 * How the lists are submitted.
 *
 * @param launch which request makes a robot task
 * @param rate the most submissions in any sliding period
 * @param inFlight the most submissions without an answer at one time
 * @param window when submitting is allowed
 * @param zone the zone of the window
 */
public record DispatchSettings(Launch launch, Rate rate, int inFlight, CallingWindow window, ZoneId zone) {}
