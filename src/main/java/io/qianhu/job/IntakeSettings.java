package io.qianhu.job;

import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.InputSettings;
import io.qianhu.campaign.NumberSettings;
import io.qianhu.number.Multiple;
import java.time.Duration;

/** What of a campaign must not change within a run. */
final class IntakeSettings {
    private IntakeSettings() {}

    /** The settings that decide which numbers end up in the lists, in a form that can be compared and shown. */
    static String of(Campaign campaign) {
        Integer canary = campaign.limits().canary();
        Duration within = campaign.numbers().notCalledWithin();
        Multiple multiple = campaign.numbers().multiple();
        return input(campaign.input()) + ", numbers.accept "
                + campaign.numbers().accept().stream()
                        .map(Enum::name)
                        .map(String::toLowerCase)
                        .sorted()
                        .toList()
                // Runs of earlier versions have no word about these.
                + (multiple == NumberSettings.DEFAULT_MULTIPLE ? "" : ", numbers.multiple " + multiple.key())
                + (canary == null ? "" : ", limits.canary " + canary)
                + (within == null
                        ? ""
                        : ", numbers.not-called-within " + NumberSettings.inWords(within)
                                + ", numbers.not-called-scope "
                                + campaign.numbers().notCalledScope());
    }

    /** Runs of earlier versions have a word about the column only, so the others are named where they are set. */
    private static String input(InputSettings input) {
        return "input.column " + (input.column() == null ? "detected" : input.column())
                + (input.encoding() == null ? "" : ", input.encoding " + input.encoding())
                + (input.delimiter() == null ? "" : ", input.delimiter " + InputSettings.named(input.delimiter()))
                + (input.quote() ? "" : ", input.quote none")
                // That it was not to be detected changes nothing in a run: what was detected is stored.
                + (Boolean.TRUE.equals(input.escape()) ? ", input.escape backslash" : "")
                + (input.header() == null ? "" : ", input.header " + input.header())
                + (input.sheet() == null ? "" : ", input.sheet " + input.sheet());
    }
}
