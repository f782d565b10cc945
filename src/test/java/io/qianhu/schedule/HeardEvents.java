package io.qianhu.schedule;

import io.qianhu.job.RunEnd;
import io.qianhu.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Keeps what was told, one line each, and forgets it when it was asked for. */
final class HeardEvents implements Consumer<ScheduleEvent> {
    private final List<String> lines = new ArrayList<>();
    private final List<RunEnd> ends = new ArrayList<>();

    /** What was told since somebody asked last. */
    synchronized List<String> heard() {
        List<String> heard = List.copyOf(lines);
        lines.clear();
        return heard;
    }

    synchronized RunEnd lastEnd() {
        return ends.get(ends.size() - 1);
    }

    @Override
    public synchronized void accept(ScheduleEvent event) {
        RunEnd end = event.end();
        if (end != null) {
            ends.add(end);
            lines.add("ended " + end.state());
            return;
        }
        Object said = event.campaign().isEmpty()
                ? event.message()
                : event.message().arguments().get(1);
        String line = said instanceof Message message ? message.english() : String.valueOf(said);
        lines.add(
                event.run().isEmpty()
                        ? line.replaceAll("/\\S*/", "")
                        : line.replace("run " + event.run(), "the run").replace(" " + event.run(), " it"));
    }
}
