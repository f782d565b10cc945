package io.qianhu.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RunSummaryTest {
    @Test
    void theJsonHasThePromisedNamesInTheirOrder() {
        assertThat(Summaries.stopped().toJson()).isEqualToNormalizingNewlines("""
                {
                  "run" : "k3f9x2mq",
                  "campaign" : "spring-renewal",
                  "target" : "SANDBOX",
                  "label" : "second",
                  "state" : "STOPPED",
                  "note" : "stopped on request",
                  "files" : [ {
                    "path" : "三月/numbers.csv",
                    "bytes" : 1234567,
                    "sha256" : "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1"
                  } ],
                  "rowsRead" : 6005,
                  "moreNumbers" : 0,
                  "numbersPassedOver" : 0,
                  "rejected" : 0,
                  "rejectedByReason" : { },
                  "rejectExamples" : { },
                  "duplicates" : 0,
                  "duplicatesUnlisted" : 0,
                  "suppressed" : 0,
                  "suppressionLists" : [ ],
                  "callees" : 6005,
                  "calleesSubmitted" : 3700,
                  "calleesRefused" : 600,
                  "calleesUnconfirmed" : 500,
                  "calleesHeld" : 400,
                  "calleesPending" : 105,
                  "calleesAbandoned" : 700,
                  "lists" : {
                    "PENDING" : 1,
                    "SUBMITTING" : 2,
                    "UNCONFIRMED" : 3,
                    "HELD" : 4,
                    "ACCEPTED" : 5,
                    "REFUSED" : 6,
                    "ABANDONED" : 7
                  },
                  "startedAt" : "2026-03-02T01:00:00Z",
                  "finishedAt" : null,
                  "cancelled" : null,
                  "retryOf" : null,
                  "purgedAt" : null,
                  "lookedBefore" : null,
                  "balanced" : true
                }""");
    }

    @Test
    void whatIsWrittenAsJsonComesBack() {
        assertThat(RunSummary.fromJson(Summaries.completed().toJson())).isEqualTo(Summaries.completed());
        assertThat(RunSummary.fromJson(Summaries.stopped().toJson())).isEqualTo(Summaries.stopped());
    }

    @Test
    void aFieldOfALaterVersionIsPassedOver() {
        String later = Summaries.stopped().toJson().replaceFirst("\\{", "{\"later\": [1],");

        assertThat(RunSummary.fromJson(later)).isEqualTo(Summaries.stopped());
    }

    @Test
    void aFieldThatAnEarlierVersionHadNotIsNone() {
        String earlier = Summaries.severalNumbers()
                .toJson()
                .replaceAll(" *\"(moreNumbers|numbersPassedOver|rejectExamples|duplicatesUnlisted)\".*\n", "");

        assertThat(RunSummary.fromJson(earlier))
                .extracting(
                        RunSummary::moreNumbers,
                        RunSummary::numbersPassedOver,
                        RunSummary::rejectExamples,
                        RunSummary::duplicatesUnlisted)
                .containsExactly(0L, 0L, Map.of(), 0L);
    }

    @Test
    void reasonsAreNamedByTheirCodes() {
        assertThat(Summaries.completed().toJson())
                .contains("\"empty\" : 1")
                .contains("\"lost-digits\" : 2")
                .contains("\"rejected\" : 3");
        assertThat(Summaries.completed().rejectExamples())
                .isEqualTo(Map.of("lost-digits", new RunSummary.RejectedCell("三月/numbers.csv", 17, "1.3*x+**")));
    }

    @Test
    void everyStateIsListedAlsoThoseWithoutLists() {
        assertThat(Summaries.completed().toJson()).contains("\"PENDING\" : 0").contains("\"ABANDONED\" : 0");
    }

    @Test
    void theBooksOfTheLedgerDecideWhetherItBalances() {
        assertThat(Summaries.oneList(10, 10, 10).balanced()).isTrue();
        assertThat(Summaries.oneList(11, 10, 10).balanced()).isFalse();
        assertThat(Summaries.oneList(10, 10, 9).balanced()).isFalse();
    }
}
