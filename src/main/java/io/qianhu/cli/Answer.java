package io.qianhu.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.qianhu.message.Message;
import io.qianhu.report.NumberReport;
import io.qianhu.report.RunSummary;
import io.qianhu.schedule.CampaignSchedule;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * What became of an order.
 *
 * @param message what happens now, or why nothing was changed; one line
 * @param after what its run is then, where the order was about a list; else empty
 * @param content what was asked for; null where the order was to change something
 */
record Answer(Status status, Message message, Message after, JsonNode content) {
    /** How it ended, and the number of that in HTTP. */
    enum Status {
        DONE(200),
        /** Nothing was changed, for a reason that a person can change. */
        REFUSED(409),
        /** It was tried; what it had to change may be changed in part, and said once more it is completed. */
        FAILED(500),
        /** It was not begun, since too many wait; it can be asked again. */
        BUSY(503);

        private final int http;

        Status(int http) {
            this.http = http;
        }

        int http() {
            return http;
        }
    }

    static Answer done(Message message) {
        return done(message, Message.NONE);
    }

    static Answer done(Message message, Message after) {
        return new Answer(Status.DONE, message, after, NullNode.instance);
    }

    /** Nothing was changed. */
    static Answer refused(Message why) {
        return not(Status.REFUSED, why);
    }

    static Answer not(Status status, Message why) {
        return new Answer(status, why, Message.NONE, NullNode.instance);
    }

    /** A question that was not answered must not look like one to which there is nothing. */
    private JsonNode found() {
        if (!isDone()) {
            throw new HomeInUse(message);
        }
        return content;
    }

    /** The runs of {@link Order.ShowRuns} and {@link Order.ShowRun}. */
    List<RunSummary> runs() {
        return found().valueStream()
                .map(run -> RunSummary.fromJson(run.toString()))
                .toList();
    }

    /** That of {@link Order.FindNumber}. */
    NumberReport number() {
        return NumberReport.fromJson(found().toString());
    }

    /** Those of {@link Order.ShowCampaigns}. */
    List<CampaignSchedule> campaigns() {
        return List.of(Order.JSON.treeToValue(found(), CampaignSchedule[].class));
    }

    static Answer parse(String json) {
        return Order.JSON.readValue(json, Answer.class);
    }

    String json() {
        return Order.JSON.writeValueAsString(this);
    }

    @JsonIgnore
    boolean isDone() {
        return status == Status.DONE;
    }

    /** Says it to the person who has given the order. */
    ExitCode tell(CommandLine commandLine) {
        PrintWriter to = isDone() ? commandLine.getOut() : commandLine.getErr();
        to.println(message);
        to.flush();
        return isDone() ? ExitCode.COMPLETED : ExitCode.REFUSED;
    }

    /** What was asked for. */
    static Answer of(Object content) {
        return new Answer(Status.DONE, Message.NONE, Message.NONE, Order.JSON.valueToTree(content));
    }
}
