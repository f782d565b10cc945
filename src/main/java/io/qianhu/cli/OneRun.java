package io.qianhu.cli;

import io.qianhu.dispatch.StopSignal;
import io.qianhu.job.RunOrders;
import io.qianhu.ledger.Decision;
import io.qianhu.message.Message;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What other processes may ask of one that works on one run.
 *
 * @param work what an order about the run ends
 * @param submits whether the run submits, so that there is something to release
 * @param reports of other runs, about which an order can be given as well
 */
record OneRun(
        StopSignal signal,
        ConfigurableApplicationContext application,
        RunOrders.Work work,
        boolean submits,
        LaterReports reports)
        implements Controls {
    @Override
    public boolean serves() {
        return false;
    }

    @Override
    public String stop(String run) {
        signal.stop(StopSignal.Cause.REQUEST, Message.of("cli.stopped-request-run-same-command"));
        return "";
    }

    @Override
    public String find(String number) {
        return Application.find(application, number);
    }

    @Override
    public Message resume(String run, String by) {
        return submits ? Message.text(Application.release(application, run, by)) : Message.NONE;
    }

    @Override
    public Ordered pause(String run, String by) {
        return Application.pause(application, run, by, work);
    }

    @Override
    public Ordered cancel(String run, String by, String reason) {
        Ordered ordered = Application.cancel(application, run, by, reason, work);
        if (ordered.toReport()) {
            reports.write(run);
        }
        return ordered;
    }

    @Override
    public Ordered resolve(String run, int list, Decision decision) {
        Ordered ordered = Application.resolve(application, run, list, decision);
        if (ordered.toReport()) {
            reports.write(run);
        }
        return ordered;
    }

    @Override
    public Ordered report(String run) {
        return Application.report(application, run);
    }

    @Override
    public String campaigns() {
        return "[]";
    }
}
