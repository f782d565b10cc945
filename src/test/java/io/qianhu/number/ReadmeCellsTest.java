package io.qianhu.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** The page of numbers shows a part of the tables of cells as they are. */
class ReadmeCellsTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^|]+)` \\| `?([a-z0-9-]+)`?(?:[;,][^|]*)? \\|$");
    private static final Pattern AS_LANDLINE =
            Pattern.compile("`accept: \\[landline]` (\\d+), submitted as (\\d+) \\|$");

    @Test
    void showsCellsAsTheTableOfCasesHasThem() throws IOException {
        List<String> cases = cases("M");
        List<MatchResult> shown = ROW.matcher(numbers()).results().toList();

        assertThat(shown.stream().map(row -> row.group(1) + " is " + row.group(2)))
                .hasSizeGreaterThan(20)
                .hasSize((int)
                        numbers().lines().filter(line -> line.startsWith("| `")).count())
                .isSubsetOf(cases);
    }

    @Test
    void showsALandlineAsTheTableOfCasesHasIt() throws IOException {
        MatchResult landline = numbers()
                .lines()
                .map(AS_LANDLINE::matcher)
                .filter(row -> row.find())
                .map(row -> row.toMatchResult())
                .findFirst()
                .orElseThrow();

        assertThat(cases("L")).contains("0571-88888888 is " + landline.group(1));
        assertThat(new PhoneNumber(Long.parseLong(landline.group(1))).digits()).isEqualTo(landline.group(2));
    }

    @Test
    void namesEveryDivider() throws IOException {
        assertThat(List.of(",", ";", "/", "\\", "|", "、", "。", "&", "~", "或", "和", "与", "及", ":::", "<br>"))
                .allMatch(divider -> Spelling.divider(divider, 0) == divider.length())
                .map(divider -> "`" + divider + "`")
                .allMatch(numbers()::contains, "is named");
    }

    private static String numbers() throws IOException {
        return Files.readString(Path.of("docs/numbers.md"));
    }

    private static List<String> cases(String accept) throws IOException {
        List<String> cases = new ArrayList<>();
        CSVFormat format = CSVFormat.DEFAULT.builder().setCommentMarker('#').get();
        try (CSVParser parser = CSVParser.parse(
                Objects.requireNonNull(ReadmeCellsTest.class.getResourceAsStream("cells.csv")),
                java.nio.charset.StandardCharsets.UTF_8,
                format)) {
            for (CSVRecord row : parser) {
                if (row.get(0).equals(accept)) {
                    cases.add(row.get(1) + " is " + row.get(2));
                }
            }
        }
        return cases;
    }
}
