package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.dispatch.StopSignal;
import org.junit.jupiter.api.Test;

class OneRunTest {
    private final StopSignal stop = new StopSignal();
    private final OneRun work = new OneRun(stop, (run, cause, message) -> false, "k3f9x2mq"::equals, true);

    /** One that ended while it was asked for, so that another one would end in its place. */
    @Test
    void stopsNoOtherRunThanTheOneThatIsNamed() {
        assertThat(work.stop("b7w2n8pd").status()).isEqualTo(Answer.Status.REFUSED);
        assertThat(stop.get()).isEmpty();

        assertThat(work.stop("k3f9x2mq").isDone()).isTrue();
        assertThat(stop.get()).isPresent();
    }

    @Test
    void stopsWhateverRunItIsWhereNoneIsNamed() {
        assertThat(work.stop(null).isDone()).isTrue();
        assertThat(stop.get()).isPresent();
    }
}
