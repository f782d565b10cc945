package io.qianhu.schedule;

import io.qianhu.dispatch.StopSignal;

/** What may stop one run from outside; closed when the run has ended. */
public interface RunSignal extends AutoCloseable {
    StopSignal signal();

    @Override
    void close();
}
