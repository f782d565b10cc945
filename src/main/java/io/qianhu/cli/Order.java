package io.qianhu.cli;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.qianhu.ledger.Decision;
import io.qianhu.ledger.SoughtNumber;
import io.qianhu.report.NumberReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a person asks of a home: carried out by the process that has it, wherever it was given. JSON between processes. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "order")
sealed interface Order {
    /** Between two versions of the program a count may be missing, which is no reason to fail. */
    JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** What an order needs, and which ones it may hold up. */
    enum Kind {
        /** Reads the ledger, and may read much. */
        LOOK(Duration.ofSeconds(30)),
        /** Writes reports from the ledger: those of a run of a hundred million rows take minutes. */
        REPORT(Duration.ofMinutes(30)),
        /** Changes the ledger. */
        CHANGE(Duration.ofSeconds(30)),
        /** Changes the ledger by what the service says of a list: a search may turn many pages. */
        ASK_SERVICE(Duration.ofMinutes(10));

        private final Duration patience;

        Kind(Duration patience) {
            this.patience = patience;
        }

        /** How long the answer is waited for. */
        Duration patience() {
            return patience;
        }
    }

    Map<Class<? extends Order>, Kind> KINDS = Map.of(
            ShowRuns.class, Kind.LOOK,
            ShowRun.class, Kind.LOOK,
            ShowCampaigns.class, Kind.LOOK,
            FindNumber.class, Kind.LOOK,
            WriteReports.class, Kind.REPORT,
            ResolveList.class, Kind.ASK_SERVICE);

    default Kind kind() {
        return KINDS.getOrDefault(getClass(), Kind.CHANGE);
    }

    /** What is answered where there is no home. */
    default Answer withoutHome() {
        return Answer.refused(UnknownRun.message(run()));
    }

    /** The run that it is about, or the campaign for {@link Resume}; null for none or the latest run. */
    default @Nullable String run() {
        return null;
    }

    static Order parse(String json) {
        return JSON.readValue(json, Order.class);
    }

    default String json() {
        return JSON.writeValueAsString(this);
    }

    /** The summaries of all runs, the latest first. */
    record ShowRuns() implements Order {
        @Override
        public Answer withoutHome() {
            return Answer.of(List.of());
        }
    }

    /**
     * What is known of one run, in a list of at most one.
     *
     * @param run null for the latest
     */
    record ShowRun(@Nullable String run) implements Order {
        @Override
        public Answer withoutHome() {
            return Answer.of(List.of());
        }
    }

    /** Where the campaigns stand that are served. */
    record ShowCampaigns() implements Order {}

    /** What is known of a number, in any spelling. */
    record FindNumber(String number) implements Order {
        @Override
        public Answer withoutHome() {
            return Answer.of(new NumberReport(SoughtNumber.of(number).shown(), List.of()));
        }
    }

    /** Writes the reports of a run again; the answer says where they are. */
    record WriteReports(String run) implements Order {}

    /**
     * Stops the run that is worked on at its next list.
     *
     * @param run where campaigns are served also one that waits; null for the one that is worked on
     */
    record StopRun(@Nullable String run) implements Order {}

    /**
     * Lets something go on.
     *
     * @param subject a run's id, or the name of a campaign whose schedule was missed
     * @param by who asks
     */
    record Resume(String subject, String by) implements Order {
        @Override
        public String run() {
            return subject;
        }
    }

    /** Holds a run until it is resumed, whether it is worked on or not. */
    record PauseRun(String run, String by) implements Order {}

    /** Gives a run up for good, whether it is worked on or not. */
    record CancelRun(String run, String by, String reason) implements Order {}

    /** Records what a person decides about a list of a run that nobody works on. */
    record ResolveList(String run, int list, Decision decision) implements Order {}
}
