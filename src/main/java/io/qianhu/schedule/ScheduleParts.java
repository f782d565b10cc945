package io.qianhu.schedule;

import io.qianhu.intake.IntakeLimits;
import io.qianhu.intake.Reading;
import io.qianhu.job.CampaignRunner;
import io.qianhu.job.Progress;
import io.qianhu.job.RunOpener;
import io.qianhu.ledger.RunStore;
import io.qianhu.ledger.Target;
import io.qianhu.report.RunReports;
import java.time.InstantSource;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * What the schedules are made of.
 *
 * @param target where all runs submit to
 * @param runner asked for when a run begins
 * @param signals one for each run; refuses by a RuntimeException when no run may begin
 * @param active hears which run is worked on and how far it is, empty text for none
 * @param limits of files
 * @param reading until when they are read
 * @param killSwitch whether nothing may begin or go on, and files are read no further
 */
public record ScheduleParts(
        DataSource dataSource,
        Target target,
        RunStore runs,
        RunOpener opener,
        Supplier<CampaignRunner> runner,
        RunReports reports,
        CampaignFolder campaigns,
        Consumer<ScheduleEvent> events,
        Presence presence,
        Supplier<RunSignal> signals,
        BiConsumer<String, Progress> active,
        IntakeLimits limits,
        Reading reading,
        BooleanSupplier killSwitch,
        InstantSource clock) {}
