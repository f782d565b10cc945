package io.qianhu.schedule;

import io.qianhu.job.RunEnd;
import io.qianhu.message.Message;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keeps what was told, one line each, and forgets it when it was asked for. */
final class HeardEvents implements ScheduleEvents {
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

    private synchronized void say(String line) {
        lines.add(line);
    }

    @Override
    public void missed(String campaign, List<Instant> due, Message becomes) {
        say("missed " + due + ": " + becomes);
    }

    @Override
    public void asks(String campaign, Instant due) {
        say("asks " + due);
    }

    @Override
    public void asksAboutRead(String campaign, Instant due, String other) {
        say("asks " + due + " about what " + other + " has read");
    }

    @Override
    public void noted(String campaign, String run, Message note) {
        say("noted " + note);
    }

    @Override
    public void nothingCame(String campaign, Instant due, Message why) {
        say("nothing came " + due + ": " + why);
    }

    @Override
    public void leftOut(String campaign, Instant due, List<Path> files) {
        say("left out " + files.stream().map(Path::getFileName).toList());
    }

    @Override
    public void waitsBehind(String campaign, Instant due, String run, Message why) {
        say("waits " + due + ": " + why);
    }

    @Override
    public void waitsForWord(String campaign, String run, Message why) {
        say("waits for a word: " + why);
    }

    @Override
    public void refused(String campaign, Message message) {
        say("refused " + message);
    }

    @Override
    public synchronized void runEnded(String campaign, RunEnd end) {
        ends.add(end);
        say("ended " + end.state());
    }

    @Override
    public void trouble(Message message) {
        say("trouble " + message);
    }

    @Override
    public void brokenCampaign(Path file, Message message) {
        say("broken " + file.getFileName() + ": " + message);
    }

    @Override
    public void campaignChanged(Path file, Message what) {
        say("changed " + file.getFileName() + ": " + what);
    }
}
