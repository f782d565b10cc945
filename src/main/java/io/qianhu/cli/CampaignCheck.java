package io.qianhu.cli;

import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.CampaignReader;
import io.qianhu.campaign.CampaignRefused;
import io.qianhu.campaign.DispatchSettings;
import io.qianhu.pace.CallingWindow;
import io.qianhu.pace.HolidayCalendar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Looks at the campaign files of a folder: whether they can be read, and when they may submit. */
final class CampaignCheck {
    private static final int DAYS_AHEAD = 30;

    private CampaignCheck() {}

    /** The findings of all {@code *.yml} in the folder, in the order of their names. */
    static List<Finding> of(Path folder, Instant now) {
        if (!Files.isDirectory(folder)) {
            return List.of(Finding.skip("campaigns", "there is no folder " + folder));
        }
        List<Finding> findings = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .forEach(file -> findings.addAll(one(file, now)));
        } catch (IOException | UncheckedIOException e) {
            findings.add(Finding.fail("campaigns", folder + " cannot be read (" + e.getMessage() + ")"));
        }
        return findings.isEmpty() ? List.of(Finding.ok("campaigns", "no *.yml in " + folder)) : findings;
    }

    private static List<Finding> one(Path file, Instant now) {
        try {
            Campaign campaign = new CampaignReader().read(file);
            return List.of(
                    Finding.ok("campaign", campaign.name() + " (" + file + ") is in order"),
                    window(campaign, now),
                    holidays(campaign, now));
        } catch (CampaignRefused e) {
            return List.of(Finding.fail("campaign", file + " is refused: " + e.getMessage()));
        }
    }

    static Finding window(Campaign campaign, Instant now) {
        DispatchSettings dispatch = campaign.dispatch();
        CallingWindow times = dispatch.callingTimes();
        Instant opens = times.nextOpening(now, dispatch.zone());
        String zone = campaign.name() + ": " + times + " (" + dispatch.zone() + ")";
        if (opens.equals(now)) {
            return Finding.ok("window", zone + " is open");
        }
        return opens.equals(Instant.MAX)
                ? Finding.fail(
                        "window",
                        zone + " never opens again as far as is known; look at dispatch.days and"
                                + " dispatch.holidays")
                : Finding.ok("window", zone + " is closed until " + times.nextOpeningText(now, dispatch.zone()));
    }

    static Finding holidays(Campaign campaign, Instant now) {
        HolidayCalendar calendar = campaign.dispatch().holidays();
        if (calendar == null) {
            return Finding.ok("holidays", campaign.name() + ": no calendar is set");
        }
        LocalDate today = LocalDate.ofInstant(now, campaign.dispatch().zone());
        List<Integer> missing = IntStream.rangeClosed(
                        today.getYear(), today.plusDays(DAYS_AHEAD).getYear())
                .filter(year -> !calendar.years().contains(year))
                .boxed()
                .toList();
        return missing.isEmpty()
                ? Finding.ok("holidays", campaign.name() + ": the calendar covers the next " + DAYS_AHEAD + " days")
                : Finding.fail(
                        "holidays",
                        campaign.name() + ": the calendar of dispatch.holidays lacks " + missing
                                + ", and nothing is submitted in a year that it lacks; add the State Council's notice of that"
                                + " year");
    }
}
