package io.qianhu.cli;

import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.CampaignReader;
import io.qianhu.campaign.CampaignRefused;
import io.qianhu.campaign.DispatchSettings;
import io.qianhu.message.Message;
import io.qianhu.pace.CallingWindow;
import io.qianhu.pace.HolidayCalendar;
import io.qianhu.schedule.CampaignFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Looks at the campaign files of a folder: whether they can be read, and when they may submit. */
final class CampaignCheck {
    private static final int DAYS_AHEAD = 30;

    private final Findings findings;

    CampaignCheck(Findings findings) {
        this.findings = findings;
    }

    /** The findings of all {@code *.yml} and {@code *.yaml} in the folder, in the order of their names. */
    List<Finding> of(Path folder, Instant now) {
        if (!Files.isDirectory(folder)) {
            return List.of(findings.skip("campaigns", "no-folder", folder));
        }
        List<Finding> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            Set<Path> holidays = new HashSet<>();
            files.filter(file -> CampaignFolder.isCampaign(file) && Files.isRegularFile(file))
                    .sorted(CampaignFolder.YML_FIRST)
                    .filter(file -> !holidays.contains(file.toAbsolutePath().normalize()))
                    .forEach(file -> found.addAll(one(file, now, holidays)));
        } catch (IOException | UncheckedIOException e) {
            found.add(findings.fail("campaigns", "unreadable", folder, String.valueOf(e.getMessage())));
        }
        return found.isEmpty() ? List.of(findings.ok("campaigns", "none", folder)) : found;
    }

    /** @param holidays takes the files that the campaign names */
    private List<Finding> one(Path file, Instant now, Set<Path> holidays) {
        Optional<Message> twin = CampaignFolder.twin(file);
        if (twin.isPresent()) {
            return List.of(findings.failure("campaign", twin.get()));
        }
        try {
            Campaign campaign = new CampaignReader()
                    .read(file, named -> holidays.add(named.toAbsolutePath().normalize()));
            return List.of(
                    findings.ok("campaign", "in-order", campaign.name(), file),
                    window(campaign, now),
                    holidays(campaign, now));
        } catch (CampaignRefused e) {
            return List.of(
                    findings.fail("campaign", "refused", file, findings.words().said(Message.of(e))));
        }
    }

    Finding window(Campaign campaign, Instant now) {
        DispatchSettings dispatch = campaign.dispatch();
        CallingWindow times = dispatch.callingTimes();
        Instant opens = times.nextOpening(now, dispatch.zone());
        String hours = findings.words().said(times);
        if (opens.equals(now)) {
            return findings.ok("window", "open", campaign.name(), hours, dispatch.zone());
        }
        return opens.equals(Instant.MAX)
                ? findings.fail("window", "never", campaign.name(), hours, dispatch.zone())
                : findings.ok(
                        "window",
                        "closed",
                        campaign.name(),
                        hours,
                        dispatch.zone(),
                        times.nextOpeningText(now, dispatch.zone()));
    }

    Finding holidays(Campaign campaign, Instant now) {
        HolidayCalendar calendar = campaign.dispatch().holidays();
        if (calendar == null) {
            return findings.ok("holidays", "none", campaign.name());
        }
        LocalDate today = LocalDate.ofInstant(now, campaign.dispatch().zone());
        List<Integer> missing = IntStream.rangeClosed(
                        today.getYear(), today.plusDays(DAYS_AHEAD).getYear())
                .filter(year -> !calendar.years().contains(year))
                .boxed()
                .toList();
        return missing.isEmpty()
                ? findings.ok("holidays", "covered", campaign.name(), DAYS_AHEAD)
                : findings.fail("holidays", "missing", campaign.name(), missing);
    }
}
