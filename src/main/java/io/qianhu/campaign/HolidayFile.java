package io.qianhu.campaign;

import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import io.qianhu.pace.HolidayCalendar;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a file of statutory holidays: the years it covers, their holidays, and the working days made up for them. */
final class HolidayFile {
    private static final List<String> KEYS = List.of("years", "holidays", "working-days");
    private static final String BETWEEN = "..";
    private static final int LONGEST_HOLIDAY_DAYS = 31;

    private HolidayFile() {}

    /**
     * @param path UTF-8 YAML
     * @throws CampaignRefused with every violation
     */
    static HolidayCalendar read(Path path) {
        Violations violations = new Violations(path.toString());
        Node root = YamlSource.read(path)
                .orElseThrow(() -> CampaignRefused.of(path, Message.of("campaign.empty-write-years-knows-holidays")));
        YamlMap map = YamlMap.of(root, "", KEYS, violations);
        List<Integer> years = map.requiredList(
                "years", "[2026]", text -> Text.between(2000, 2200, text), HolidayFile::requireSome, List.of());
        Set<Integer> known = new HashSet<>(years);
        List<Stream<LocalDate>> holidays = map.requiredList(
                "holidays", "[2026-10-01..2026-10-07]", text -> days(known, text), list -> list, List.of());
        List<Stream<LocalDate>> workingDays =
                map.list("working-days", "[2026-10-10]", text -> days(known, text), list -> list, List.of());
        violations.refuseIfAny();
        try {
            return new HolidayCalendar(known, all(holidays), all(workingDays));
        } catch (IllegalArgumentException refused) {
            throw CampaignRefused.of(path, Message.of(refused));
        }
    }

    private static List<Integer> requireSome(List<Integer> years) {
        if (years.isEmpty()) {
            throw new InvalidValue(Message.of("campaign.list-empty-write-years-file"));
        }
        return years;
    }

    private static Set<LocalDate> all(List<Stream<LocalDate>> parts) {
        return parts.stream().flatMap(part -> part).collect(Collectors.toSet());
    }

    private static Stream<LocalDate> days(Set<Integer> years, String text) {
        int between = text.indexOf(BETWEEN);
        LocalDate first = day(years, between < 0 ? text : text.substring(0, between), text);
        LocalDate last = between < 0 ? first : day(years, text.substring(between + BETWEEN.length()), text);
        if (last.isBefore(first) || last.isAfter(first.plusDays(LONGEST_HOLIDAY_DAYS))) {
            throw new InvalidValue(
                    Message.of("campaign.ends-before-begins", Violation.quoted(text), LONGEST_HOLIDAY_DAYS));
        }
        return first.datesUntil(last.plusDays(1));
    }

    private static LocalDate day(Set<Integer> years, String day, String text) {
        LocalDate date;
        try {
            date = LocalDate.parse(day);
        } catch (DateTimeException e) {
            throw new InvalidValue(Message.of("campaign.no-day-write", Violation.quoted(text)));
        }
        if (!years.isEmpty() && !years.contains(date.getYear())) {
            throw new InvalidValue(Message.of("campaign.year-not-stand-under-years", Violation.quoted(text)));
        }
        return date;
    }
}
