package io.qianhu.schedule;

import io.qianhu.job.RunEnd;
import io.qianhu.message.Message;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What a person should hear of, the one place where it is told. Each is told once, on the thread to which it happened;
 * whoever listens must be quick and must not throw.
 */
public interface ScheduleEvents {
    /**
     * The schedule came round while nothing was there to see it.
     *
     * @param due when, in order, at least one
     * @param becomes what becomes of it, a half-sentence
     */
    void missed(String campaign, List<Instant> due, Message becomes);

    /** A schedule was missed, and a person is to say whether it is made up for. */
    void asks(String campaign, Instant due);

    /**
     * A campaign that never had a run found files that another has read; a person is to say whether they are meant.
     *
     * @param other the name of that campaign, which may have been this one's
     */
    void asksAboutRead(String campaign, Instant due, String other);

    /** What a person should know of a run that goes on. */
    void noted(String campaign, String run, Message note);

    /**
     * No run began for this time of the schedule.
     *
     * @param why a half-sentence: no new file, or what was wrong with those that came
     */
    void nothingCame(String campaign, Instant due, Message why);

    /** A run begins without these files, which were not complete in time; the next time of the schedule looks again. */
    void leftOut(String campaign, Instant due, List<Path> files);

    /** A schedule came round and waits, because an earlier run of the campaign has not come to its end. */
    void waitsBehind(String campaign, Instant due, String run, Message why);

    /**
     * An unfinished run does not go on by itself, since nobody knows whether it should; it does when it was resumed.
     *
     * @param why a half-sentence
     */
    void waitsForWord(String campaign, String run, Message why);

    /** Something keeps a run from beginning or going on; it is tried again. */
    void refused(String campaign, Message message);

    /** A run came to its end or to a stop. */
    void runEnded(String campaign, RunEnd end);

    /** Nothing can be scheduled, since the ledger does not answer; or it does again. */
    void trouble(Message message);

    /** A campaign file cannot be used; where it was good before, that version goes on. */
    void brokenCampaign(Path file, Message message);

    /** A campaign file is used from now on, or was taken away. */
    void campaignChanged(Path file, Message what);
}
