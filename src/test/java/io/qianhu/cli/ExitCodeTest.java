package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.job.RunEnd;
import io.qianhu.ledger.RunState;
import io.qianhu.message.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers are a promise to cron and to scripts: none of them may change. */
class ExitCodeTest {
    @ParameterizedTest
    @CsvSource({"COMPLETED, 0", "FAILED, 1", "ATTENTION, 3", "PAUSED, 3", "STOPPED, 5", "RUNNING, 1", "INTERRUPTED, 1"})
    void followsTheStateInWhichTheRunEnded(RunState state, int number) {
        assertThat(ExitCode.of(new RunEnd("k3f9x2mq", state, false, Message.NONE))
                        .number())
                .isEqualTo(number);
    }

    @Test
    void isFourForFilesThatHadBeenCompletedBefore() {
        assertThat(ExitCode.of(new RunEnd("k3f9x2mq", RunState.ATTENTION, true, Message.NONE))
                        .number())
                .isEqualTo(4);
    }

    @Test
    void isTwoForARefusal() {
        assertThat(ExitCode.REFUSED.number()).isEqualTo(2);
    }
}
